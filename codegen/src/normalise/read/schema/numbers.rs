//! Numbers, however they are written.

use serde_json::Number;

use crate::normalise::read::fields::{QUOTED_VALUE, WRONG_TYPE};

use super::{Node, Reader, Value};

impl<'d> Reader<'d> {
    pub(super) fn number(&mut self, node: Node<'d>) -> Option<Number> {
        match node.value() {
            Value::Number(number) => Some(number.clone()),
            Value::Text(text) => {
                let read = parsed(text);
                match &read {
                    Some(_) => self.report(&QUOTED_VALUE, node, "a number in quotes"),
                    None => self.report(&WRONG_TYPE, node, format!("`{text}` is no number")),
                }
                read
            }
            _ => {
                self.wrong_type(node, "a number");
                None
            }
        }
    }

    /// A whole number that counts something; `2.0` is one.
    pub(super) fn count(&mut self, node: Node<'d>) -> Option<usize> {
        let number = self.number(node)?;
        let read = whole(&number).and_then(|number| usize::try_from(number).ok());
        if read.is_none()
            && number.as_f64().is_none_or(|number| number < 0.0 || number.fract() != 0.0)
        {
            self.report(&WRONG_TYPE, node, format!("`{number}` is no count"));
        }
        read
    }
}

/// The number that a text says; `012` says twelve.
pub(super) fn parsed(text: &str) -> Option<Number> {
    let text = text.trim();
    let digits = text.trim_start_matches('0');
    let digits = if digits.starts_with(|c: char| c.is_ascii_digit()) { digits } else { text };
    serde_json::from_str(digits).ok()
}

/// The number where it is a whole one within 64 bits, however it is written.
#[expect(clippy::cast_possible_truncation, reason = "checked to be within the range")]
pub(super) fn whole(number: &Number) -> Option<i64> {
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    number.as_i64().or_else(|| {
        let number = number.as_f64()?;
        (number.fract() == 0.0 && number.abs() <= LIMIT).then_some(number as i64)
    })
}
