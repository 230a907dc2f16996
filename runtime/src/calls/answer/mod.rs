//! What came, and how its body is read.

mod decode;
mod decoders;
mod failure;
mod headers;
mod macros;
mod raw;

pub(crate) use self::raw::{media_type, request_id};
pub use self::{
    decode::{Answer, Documented},
    decoders::{Binary, ByStatus, Empty, Json, Text, Untyped, accept},
    failure::DecodeFailure,
    headers::{TypedHeaders, header},
    raw::RawResponse,
};
