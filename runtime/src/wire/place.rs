//! Where in a JSON text an error stands, found from the line and column that the error carries.
//!
//! Decoding keeps no track of its place: that would cost every decode something, or every type a second copy of its
//! decoder. `serde_json` says after which byte it stopped; walking the text up to there gives the path.

use std::{fmt, ops::Range};

use serde::de::{DeserializeOwned, Error as _};
use serde_json::{Value, error::Category};

use super::{
    careful::loses_digits,
    misfit_field,
    nesting::{TOO_DEEP, is_too_deep},
    redaction::{LONG_INTEGER, ValueAt},
};

/// Why a JSON text does not fit a type, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Misfit {
    /// The path of the value, as in `items[3].id`. Empty for the text as a whole.
    pub place: String,
    /// What is wrong there, on one line. It does not repeat a text of the value.
    pub message: String,
    /// What stands there, in a few words and without its text: `a string of 12 characters`. Empty if that is not known.
    pub near: String,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "`{}`: ", self.place)?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Misfit {}

/// Reads a JSON text; an error says where in the text it stands.
///
/// # Errors
/// The text is not JSON, or does not fit the type.
///
/// ```
/// let misfit = vetted_runtime::wire::decode::<Vec<bool>>(b"[true, null]").unwrap_err();
/// assert_eq!(misfit.place, "[1]");
/// assert_eq!(misfit.message, "invalid type: null, expected a boolean");
/// ```
pub fn decode<T: DeserializeOwned>(text: &[u8]) -> Result<T, Misfit> {
    read(text).map_err(|err| misfit(text, &err))
}

/// Reads a JSON text as `serde_json` does, but for raw JSON whose digits would change.
pub(crate) fn read<T: DeserializeOwned>(text: &[u8]) -> serde_json::Result<T> {
    misfit_field::begin();
    if loses_digits::<T>(text) {
        return Err(serde_json::Error::custom(LONG_INTEGER));
    }
    read_lightly(text)
}

/// Reads a JSON text as `serde_json` does.
pub(crate) fn read_lightly<T: DeserializeOwned>(text: &[u8]) -> serde_json::Result<T> {
    misfit_field::begin();
    serde_json::from_slice(text)
}

/// The place of an error in the text from which it came.
#[must_use]
pub fn misfit(text: &[u8], err: &serde_json::Error) -> Misfit {
    let mut message = err.to_string();
    if err.classify() != Category::Data {
        // Where the text stops being JSON, line and column say more than a path.
        let mut place = place(text, err, false);
        // The decoder has only looked at the bracket that is one too many.
        if err.is_syntax() && text.get(..=end(text, err)).is_some_and(is_too_deep) {
            TOO_DEEP.clone_into(&mut message);
        }
        cut(&mut place);
        return Misfit { place, message, near: String::new() };
    }
    let position = format!(" at line {} column {}", err.line(), err.column());
    if message.ends_with(&position) {
        message.truncate(message.len() - position.len());
    }
    let (place, message) = match take_apart(&message) {
        Some((inner, rest)) => (join(place(text, err, true), inner), rest.to_owned()),
        None => (place(text, err, false), message),
    };
    let found = ValueAt::find(text, &place, &message);
    Misfit { message: found.hide(&message), near: found.describe(), place }
}

/// The single value at the place of a misfit, as it is written; None for what may be a secret, for lists and objects.
pub(crate) fn value_at(text: &[u8], place: &str, message: &str) -> Option<String> {
    ValueAt::find(text, place, message).value()
}

/// Whether null stands at a place.
pub(super) fn is_null_at(text: &[u8], place: &str) -> bool {
    ValueAt::find(text, place, "").is_null()
}

/// The misfit of a text within the text, as the message of an error that [`misfit`] takes apart again.
///
/// A union reads its variant from a text of its own, so that the inner place is not to be seen from outside.
pub(super) fn nested(name: &str, place: &str, message: &str) -> String {
    if place.is_empty() {
        format!("{NESTED}{name}: {message}")
    } else {
        format!("{NESTED}{name} at `{place}`: {message}")
    }
}

const NESTED: &str = "does not fit ";

fn take_apart(message: &str) -> Option<(&str, &str)> {
    let rest = message.strip_prefix(NESTED)?;
    let name = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '#'))?;
    let rest = rest.get(name..)?;
    match rest.strip_prefix(" at `") {
        Some(rest) => rest.split_once("`: "),
        None => rest.strip_prefix(": ").map(|rest| ("", rest)),
    }
}

fn join(mut outer: String, inner: &str) -> String {
    if !outer.is_empty() && !inner.is_empty() && !inner.starts_with('[') {
        outer.push('.');
    }
    outer.push_str(inner);
    outer
}

/// The beginning of a path that may be as long as the text is deep.
fn cut(place: &mut String) {
    const LONGEST: usize = 200;
    if let Some((at, _)) = place.char_indices().nth(LONGEST) {
        place.truncate(at);
        place.push('…');
    }
}

fn place(text: &[u8], err: &serde_json::Error, nested: bool) -> String {
    TextWalk { text, at: 0, stack: Vec::new() }.until(end(text, err), nested)
}

