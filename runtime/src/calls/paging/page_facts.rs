//! What a page says of itself and of the next one.

use serde_json::Value;

use crate::{Maybe, values::for_text_types};

/// A value that a page names the next one by, or counts by: any single value, as text.
///
/// What is absent, null or empty says nothing.
pub trait PageValue {
    /// The value as text.
    fn page_text(&self) -> Option<String>;
}

impl PageValue for str {
    fn page_text(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.to_owned())
    }
}

impl PageValue for String {
    fn page_text(&self) -> Option<String> {
        self.as_str().page_text()
    }
}

macro_rules! values_as_shown {
    ($($ty:ty $(, $name:literal)?;)*) => {
        $(impl PageValue for $ty {
            fn page_text(&self) -> Option<String> {
                Some(self.to_string())
            }
        })*
    };
}

values_as_shown! { bool; i32; i64; u32; u64; f64; }
for_text_types!(values_as_shown);

impl PageValue for Value {
    fn page_text(&self) -> Option<String> {
        match self {
            Self::String(text) => text.page_text(),
            Self::Number(number) => Some(number.to_string()),
            Self::Null | Self::Bool(_) | Self::Array(_) | Self::Object(_) => None,
        }
    }
}

impl<T: PageValue> PageValue for Option<T> {
    fn page_text(&self) -> Option<String> {
        self.as_ref().and_then(PageValue::page_text)
    }
}

impl<T: PageValue> PageValue for Maybe<T> {
    fn page_text(&self) -> Option<String> {
        self.value().and_then(PageValue::page_text)
    }
}

impl<T: PageValue + ?Sized> PageValue for Box<T> {
    fn page_text(&self) -> Option<String> {
        (**self).page_text()
    }
}

/// The list in a page, which may be absent or null.
pub trait PageList<T> {
    /// The list, to be taken out of the page.
    fn page_list(&mut self) -> Option<&mut Vec<T>>;
}

impl<T> PageList<T> for Vec<T> {
    fn page_list(&mut self) -> Option<&mut Self> {
        Some(self)
    }
}

impl<T> PageList<T> for Option<Vec<T>> {
    fn page_list(&mut self) -> Option<&mut Vec<T>> {
        self.as_mut()
    }
}

impl<T> PageList<T> for Maybe<Vec<T>> {
    fn page_list(&mut self) -> Option<&mut Vec<T>> {
        self.value_mut()
    }
}

/// All that a page says, as far as the document says where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PageFacts {
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

/// A yes or no, as [`PageValue`] writes it.
pub(super) fn yes(said: Option<&str>) -> Option<bool> {
    said?.parse().ok()
}

/// A count, as [`PageValue`] writes it.
pub(super) fn number(said: Option<&str>) -> Option<u64> {
    said?.parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{PageValue as _, number, yes};
    use crate::Maybe;

    #[test]
    fn what_is_missing_says_nothing() {
        assert_eq!(None::<String>.page_text(), None);
        assert_eq!(Some(String::new()).page_text(), None);
        assert_eq!(Maybe::<i64>::Null.page_text(), None);
        assert_eq!(json!({"a": 1}).page_text(), None);
        assert_eq!(Maybe::Value(7_i64).page_text().as_deref(), Some("7"));
        assert_eq!(json!("x").page_text().as_deref(), Some("x"));
    }

    #[test]
    fn numbers_may_have_a_fraction_in_the_document() {
        assert_eq!(number(20.0_f64.page_text().as_deref()), Some(20));
        assert_eq!(number((-1_i64).page_text().as_deref()), None);
        assert_eq!(yes(true.page_text().as_deref()), Some(true));
    }
}
