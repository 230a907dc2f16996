//! Types for the formats of a schema that no type of the standard library stands for.

mod base64;
mod date_time;
mod file;

pub use self::{
    base64::Base64,
    date_time::{DateTime, ParseDateTimeError},
    file::File,
};
