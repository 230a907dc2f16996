//! Enums of texts.

use std::{fmt, marker::PhantomData};

use serde::{Deserializer, de::Visitor};

use super::misses;

/// An enum of texts. Implemented by [`string_enum!`](crate::string_enum).
pub trait StringEnum: Sized {
    /// The type's name, for messages.
    const NAME: &'static str;

    /// The variant for a text, if it is one that the document lists.
    fn listed(text: &str) -> Option<Self>;

    /// The variant for any other text.
    fn unlisted(text: String) -> Self;
}

/// Reads an enum of texts. The one visitor that all of them share.
pub fn read_string_enum<'de, T: StringEnum, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(StringEnumVisitor(PhantomData))
}

struct StringEnumVisitor<T>(PhantomData<T>);

impl<T: StringEnum> Visitor<'_> for StringEnumVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a string ({})", T::NAME)
    }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::listed(text).unwrap_or_else(|| {
            misses::note(1);
            T::unlisted(text.to_owned())
        }))
    }
}

/// States how an enum of texts stands on the wire: `"text" => Variant;` a line.
///
/// The enum has one more variant, `Unknown(Unknown)`, for the texts that the document does not list.
///
/// ```
/// use vetted_runtime::Unknown;
///
/// #[derive(Debug, Clone, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Kind {
///     Person,
///     Company,
///     /// A text that the document does not list.
///     Unknown(Unknown),
/// }
///
/// vetted_runtime::string_enum! {
///     Kind {
///         "PERSON" => Person;
///         "COMPANY" => Company;
///     }
/// }
///
/// assert_eq!(Kind::from("PERSON"), Kind::Person);
/// assert_eq!(Kind::from("ROBOT").as_str(), "ROBOT");
/// ```
#[macro_export]
macro_rules! string_enum {
    ($name:ident { $($text:literal => $variant:ident;)* }) => {
        impl $name {
            /// The text as it is on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(other) => other.as_str(),
                }
            }
        }

        impl $crate::wire::private::StringEnum for $name {
            const NAME: &'static str = ::core::stringify!($name);

            fn listed(text: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match text {
                    $($text => Self::$variant,)*
                    _ => return ::core::option::Option::None,
                })
            }

            fn unlisted(text: ::std::string::String) -> Self {
                Self::Unknown($crate::Unknown::from_wire(text))
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                <Self as $crate::wire::private::StringEnum>::listed(&text)
                    .unwrap_or_else(|| <Self as $crate::wire::private::StringEnum>::unlisted(text))
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                <Self as $crate::wire::private::StringEnum>::listed(text)
                    .unwrap_or_else(|| <Self as $crate::wire::private::StringEnum>::unlisted(text.into()))
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            // Not `Self::Err`: a document may list the text `err`.
            fn from_str(
                text: &str,
            ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(text))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::wire::private::read_string_enum(deserializer)
            }
        }
    };
}