/// How many bytes of the text were read when the error was seen.
fn end(text: &[u8], err: &serde_json::Error) -> usize {
    let line = match err.line() {
        0 => return 0,
        1 => 0,
        line => {
            let ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            ends.map(|(at, _)| at + 1).nth(line - 2).unwrap_or(text.len())
        }
    };
    line.saturating_add(err.column()).min(text.len())
}

/// A container that is open, and the part of it that is being read or was read last.
#[derive(Clone)]
enum OpenContainer {
    Key(Option<Range<usize>>),
    Index(usize),
}

/// A walk over a text that is JSON at least as far as the walk goes.
struct TextWalk<'t> {
    text: &'t [u8],
    at: usize,
    stack: Vec<OpenContainer>,
}

impl TextWalk<'_> {
    /// The path at `end`, the number of bytes that were read when the error was seen.
    ///
    /// A decoder that stops outside of any of `serde_json`'s own functions (`nested`) gets its position from the
    /// container around it, after the comma or the bracket that follows the value.
    fn until(mut self, end: usize, nested: bool) -> String {
        while let Some(&byte) = self.text.get(self.at)
            && self.at < end
        {
            let start = self.at;
            self.at += 1;
            match byte {
                b'{' => self.stack.push(OpenContainer::Key(None)),
                // Stopped right after the bracket: the list itself does not fit, or the container within it.
                b'[' if self.at == end && !matches!(self.text.get(end), Some(b'[' | b'{')) => {}
                b'[' => self.stack.push(OpenContainer::Index(0)),
                b'}' | b']' => {
                    let last = self.stack.pop();
                    if nested && self.at == end {
                        self.stack.extend(last);
                    }
                }
                b',' => {
                    if nested && self.only_space(end) {
                        return self.path(&self.stack);
                    }
                    match self.stack.last_mut() {
                        Some(OpenContainer::Index(index)) => *index += 1,
                        Some(OpenContainer::Key(key)) => *key = None,
                        None => {}
                    }
                }
                b'"' => {
                    self.skip_string();
                    if let Some(OpenContainer::Key(key @ None)) = self.stack.last_mut() {
                        *key = Some(start..self.at);
                    }
                }
                _ => {}
            }
        }
        self.path(&self.stack)
    }

    fn only_space(&self, end: usize) -> bool {
        self.text.get(self.at..end).is_some_and(|rest| rest.iter().all(u8::is_ascii_whitespace))
    }

    fn skip_string(&mut self) {
        while let Some(byte) = self.text.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'"' => return,
                _ => {}
            }
        }
    }

    fn path(&self, stack: &[OpenContainer]) -> String {
        stack.iter().fold(String::new(), |path, step| match step {
            OpenContainer::Index(index) => join(path, &format!("[{index}]")),
            OpenContainer::Key(Some(key)) => join(path, &self.key(key.clone())),
            OpenContainer::Key(None) => path,
        })
    }

    /// A key as it stands in a path: in brackets and quotes if it would be misread without.
    fn key(&self, range: Range<usize>) -> String {
        let quoted = self.text.get(range).unwrap_or_default();
        let key = serde_json::from_slice::<String>(quoted).unwrap_or_default();
        let plain = |c: char| c.is_alphanumeric() || "_-$@".contains(c);
        if key.is_empty() || !key.chars().all(plain) {
            format!("[{}]", Value::from(key))
        } else {
            key
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn place_in<T: DeserializeOwned>(text: &str) -> String {
        match decode::<T>(text.as_bytes()) {
            Ok(_) => panic!("{text} fits"),
            Err(misfit) => misfit.place,
        }
    }

    #[test]
    fn scalars_and_containers_of_the_wrong_kind() {
        assert_eq!(place_in::<Vec<i64>>("[1, 2, null, 4]"), "[2]");
        assert_eq!(place_in::<Vec<i64>>("[1,\n \"two\"\n]"), "[1]");
        assert_eq!(place_in::<Vec<i64>>("[1, [2]]"), "[1]");
        assert_eq!(place_in::<Vec<i64>>("[{\"a\": 1}]"), "[0]");
        assert_eq!(place_in::<Vec<Vec<i64>>>("[[], [1, true]]"), "[1][1]");
        assert_eq!(place_in::<BTreeMap<String, i64>>("{\"a\": 1, \"b\": {}}"), "b");
        assert_eq!(
            place_in::<BTreeMap<String, Vec<i64>>>("{\"a\": [1], \"b\\\"c\\\\\": [1, {}]}"),
            "[\"b\\\"c\\\\\"][1]"
        );
        assert_eq!(place_in::<i64>("\"x\""), "");
    }

    #[test]
    fn a_text_that_is_no_json_keeps_line_and_column() {
        let misfit = decode::<Value>(b"{\"a\": [1, 2").unwrap_err();
        assert_eq!(misfit.place, "a[1]");
        assert!(misfit.message.contains("line 1 column 11"), "{}", misfit.message);
        assert_eq!(decode::<Value>(b"").unwrap_err().place, "");
    }
}
