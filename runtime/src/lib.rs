//! What every generated client shares.

// Types on the wire.
pub mod values;
pub mod wire;
pub use jiff::civil::{Date, DateTime as CivilDateTime};
#[doc(hidden)]
pub use serde;
#[doc(hidden)]
pub use serde_json;
pub use serde_json::Value;
pub use uuid::Uuid;
pub use values::{Base64, DateTime, File, ParseDateTimeError};
pub use wire::{
    Maybe, Only, Part, Parts, Unknown, UnknownInteger, UnknownValue,
    adapters::{CommaSeparated, Flag, IntegerText, LocalDateTime},
};

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
