//! Enums of integers.

use std::fmt;

use serde::{
    Deserializer,
    de::{Error, Unexpected, Visitor},
};

use super::misses;

/// Reads an enum of integers. The one visitor that all of them share.
pub fn read_integer<'de, T: From<i64>, D: Deserializer<'de>>(
    deserializer: D,
    listed: &[i64],
) -> Result<T, D::Error> {
    let integer = deserializer.deserialize_i64(IntegerVisitor)?;
    if !listed.contains(&integer) {
        misses::note(1);
    }
    Ok(T::from(integer))
}

struct IntegerVisitor;

impl Visitor<'_> for IntegerVisitor {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E>(self, value: i64) -> Result<i64, E> {
        Ok(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<i64, E> {
        value.try_into().map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<i64, E> {
        let integer = whole(value).inspect(|_| misses::note(1));
        integer.ok_or_else(|| E::invalid_value(Unexpected::Float(value), &self))
    }
}

/// The integer that a number with a fraction of nothing is: JSON tells `2.0` and `2` apart by their text only.
///
/// None from 2^53 on: a float there may stand for a number beside it, and for the digits of an integer of more than 64
/// bits, and nothing that is read may become another number.
pub(super) fn whole(value: f64) -> Option<i64> {
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation, reason = "the range is checked beside it")]
    (value.fract() == 0.0 && value.abs() < LIMIT).then_some(value as i64)
}

/// States how an enum of integers stands on the wire: `1 => Variant;` a line.
///
/// The enum has one more variant, `Unknown(UnknownInteger)`, for the integers that the document does not list.
/// A number with a fraction of nothing, `2.0`, is read as the integer that it is.
///
/// ```
/// use vetted_runtime::UnknownInteger;
///
/// #[derive(Debug, Clone, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Level {
///     One,
///     Minus1,
///     /// An integer that the document does not list.
///     Unknown(UnknownInteger),
/// }
///
/// vetted_runtime::integer_enum! {
///     Level {
///         1 => One;
///         -1 => Minus1;
///     }
/// }
///
/// assert_eq!(Level::from(-1), Level::Minus1);
/// assert_eq!(Level::from(7).as_i64(), 7);
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($name:ident { $($value:literal => $variant:ident;)* }) => {
        impl $name {
            /// The integer as it is on the wire.
            #[must_use]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(other) => other.as_i64(),
                }
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown($crate::UnknownInteger::from_wire(value)),
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::wire::private::read_integer(deserializer, &[$($value),*])
            }
        }
    };
}
