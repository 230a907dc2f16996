//! The documented headers of answers, typed.

use std::borrow::Cow;

use http::HeaderMap;

use super::DecodeFailure;
use crate::values::for_text_types;

/// The headers that an operation's document promises. Implemented by [`headers!`](crate::headers), and had by
/// [`Response::typed_headers`](crate::Response::typed_headers).
pub trait TypedHeaders: Sized {
    /// Reads the headers. Each may be missing, whatever the document says.
    ///
    /// # Errors
    ///
    /// The first that is not what the document says.
    fn read(headers: &HeaderMap) -> Result<Self, DecodeFailure>;
}

/// A value that stands in a header.
pub trait HeaderText: Sized {
    /// What a message says was expected.
    const EXPECTED: &'static str;

    /// Reads the text of a header.
    fn parse(text: &str) -> Option<Self>;
}

macro_rules! texts {
    ($($ty:ty, $expected:literal;)*) => {
        $(impl HeaderText for $ty {
            const EXPECTED: &'static str = $expected;

            fn parse(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        })*
    };
}

texts! {
    String, "text";
    bool, "true or false";
    i32, "integer of 32 bits";
    i64, "integer";
    u32, "unsigned integer of 32 bits";
    u64, "unsigned integer";
    f64, "number";
}
for_text_types!(texts);

/// Items with commas between them, as the style `simple` writes a list.
impl<T: HeaderText> HeaderText for Vec<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::new());
        }
        text.split(',').map(|item| T::parse(item.trim())).collect()
    }
}

/// A header, whose lines are one list where it has several. None if it did not come.
#[doc(hidden)]
pub fn header<T: HeaderText>(headers: &HeaderMap, name: &str) -> Result<Option<T>, DecodeFailure> {
    let mut lines = Vec::new();
    for line in headers.get_all(name) {
        let Ok(line) = std::str::from_utf8(line.as_bytes()) else { return Err(misfit::<T>(name)) };
        lines.push(line.trim());
    }
    if lines.is_empty() {
        return Ok(None);
    }
    T::parse(&lines.join(", ")).map(Some).ok_or_else(|| misfit::<T>(name))
}

/// Says what was expected, and not what came: that can be personal.
fn misfit<T: HeaderText>(name: &str) -> DecodeFailure {
    let expected = T::EXPECTED;
    DecodeFailure::whole(Cow::Owned(format!("has no {expected} in its header `{name}`")))
}

/// States the documented headers of an operation's answers: `"name" => field: type;` a row. The fields are options,
/// since a server may leave a header out.
///
/// ```
/// use vetted_runtime::{HeaderMap, TypedHeaders};
///
/// /// The headers of counting pets.
/// #[derive(Debug, Clone, PartialEq)]
/// pub struct CountHeaders {
///     /// How many calls are left.
///     pub remaining: Option<i64>,
/// }
///
/// vetted_runtime::headers! {
///     CountHeaders {
///         "X-Remaining" => remaining: i64;
///     }
/// }
///
/// let mut headers = HeaderMap::new();
/// headers.insert("x-remaining", "7".parse().unwrap());
/// assert_eq!(CountHeaders::read(&headers).unwrap().remaining, Some(7));
/// headers.insert("x-remaining", "few".parse().unwrap());
/// assert!(CountHeaders::read(&headers).is_err());
/// ```
#[macro_export]
macro_rules! headers {
    ($name:ident { $($header:literal => $field:ident: $ty:ty;)* }) => {
        impl $crate::TypedHeaders for $name {
            fn read(
                headers: &$crate::HeaderMap,
            ) -> ::core::result::Result<Self, $crate::DecodeFailure> {
                ::core::result::Result::Ok(Self {
                    $($field: $crate::__private::header::<$ty>(headers, $header)?,)*
                })
            }
        }
    };
}
