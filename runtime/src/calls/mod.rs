//! Calls: what is sent, over what, and what comes back.

mod answer;
mod auth;
mod client;
mod error;
mod operation;
mod request;
mod send;
mod transport;

pub use self::{
    answer::{
        Answer, Binary, DecodeFailure, Documented, Empty, Json, RawResponse, Response, Sending,
        SendingRaw, Text, Untyped, accept,
    },
    auth::{Credential, Scheme},
    client::{Config, Core, Secret, Server, Variable},
    error::{ApiError, AuthError, DecodeError, Error, RequestError, Result, TransportError},
    operation::Operation,
    request::{RawRequest, Request, Style},
};
