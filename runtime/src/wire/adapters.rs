//! Forms on the wire that are not the type's own, named after `as` in [`object!`](crate::object).
//!
//! Each is a text on the wire, and an empty text stands for no value.

use std::{borrow::Cow, fmt, marker::PhantomData};

use jiff::{civil, fmt::strtime::BrokenDownTime};
use serde::{
    Deserialize, Deserializer,
    de::{Error, Unexpected, Visitor},
};

use super::integer_enum::whole;
use crate::values::TextOf;

/// A `bool` as `"0"` or `"1"`. Reads also `"false"` and `"true"`, the numbers 0 and 1, and JSON's own booleans.
#[derive(Debug, Clone, Copy)]
pub struct Flag;

/// An `i64` as decimal digits in a text. Reads a JSON number too.
#[derive(Debug, Clone, Copy)]
pub struct IntegerText;

/// A list in one text, its items separated by commas: of `String`, of `i64` or of `TextOf<i64>`.
///
/// Spaces round an item are dropped on reading, and so is a comma after the last one.
#[derive(Debug, Clone, Copy)]
pub struct CommaSeparated;

/// A date and time without a zone as `YYYY-MM-DD HH:MM:SS`.
#[derive(Debug, Clone, Copy)]
pub struct LocalDateTime;

/// How a `T` stands on the wire as a text. The functions are free of serde's types, and so compiled once.
pub trait Adapter<T> {
    /// What a message says was expected.
    const EXPECTED: &'static str;

    /// Reads a text that is not empty.
    fn parse(text: &str) -> Option<T>;

    /// What an empty text is where a value is required.
    #[must_use]
    fn empty() -> Option<T> {
        None
    }

    /// The text on the wire.
    fn text(value: &T) -> Cow<'_, str>;
}

impl Adapter<bool> for Flag {
    const EXPECTED: &'static str = "a flag (\"0\" or \"1\")";

    fn parse(text: &str) -> Option<bool> {
        match text {
            "0" | "false" => Some(false),
            "1" | "true" => Some(true),
            _ => None,
        }
    }

    fn text(value: &bool) -> Cow<'_, str> {
        Cow::Borrowed(if *value { "1" } else { "0" })
    }
}

impl Adapter<i64> for IntegerText {
    const EXPECTED: &'static str = "an integer in a text";

    fn parse(text: &str) -> Option<i64> {
        text.parse().ok()
    }

    fn text(value: &i64) -> Cow<'_, str> {
        Cow::Owned(value.to_string())
    }
}

impl Adapter<Vec<String>> for CommaSeparated {
    const EXPECTED: &'static str = "a list separated by commas";

    fn parse(text: &str) -> Option<Vec<String>> {
        Some(items(text).map(str::to_owned).collect())
    }

    fn empty() -> Option<Vec<String>> {
        Some(Vec::new())
    }

    fn text(value: &Vec<String>) -> Cow<'_, str> {
        Cow::Owned(value.join(","))
    }
}

impl Adapter<Vec<i64>> for CommaSeparated {
    const EXPECTED: &'static str = "a list of integers separated by commas";

    fn parse(text: &str) -> Option<Vec<i64>> {
        items(text).map(|item| item.parse().ok()).collect()
    }

    fn empty() -> Option<Vec<i64>> {
        Some(Vec::new())
    }

    fn text(value: &Vec<i64>) -> Cow<'_, str> {
        Cow::Owned(value.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
    }
}

impl Adapter<Vec<TextOf<i64>>> for CommaSeparated {
    const EXPECTED: &'static str = "a list separated by commas";

    fn parse(text: &str) -> Option<Vec<TextOf<i64>>> {
        Some(items(text).map(TextOf::from).collect())
    }

    fn empty() -> Option<Vec<TextOf<i64>>> {
        Some(Vec::new())
    }

    fn text(value: &Vec<TextOf<i64>>) -> Cow<'_, str> {
        Cow::Owned(value.iter().map(TextOf::as_str).collect::<Vec<_>>().join(","))
    }
}

/// The items of a list, without the spaces round them.
fn items(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    // Some servers end a list with its separator.
    text.strip_suffix(',').unwrap_or(text).split(',').map(str::trim)
}

impl Adapter<civil::DateTime> for LocalDateTime {
    const EXPECTED: &'static str = "a date and time as YYYY-MM-DD HH:MM:SS";

    fn parse(text: &str) -> Option<civil::DateTime> {
        BrokenDownTime::parse("%Y-%m-%d %H:%M:%S", text).ok()?.to_datetime().ok()
    }

    fn text(value: &civil::DateTime) -> Cow<'_, str> {
        Cow::Owned(value.strftime("%Y-%m-%d %H:%M:%S").to_string())
    }
}

/// A value as an adapter reads it; `None` if the text was empty.
pub(super) struct Adapted<A, T>(Option<T>, PhantomData<A>);

impl<A: Adapter<T>, T> Adapted<A, T> {
    /// The value, or what an empty text is where a value is required.
    pub(super) fn or_empty(self) -> Option<T> {
        self.0.or_else(A::empty)
    }

    pub(super) fn into_value(self) -> Option<T> {
        self.0
    }

    fn parse<E: Error>(text: &str, unexpected: Unexpected<'_>) -> Result<Self, E> {
        if text.is_empty() {
            return Ok(Self(None, PhantomData));
        }
        A::parse(text)
            .map(|value| Self(Some(value), PhantomData))
            .ok_or_else(|| E::invalid_value(unexpected, &A::EXPECTED))
    }
}

impl<'de, A: Adapter<T>, T> Deserialize<'de> for Adapted<A, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AdaptedVisitor(PhantomData))
    }
}

struct AdaptedVisitor<A, T>(PhantomData<(A, T)>);

impl<A: Adapter<T>, T> Visitor<'_> for AdaptedVisitor<A, T> {
    type Value = Adapted<A, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(A::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Adapted::parse(text, Unexpected::Str(text))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Adapted::parse(if value { "true" } else { "false" }, Unexpected::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Adapted::parse(&value.to_string(), Unexpected::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Adapted::parse(&value.to_string(), Unexpected::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        if value.fract() == 0.0 && whole(value).is_none() {
            return Err(E::invalid_value(Unexpected::Float(value), &A::EXPECTED));
        }
        // `2.0` prints as `2`, so that an integer written with a fraction of nothing is read as one.
        Adapted::parse(&value.to_string(), Unexpected::Float(value))
    }
}
