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
