//! Scalars of examples.

use serde_json::Value;

use super::{
    values::{Shown, text},
    words,
};
use crate::{
    emit::{
        literal::literal,
        scalars::{RustScalar, Sample},
    },
    ir::Scalar,
};

/// How a text becomes a value of a type that its place tells.
pub(super) const PARSED: &str = ".parse()?";

/// A scalar, as the document shows it where that can be written; None for what no example shows.
pub(super) fn value(krate: &str, scalar: Scalar, shown: Shown<'_>) -> Option<String> {
    let given = shown.value;
    match scalar {
        Scalar::Bool => return Some(given.and_then(Value::as_bool).unwrap_or(true).to_string()),
        Scalar::F64 => return Some(number(given, shown.name)),
        Scalar::Date => {
            if let Some((year, month, day)) = given.and_then(Value::as_str).and_then(date) {
                return Some(format!("{krate}::Date::constant({year}, {month}, {day})"));
            }
        }
        Scalar::DateTime => {
            let text = given.and_then(Value::as_str).filter(|text| is_time(text));
            return Some(parsed(text.unwrap_or("2026-01-01T00:00:00Z")));
        }
        Scalar::Uuid => {
            let text = given.and_then(Value::as_str).filter(|text| is_uuid(text));
            return Some(parsed(text.unwrap_or("67e55044-10b1-426f-9247-bb680e5fe0c8")));
        }
        _ => {}
    }
    match RustScalar::of(scalar).sample {
        Sample::Text => Some(text(shown)),
        Sample::Integer => {
            let fits = |n: &i64| match scalar {
                Scalar::I64 | Scalar::IntegerText => true,
                Scalar::I32 => i32::try_from(*n).is_ok(),
                Scalar::U32 => u32::try_from(*n).is_ok(),
                Scalar::U64 => *n >= 0,
                _ => (0..1_000_000).contains(n),
            };
            let given = given.and_then(Value::as_i64).filter(fits);
            Some(given.unwrap_or_else(|| words::integer(shown.name)).to_string())
        }
        Sample::Code(code) => Some(code.to_owned()),
        Sample::OfCrate(code) => Some(format!("{krate}::{code}")),
        Sample::None => None,
    }
}

fn number(given: Option<&Value>, name: &str) -> String {
    let given = given.and_then(Value::as_f64).filter(|it| it.abs() < 1e15);
    let Some(number) = given else { return words::number(name).to_owned() };
    let text = number.to_string();
    if text.contains('.') { text } else { format!("{text}.0") }
}

/// A text as what it means, whatever that is there.
fn parsed(text: &str) -> String {
    format!("{}{PARSED}", literal(text))
}

/// A date that the calendar has.
fn date(text: &str) -> Option<(u16, u8, u8)> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let (month, day): (u8, u8) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => return None,
    };
    (parts.next().is_none() && (1..=last).contains(&day) && year > 0).then_some((year, month, day))
}

/// Whether a text is a date and a time with an offset, in the form that most write.
fn is_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once('T') else { return false };
    let (clock, offset) = match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => return false,
    };
    let digits = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (whole, part) = clock.split_once('.').unwrap_or((clock, "0"));
    let parts: Vec<&str> = whole.split(':').collect();
    let below = |text: &str, limit: u8| text.parse::<u8>().is_ok_and(|n| n < limit);
    let clock = matches!(parts.as_slice(), [hour, minute, second]
        if parts.iter().all(|part| digits(part, 2))
            && below(hour, 24) && below(minute, 60) && below(second, 60));
    date(day).is_some() && clock && digits(part, part.len().clamp(1, 9)) && offset == "Z"
}

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_is_not() {
        assert_eq!(date("2026-02-28"), Some((2026, 2, 28)));
        for text in
            ["2026-02-30", "2026-13-01", "26-01-01", "2026-01", "2026-01-01-01", "0000-01-01"]
        {
            assert_eq!(date(text), None, "{text}");
        }
        assert!(is_time("2026-01-01T10:00:00Z") && is_time("2026-01-01T10:00:00.123Z"));
        for text in [
            "2026-01-01",
            "2026-01-01T25:00:00Z",
            "2026-01-01T10:00Z",
            "T",
            "2026-01-01T10:00:00.Z",
        ] {
            assert!(!is_time(text), "{text}");
        }
        assert!(is_uuid("f00a8f74-b05d-4605-bd73-2a901bae5802") && !is_uuid("f00a8f74"));
    }
}
