//! Types for the formats of a schema that no type of the standard library stands for.

mod base64;
mod body;
mod date_time;
mod file;

pub(crate) use self::body::{BoxError, Piece};
pub use self::{
    base64::Base64,
    body::Body,
    date_time::{DateTime, ParseDateTimeError},
    file::File,
};
