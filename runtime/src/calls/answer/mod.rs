//! What came, and how its body is read.

mod decode;
mod failure;
mod headers;
mod kinds;
mod macros;
mod raw;

pub(crate) use self::raw::{media_type, request_id};
pub use self::{
    decode::{Answer, Documented},
    failure::DecodeFailure,
    headers::{TypedHeaders, header},
    kinds::{Binary, ByStatus, Empty, Json, Text, Untyped, accept},
    raw::RawResponse,
};
