//! YAML text → values, through `serde_yaml`. No other file names that crate: it is no longer maintained, and whoever
//! exchanges it changes this file.
//!
//! What a scalar without quotes means is `serde_yaml`'s decision: the core schema of YAML 1.2, where `on` and dates are
//! text. With two exceptions. `012`, twelve by the core schema and ten in YAML 1.1, is text, as Adyen's document means
//! it; and `0b11`, `-0x1F` and `+0o7`, text by the core schema, are numbers.
//!
//! `serde_yaml` also holds the limits: how deep values stand in each other, and how often aliases are followed.

use std::{convert::Infallible, fmt};

use serde::de::{Deserializer as _, Visitor};
use serde_json::Value;
use serde_yaml::{Deserializer, Error};

use super::{
    MAX_DEPTH, positions, syntax, too_deep,
    values::{self, MAX_ALIASED, Read, TOO_MANY_VALUES},
};
use crate::diagnostic::{At, Finding, Severity};

/// Reads the first document of a YAML text.
pub(super) fn read(text: &str) -> Result<Read, Finding> {
    let empty = || syntax(1, 1, "the document is empty");
    // The reader looks at the depth only at the end, and its time grows with the square of open brackets.
    if might_be_deep(text)
        && let Some((line, column)) = positions::deeper_than(text, MAX_DEPTH)
    {
        return Err(too_deep(line, column));
    }
    let mut documents = Deserializer::from_str(text);
    let first = documents.next().ok_or_else(empty)?;
    let mut read = values::read(text, true, first).map_err(|err| unreadable(text, &err))?;
    if read.value == Value::Null {
        return Err(empty());
    }
    if let Some(second) = documents.next() {
        read.findings.push(second_document(text, second)?);
    }
    Ok(read)
}

/// Whether so many brackets are open somewhere that they could be more than text: brackets in strings count here too.
fn might_be_deep(text: &str) -> bool {
    let mut open = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > 4 * MAX_DEPTH
    })
}

/// The finding for a second document. `Err` when it is none, but text behind the first that could not be read.
fn second_document(text: &str, document: Deserializer<'_>) -> Result<Finding, Finding> {
    let err = match document.deserialize_any(NoMore) {
        Ok(never) => match never {},
        Err(err) => err,
    };
    if !err.to_string().contains(NO_MORE) {
        return Err(unreadable(text, &err));
    }
    let (line, column) = place(text, &err);
    let message = "a second document starts here; only the first is read";
    Ok(Finding::new("second-document", Severity::Warning, At::Text { line, column }, message))
}

/// Refuses every value: the error says where it stands.
struct NoMore;

const NO_MORE: &str = "no more documents";

impl Visitor<'_> for NoMore {
    type Value = Infallible;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NO_MORE)
    }
}

fn unreadable(text: &str, err: &Error) -> Finding {
    let (line, column) = place(text, err);
    // The finding says the place.
    let message = err.to_string().replacen(&format!(" at line {line} column {column}"), "", 1);
    match message.as_str() {
        "recursion limit exceeded" => too_deep(line, column)
            .help("an alias inside the value that it names makes that value endless"),
        // Says no place.
        "repetition limit exceeded" => too_many_aliases(At::File),
        message if message.ends_with(TOO_MANY_VALUES) => {
            too_many_aliases(At::Text { line, column })
        }
        message => syntax(line, column, format!("this is not YAML: {message}")),
    }
}

fn too_many_aliases(at: At) -> Finding {
    let message = format!("the aliases stand for more than {MAX_ALIASED} values");
    Finding::new("too-many-aliases", Severity::Error, at, message)
}

/// Line and column of an error, from one.
fn place(text: &str, err: &Error) -> (usize, usize) {
    // A character that YAML does not allow is found before there are lines: only the message says at which byte.
    let message = err.to_string();
    let byte = message.rsplit_once(" at position ").and_then(|(_, byte)| byte.parse().ok());
    if let Some(byte) = byte {
        let place = positions::place_of(text, byte);
        return (place.line, place.column);
    }
    err.location().map_or((1, 1), |location| (location.line(), location.column()))
}
