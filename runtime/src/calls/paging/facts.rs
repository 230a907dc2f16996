//! What a page says of itself and of the next one.

use serde_json::Value;
use uuid::Uuid;

use crate::Maybe;

/// A value that a page names the next one by, or counts by: any single value, as text.
///
/// What is absent, null or empty says nothing.
pub trait Said {
    /// The value as text.
    fn said(&self) -> Option<String>;
}

impl Said for str {
    fn said(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.to_owned())
    }
}

impl Said for String {
    fn said(&self) -> Option<String> {
        self.as_str().said()
    }
}

macro_rules! said_as_shown {
    ($($ty:ty),*) => {
        $(impl Said for $ty {
            fn said(&self) -> Option<String> {
                Some(self.to_string())
            }
        })*
    };
}

said_as_shown!(bool, i32, i64, u32, u64, f64, Uuid);

impl Said for Value {
    fn said(&self) -> Option<String> {
        match self {
            Self::String(text) => text.said(),
            Self::Number(number) => Some(number.to_string()),
            Self::Null | Self::Bool(_) | Self::Array(_) | Self::Object(_) => None,
        }
    }
}

impl<T: Said> Said for Option<T> {
    fn said(&self) -> Option<String> {
        self.as_ref().and_then(Said::said)
    }
}

impl<T: Said> Said for Maybe<T> {
    fn said(&self) -> Option<String> {
        self.value().and_then(Said::said)
    }
}

impl<T: Said + ?Sized> Said for Box<T> {
    fn said(&self) -> Option<String> {
        (**self).said()
    }
}

/// The list in a page, which may be absent or null.
pub trait List<T> {
    /// The list, to be taken out of the page.
    fn list(&mut self) -> Option<&mut Vec<T>>;
}

impl<T> List<T> for Vec<T> {
    fn list(&mut self) -> Option<&mut Self> {
        Some(self)
    }
}

impl<T> List<T> for Option<Vec<T>> {
    fn list(&mut self) -> Option<&mut Vec<T>> {
        self.as_mut()
    }
}

impl<T> List<T> for Maybe<Vec<T>> {
    fn list(&mut self) -> Option<&mut Vec<T>> {
        self.value_mut()
    }
}

/// All that a page says, as far as the document says where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// How many items it holds.
    pub(super) count: u64,
    /// The cursor or the URL of the next page.
    pub(super) next: Option<String>,
    /// Whether there are more pages.
    pub(super) more: Option<bool>,
    /// Its own number.
    pub(super) number: Option<u64>,
    /// How many items all pages hold.
    pub(super) total: Option<u64>,
    /// How many pages there are.
    pub(super) pages: Option<u64>,
}

/// A yes or no, as [`Said`] writes it.
pub(super) fn yes(said: Option<&str>) -> Option<bool> {
    said?.parse().ok()
}

/// A count, as [`Said`] writes it.
pub(super) fn number(said: Option<&str>) -> Option<u64> {
    said?.parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Said as _, number, yes};
    use crate::Maybe;

    #[test]
    fn what_is_missing_says_nothing() {
        assert_eq!(None::<String>.said(), None);
        assert_eq!(Some(String::new()).said(), None);
        assert_eq!(Maybe::<i64>::Null.said(), None);
        assert_eq!(json!({"a": 1}).said(), None);
        assert_eq!(Maybe::Value(7_i64).said().as_deref(), Some("7"));
        assert_eq!(json!("x").said().as_deref(), Some("x"));
    }

    #[test]
    fn numbers_may_have_a_fraction_in_the_document() {
        assert_eq!(number(20.0_f64.said().as_deref()), Some(20));
        assert_eq!(number((-1_i64).said().as_deref()), None);
        assert_eq!(yes(true.said().as_deref()), Some(true));
    }
}
