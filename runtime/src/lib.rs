//! What every generated client shares.

// Calls.
mod calls;
pub use bytes::Bytes;
pub use http::{HeaderMap, Method, StatusCode};

pub use crate::calls::{
    Answer, ApiError, AuthError, Binary, Config, Core, Credential, DecodeError, DecodeFailure,
    Documented, Empty, Error, Json, Operation, RawRequest, RawResponse, Request, RequestError,
    Response, Result, Scheme, Secret, Sending, SendingRaw, Server, Style, Text, TransportError,
    Untyped, Variable,
};

/// For the macros. Not for use by hand.
#[doc(hidden)]
pub mod __private {
    pub use crate::calls::accept;
}

mod stand_in;
pub use stand_in::*;
