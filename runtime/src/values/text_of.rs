//! A text that should mean something, and does not always.

use std::{fmt, marker::PhantomData};

use jiff::civil;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};
use uuid::Uuid;

use crate::wire::adapters::{Adapter, Flag, IntegerText, LocalDateTime};

/// A text that should be a `T`: what the server wrote, unchanged, and the `T` where it is one.
///
/// A server that writes `0000-00-00 00:00:00` for no time, or `T12` where ids are numbers, costs its answer nothing.
/// Leading zeros stay too. Any text can be sent, the empty one included.
///
/// ```
/// use vetted_runtime::TextOf;
///
/// let id = TextOf::<i64>::from("0012345");
/// assert_eq!(id.value(), Some(12345));
/// assert_eq!(id.as_str(), "0012345");
/// assert_eq!(TextOf::<i64>::from("T12").value(), None);
/// assert_eq!(TextOf::from(true).as_str(), "1");
/// ```
pub struct TextOf<T> {
    text: String,
    meaning: PhantomData<fn() -> T>,
}

/// What a text can be. The text is the one that the document's `x-wire` names.
pub trait Meaning: Sized + private::Sealed {
    /// Reads a text; None if it is no such value.
    fn parse(text: &str) -> Option<Self>;

    /// The text of a value.
    fn text(&self) -> String;
}

mod private {
    pub trait Sealed {}
}

impl<T: Meaning> TextOf<T> {
    /// What the text means; None where it means nothing of the kind.
    #[must_use]
    pub fn value(&self) -> Option<T> {
        T::parse(&self.text)
    }
}

impl<T> TextOf<T> {
    /// The text as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text as it came.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }

    /// Whether the text is empty, which most servers write for no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// A value with a text of its own on the wire.
macro_rules! by_adapter {
    ($($ty:ty as $adapter:ty;)*) => {
        $(impl Meaning for $ty {
            fn parse(text: &str) -> Option<Self> {
                <$adapter as Adapter<$ty>>::parse(text)
            }

            fn text(&self) -> String {
                <$adapter as Adapter<$ty>>::text(self).into_owned()
            }
        })*
    };
}

macro_rules! meanings {
    ($($ty:ty),*) => {
        $(
            impl private::Sealed for $ty {}

            impl From<$ty> for TextOf<$ty> {
                fn from(value: $ty) -> Self {
                    Self::from(value.text())
                }
            }
        )*
    };
}

by_adapter! {
    bool as Flag;
    i64 as IntegerText;
    civil::DateTime as LocalDateTime;
}
impl Meaning for Uuid {
    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

meanings!(bool, i64, civil::DateTime, Uuid);

impl<T> From<String> for TextOf<T> {
    fn from(text: String) -> Self {
        Self { text, meaning: PhantomData }
    }
}

impl<T> From<&str> for TextOf<T> {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl<T> Clone for TextOf<T> {
    fn clone(&self) -> Self {
        Self::from(self.text.clone())
    }
}

impl<T> PartialEq for TextOf<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for TextOf<T> {}

impl<T> PartialEq<str> for TextOf<T> {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl<T> PartialEq<&str> for TextOf<T> {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

impl<T> fmt::Debug for TextOf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl<T> fmt::Display for TextOf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<T> Serialize for TextOf<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, T> Deserialize<'de> for TextOf<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOfVisitor(PhantomData))
    }
}

struct TextOfVisitor<T>(PhantomData<T>);

impl<T> Visitor<'_> for TextOfVisitor<T> {
    type Value = TextOf<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number or a flag")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(text.into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(text.into())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(value.to_string().into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(value.to_string().into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(value.to_string().into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(value.to_string().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_what_it_says() {
        for text in [r#""0012345""#, r#""T12""#, r#""""#, r#""0000-00-00 00:00:00""#] {
            let read: TextOf<i64> = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), text);
        }
        assert_eq!(serde_json::from_str::<TextOf<i64>>("7").unwrap(), "7");
        assert_eq!(serde_json::from_str::<TextOf<bool>>("true").unwrap().value(), Some(true));
        assert!(serde_json::from_str::<TextOf<i64>>("[]").is_err());
    }

    #[test]
    fn a_text_means_what_it_can() {
        let at = TextOf::<civil::DateTime>::from;
        assert_eq!(
            at("2019-06-12 09:07:52").value(),
            Some(civil::datetime(2019, 6, 12, 9, 7, 52, 0))
        );
        for odd in ["", "0000-00-00 00:00:00", "2019-06-12"] {
            assert_eq!(at(odd).value(), None, "{odd}");
        }
        assert_eq!(TextOf::<Uuid>::from("XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX").value(), None);
        assert_eq!(TextOf::from(Uuid::nil()).value(), Some(Uuid::nil()));
    }
}
