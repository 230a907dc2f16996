//! JSON text → values, in one reading. What a string and a number mean is `serde_json`'s to say, and so is what is
//! wrong with text that is no JSON.

use std::sync::Arc;

use serde_json::Number;

use super::{
    MAX_DEPTH,
    build::{Builder, Read, Scalar, small},
    syntax, too_deep,
    tree::Range,
};
use crate::diagnostic::Finding;

/// Why text is not JSON.
pub(super) struct NotJson {
    pub(super) finding: Finding,
    /// The text is JSON, but a number does not fit into 64 bits of floating point.
    pub(super) number_out_of_range: bool,
}

/// Reads JSON.
pub(super) fn read(text: &Arc<str>) -> Result<Read, NotJson> {
    let mut scanner = Scanner { text, at: 0, builder: Builder::new(Arc::clone(text), false) };
    match scanner.document() {
        Some(()) => Ok(scanner.builder.finish()),
        None => Err(not_json(text)),
    }
}

fn not_json(text: &str) -> NotJson {
    let Err(err) = serde_json::from_str::<serde_json::Value>(text) else {
        let finding = syntax(1, 1, "this is not JSON");
        return NotJson { finding, number_out_of_range: false };
    };
    let message = err.to_string();
    // serde_json says the place twice: in the text of the message and in the error.
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(before, _)| before);
    let number_out_of_range = message == "number out of range";
    let (line, column) = (err.line().max(1), err.column().max(1));
    let finding = match message {
        "recursion limit exceeded" => too_deep(line, column),
        _ => syntax(line, column, format!("this is not JSON: {message}")),
    };
    NotJson { finding, number_out_of_range }
}

/// `None` of each method: this is not JSON.
struct Scanner<'t> {
    text: &'t str,
    /// The next byte.
    at: usize,
    builder: Builder,
}

impl Scanner<'_> {
    fn document(&mut self) -> Option<()> {
        self.value()?;
        while self.builder.depth() > 0 {
            match self.next()? {
                close @ (b'}' | b']') if self.closes(close) => {
                    self.at += 1;
                    self.builder.close(self.at);
                }
                b',' if self.builder.has_items() => {
                    self.at += 1;
                    self.member()?;
                }
                // The first in a list or map that was just opened.
                _ if !self.builder.has_items() => self.member()?,
                _ => return None,
            }
        }
        self.next().is_none().then_some(())
    }

    /// A key with its value, or an item.
    fn member(&mut self) -> Option<()> {
        if self.builder.wants_key() {
            if self.next()? != b'"' {
                return None;
            }
            let range = self.string()?;
            self.with_string(range, |builder, key| builder.key(key, range))?;
            if self.next()? != b':' {
                return None;
            }
            self.at += 1;
        }
        self.value()
    }

    /// A scalar, or the beginning of a list or map.
    fn value(&mut self) -> Option<()> {
        let byte = self.next()?;
        let start = self.at;
        match byte {
            b'{' | b'[' => {
                if self.builder.depth() + 1 >= MAX_DEPTH {
                    return None;
                }
                self.at += 1;
                self.builder.open(byte == b'{', range(start, self.at));
            }
            b'"' => {
                let range = self.string()?;
                self.with_string(range, |builder, text| _ = builder.scalar(text, range))?;
            }
            b't' => self.word("true", &Scalar::Bool(true))?,
            b'f' => self.word("false", &Scalar::Bool(false))?,
            b'n' => self.word("null", &Scalar::Null)?,
            _ => {
                let rest = self.text.get(start..)?;
                let ends = |c: char| !matches!(c, '-' | '+' | '.') && !c.is_ascii_alphanumeric();
                let written = rest.split(ends).next()?;
                let number: Number = serde_json::from_str(written).ok()?;
                self.at += written.len();
                self.builder.scalar(&Scalar::Number(number), range(start, self.at));
            }
        }
        Some(())
    }

    fn word(&mut self, word: &str, scalar: &Scalar<'_>) -> Option<()> {
        let start = self.at;
        if !self.text.get(start..)?.starts_with(word) {
            return None;
        }
        self.at += word.len();
        self.builder.scalar(scalar, range(start, self.at));
        Some(())
    }

    /// The range of a string with its quotes.
    fn string(&mut self) -> Option<Range> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.text.as_bytes().get(self.at)? {
                b'"' => break,
                b'\\' => self.at += 2,
                0..=0x1f => return None,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(range(start, self.at))
    }

    /// Hands on what a string says.
    fn with_string(&mut self, at: Range, to: impl FnOnce(&mut Builder, &Scalar<'_>)) -> Option<()> {
        let inner = Range { start: at.start + 1, end: at.end - 1 };
        let text = self.text.get(inner.start as usize..inner.end as usize)?;
        if text.contains('\\') {
            let written = self.text.get(at.start as usize..at.end as usize)?;
            let text: String = serde_json::from_str(written).ok()?;
            to(&mut self.builder, &Scalar::Text(&text));
        } else {
            to(&mut self.builder, &Scalar::Verbatim(inner));
        }
        Some(())
    }

    fn closes(&self, byte: u8) -> bool {
        byte == if self.builder.is_map() { b'}' } else { b']' }
    }

    /// The next byte that is no space.
    fn next(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at)? {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                byte => return Some(*byte),
            }
        }
    }
}

fn range(start: usize, end: usize) -> Range {
    Range { start: small(start), end: small(end) }
}
