//! What every generated client shares.

// Types on the wire.
pub mod wire;
#[doc(hidden)]
pub use serde;
pub use serde_json::{self, Value};
pub use wire::{Maybe, Only, Unknown};

// Calls.
mod calls;
pub use bytes::Bytes;
pub use calls::{
    Answer, ApiError, AuthError, Binary, Config, Core, Credential, DecodeError, DecodeFailure,
    Documented, Empty, Error, Json, Operation, RawRequest, RawResponse, Request, RequestError,
    Response, Result, Scheme, Secret, Sending, SendingRaw, Server, Style, Text, TransportError,
    Untyped, Variable,
};
pub use http::{HeaderMap, Method, StatusCode};
/// For the macros. Not for use by hand.
#[doc(hidden)]
pub mod __private {
    pub use crate::calls::accept;
}

mod stand_in;
pub use stand_in::*;
