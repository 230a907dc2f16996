//! What a scalar of YAML means: the core schema of YAML 1.2, where `on` and dates are text. With two exceptions. `012`,
//! twelve by the core schema and ten in YAML 1.1, is text, as Adyen's document means it; and `0b11`, `-0x1F` and
//! `+0o7`, text by the core schema, are numbers.

use saphyr_parser::{ScalarStyle, Tag};
use serde_json::Number;

/// What a scalar means, where it is no text.
pub(super) enum Plain {
    Null,
    Bool(bool),
    Number(Number),
    /// A number that JSON does not have.
    NoNumber(&'static str),
}

/// What a scalar means; `None` for text. `Err` says what it should be by its tag, and is not.
pub(super) fn meant(
    text: &str,
    style: ScalarStyle,
    tag: Option<&Tag>,
) -> Result<Option<Plain>, &'static str> {
    let of_core = tag.filter(|tag| tag.is_yaml_core_schema()).map(|tag| tag.suffix.as_str());
    match of_core {
        Some("bool") => flag(text).map(Some).ok_or("true or false"),
        Some("int") => integer(text).map(Some).ok_or("an integer"),
        Some("float") => float(text).map(Some).ok_or("a number"),
        Some("null") => null(text).map(Some).ok_or("null"),
        // Any other tag of the core schema makes text of a scalar, and so does `!` alone.
        Some(_) => Ok(None),
        None if style != ScalarStyle::Plain => Ok(None),
        None if tag.is_some_and(|tag| tag.handle.is_empty() && tag.suffix == "!") => Ok(None),
        None if text.is_empty() => Ok(Some(Plain::Null)),
        None => Ok(null(text)
            .or_else(|| flag(text))
            .or_else(|| integer(text))
            .or_else(|| float(text).filter(|_| !is_padded(text)))),
    }
}

fn null(text: &str) -> Option<Plain> {
    matches!(text, "null" | "Null" | "NULL" | "~").then_some(Plain::Null)
}

fn flag(text: &str) -> Option<Plain> {
    match text {
        "true" | "True" | "TRUE" => Some(Plain::Bool(true)),
        "false" | "False" | "FALSE" => Some(Plain::Bool(false)),
        _ => None,
    }
}

/// An integer, in any of the four bases. What 64 bits do not hold loses precision, as in JSON.
#[expect(clippy::cast_precision_loss, reason = "what JSON readers do with huge integers, too")]
fn integer(text: &str) -> Option<Plain> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let bases = [("0x", 16), ("0o", 8), ("0b", 2)];
    let of_base =
        bases.into_iter().find_map(|(prefix, base)| Some((digits.strip_prefix(prefix)?, base)));
    let (digits, base) = of_base.unwrap_or((digits, 10));
    if digits.starts_with(['+', '-']) || base == 10 && is_padded(text) {
        return None;
    }
    let size = u128::from_str_radix(digits, base).ok()?;
    let number = match (u64::try_from(size), negative) {
        (Ok(number), false) => number.into(),
        (Ok(_), true) if size <= 1 << 63 => i64::try_from(-i128::try_from(size).ok()?).ok()?.into(),
        (_, negative) => Number::from_f64(if negative { -(size as f64) } else { size as f64 })?,
    };
    Some(Plain::Number(number))
}

fn float(text: &str) -> Option<Plain> {
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" => return Some(Plain::NoNumber(".inf")),
        "-.inf" | "-.Inf" | "-.INF" if unsigned == text => {
            return Some(Plain::NoNumber("-.inf"));
        }
        ".nan" | ".NaN" | ".NAN" if unsigned == text => return Some(Plain::NoNumber(".nan")),
        _ => {}
    }
    // Rust takes a second sign for none, and knows words of its own.
    let is_number = !unsigned.starts_with('+') && unsigned.contains(|c: char| c.is_ascii_digit());
    let number: f64 = unsigned.parse().ok().filter(|_| is_number)?;
    Number::from_f64(number).map(Plain::Number)
}

/// Whether it is digits behind a zero, which is no number.
fn is_padded(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}
