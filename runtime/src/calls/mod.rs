//! Calls: what is sent, over what, and what comes back.

mod answer;
mod auth;
mod client;
mod error;
mod operation;
mod request;
mod send;
mod transport;
mod upload;

pub use self::{
    answer::{
        Answer, Binary, ByteStream, Chunks, DecodeFailure, Documented, Empty, Event, Events,
        ItemStream, Json, Lines, Opening, RawEvents, RawResponse, Response, Sending, SendingRaw,
        Sequence, Streamed, Text, Untyped, WholeEvents, accept,
    },
    auth::{Credential, Scheme},
    client::{Config, Core, Environment, Secret, Server, Variable},
    error::{ApiError, AuthError, DecodeError, Error, RequestError, Result, TransportError},
    operation::Operation,
    request::{Encoding, RawRequest, Request, Style},
};
