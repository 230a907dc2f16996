//! A value, or the empty text in its place.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::Value;

use super::{Best, Line, Union, UnionText, from_value, read_union};
use crate::{
    UnknownValue,
    wire::{Check, Place, Violation},
};

/// A value, or the empty text in its place. In a request the empty text clears what was set; in an answer it says that
/// there is none.
///
/// ```
/// use vetted_runtime::OrEmpty;
///
/// let limit = OrEmpty::from(7);
/// assert_eq!(serde_json::to_string(&limit)?, "7");
/// assert_eq!(serde_json::to_string(&OrEmpty::<i64>::Empty)?, r#""""#);
/// let read: OrEmpty<i64> = serde_json::from_str(r#""""#)?;
/// assert!(read.is_empty());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum OrEmpty<T> {
    /// A value.
    Value(T),
    /// The empty text.
    Empty,
    /// What is neither, as it came.
    Unknown(UnknownValue),
}

impl<T> OrEmpty<T> {
    /// The value, if there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Empty | Self::Unknown(_) => None,
        }
    }

    /// The value, if there is one, to change it.
    #[must_use]
    pub const fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Empty | Self::Unknown(_) => None,
        }
    }

    /// The value, if there is one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Empty | Self::Unknown(_) => None,
        }
    }

    /// Whether it is the empty text.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

impl<T: DeserializeOwned + 'static> OrEmpty<T> {
    /// What a JSON value is; one that is neither is sent as it is.
    #[must_use]
    pub fn from_json(value: Value) -> Self {
        from_value(value)
    }
}

impl<T> From<T> for OrEmpty<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: DeserializeOwned + 'static> Union for OrEmpty<T> {
    const NAME: &'static str = "OrEmpty";

    fn variant(text: &UnionText<'_>, union: &mut Option<Self>) -> Result<(), serde_json::Error> {
        if text.as_bytes() == br#""""# {
            *union = Some(Self::Empty);
            return Ok(());
        }
        let mut best = Best::new(text, union);
        best.attempt(Line::Plain, Self::Value);
        best.end();
        Ok(())
    }

    fn unknown(value: UnknownValue) -> Self {
        Self::Unknown(value)
    }
}

impl<'de, T: DeserializeOwned + 'static> Deserialize<'de> for OrEmpty<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_union(deserializer)
    }
}

impl<T: Serialize> Serialize for OrEmpty<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Empty => serializer.serialize_str(""),
            Self::Unknown(value) => value.as_value().serialize(serializer),
        }
    }
}

impl<T: Check> Check for OrEmpty<T> {
    fn check(&self, at: &mut Place) -> Result<(), Violation> {
        self.value().map_or(Ok(()), |value| value.check(at))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::OrEmpty;
    use crate::Date;

    fn same<T>(text: &str) -> OrEmpty<T>
    where
        T: serde::Serialize + serde::de::DeserializeOwned + 'static,
    {
        let read: OrEmpty<T> = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
        read
    }

    #[test]
    fn what_came_is_sent_back() {
        assert!(same::<Date>(r#""2026-01-02""#).value().is_some());
        assert!(same::<Date>(r#""""#).is_empty());
        assert!(matches!(same::<Date>(r#""soon""#), OrEmpty::Unknown(_)));
        assert!(same::<Vec<String>>(r#"[""]"#).value().is_some());
        assert!(same::<BTreeMap<String, i64>>(r#"{"a":1}"#).value().is_some());
        assert!(matches!(same::<i64>(r#""7""#), OrEmpty::Unknown(_)));
        assert!(serde_json::from_str::<OrEmpty<i64>>("null").is_err());
    }

    #[test]
    fn an_integer_may_have_a_fraction_of_nothing() {
        assert_eq!(serde_json::from_str::<OrEmpty<i64>>("2.0").unwrap(), OrEmpty::Value(2));
    }
}
