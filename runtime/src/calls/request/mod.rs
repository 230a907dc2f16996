//! A request under construction, until it is sent.

mod body;
mod builder;
mod content;
mod encoding;
mod macros;
mod multipart;
mod page;
mod parameters;
mod prepare;
mod raw;
mod reopen;
mod sending;
mod style;
mod target;

pub use self::{builder::Request, encoding::Encoding, raw::RawRequest, style::Style};
