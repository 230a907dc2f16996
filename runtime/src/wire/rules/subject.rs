//! What of a value a rule looks at.

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::Value;

use crate::{Base64, CivilDateTime, File, Maybe, values::for_text_types};

/// What of a value a rule looks at.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Subject<'v> {
    /// A text.
    Text(Cow<'v, str>),
    /// A number that may have a fraction.
    Number(f64),
    /// A number that has none.
    Integer(i128),
    /// A list or a map of so many items.
    Items(usize),
    /// Nothing that a rule is for, or no value at all.
    Other,
}

/// A value that a rule can be put on.
pub trait Measure {
    /// What of the value a rule looks at.
    fn measure(&self) -> Subject<'_>;
}

impl Measure for str {
    fn measure(&self) -> Subject<'_> {
        Subject::Text(self.into())
    }
}

impl Measure for String {
    fn measure(&self) -> Subject<'_> {
        self.as_str().measure()
    }
}

impl<T: Measure + ?Sized> Measure for &T {
    fn measure(&self) -> Subject<'_> {
        T::measure(self)
    }
}

impl<T: Measure + ?Sized> Measure for Box<T> {
    fn measure(&self) -> Subject<'_> {
        T::measure(self)
    }
}

impl<T: Measure> Measure for Option<T> {
    fn measure(&self) -> Subject<'_> {
        self.as_ref().map_or(Subject::Other, T::measure)
    }
}

impl<T: Measure> Measure for Maybe<T> {
    fn measure(&self) -> Subject<'_> {
        self.value().map_or(Subject::Other, T::measure)
    }
}

impl<T> Measure for [T] {
    fn measure(&self) -> Subject<'_> {
        Subject::Items(self.len())
    }
}

impl<T> Measure for Vec<T> {
    fn measure(&self) -> Subject<'_> {
        Subject::Items(self.len())
    }
}

impl<K, V> Measure for BTreeMap<K, V> {
    fn measure(&self) -> Subject<'_> {
        Subject::Items(self.len())
    }
}

impl Measure for Value {
    fn measure(&self) -> Subject<'_> {
        match self {
            Self::String(text) => text.measure(),
            Self::Number(number) => {
                let integer = number.as_i64().map(i128::from);
                match (integer.or_else(|| number.as_u64().map(i128::from)), number.as_f64()) {
                    (Some(integer), _) => Subject::Integer(integer),
                    (None, Some(number)) => Subject::Number(number),
                    (None, None) => Subject::Other,
                }
            }
            Self::Array(items) => Subject::Items(items.len()),
            Self::Object(fields) => Subject::Items(fields.len()),
            Self::Null | Self::Bool(_) => Subject::Other,
        }
    }
}

impl Measure for bool {
    fn measure(&self) -> Subject<'_> {
        Subject::Other
    }
}

impl Measure for File {
    fn measure(&self) -> Subject<'_> {
        Subject::Other
    }
}

macro_rules! integer {
    ($($ty:ty)*) => {
        $(impl Measure for $ty {
            fn measure(&self) -> Subject<'_> {
                Subject::Integer((*self).into())
            }
        })*
    };
}

integer! { i8 i16 i32 i64 u8 u16 u32 u64 }

macro_rules! number {
    ($($ty:ty)*) => {
        $(impl Measure for $ty {
            fn measure(&self) -> Subject<'_> {
                Subject::Number((*self).into())
            }
        })*
    };
}

number! { f32 f64 }

/// A rule for the text of a value looks at the text as it is on the wire.
macro_rules! written {
    ($($ty:ty, $name:literal;)*) => {
        $(impl Measure for $ty {
            fn measure(&self) -> Subject<'_> {
                Subject::Text(self.to_string().into())
            }
        })*
    };
}

written! { Base64, "base64"; CivilDateTime, "date and time"; }
for_text_types!(written);
