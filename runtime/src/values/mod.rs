//! Types for the formats of a schema that no type of the standard library stands for.

mod base64;
mod body;
mod date_time;
mod file;
#[cfg(any(feature = "async", feature = "blocking"))]
mod readers;
mod secret;
mod text_of;

pub(crate) use self::body::Piece;
pub use self::{
    base64::Base64,
    body::{Body, BoxError},
    date_time::{DateTime, ParseDateTimeError},
    file::File,
    secret::Secret,
    text_of::{Meaning, TextOf},
};

/// Hands a macro the types whose text is the same in JSON and in headers, that of `FromStr` and `Display`, and what
/// messages call them. Rules, headers and pages take them from here.
macro_rules! for_text_types {
    ($each:ident) => {
        $each! {
            $crate::DateTime, "date and time";
            $crate::Date, "date";
            $crate::Uuid, "UUID";
        }
    };
}

pub(crate) use for_text_types;
