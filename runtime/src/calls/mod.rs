//! Calls: what is sent, over what, and what comes back.

mod answer;
mod auth;
#[cfg(feature = "blocking")]
pub(crate) mod blocking;
mod client;
mod error;
pub mod observe;
mod operation;
mod paging;
mod request;
mod retry;
mod send;
mod transport;

pub use self::{
    answer::{
        Answer, Binary, ByteStream, Chunks, DecodeFailure, Documented, Empty, Event, Events,
        ItemStream, Json, Lines, Opening, RawEvents, RawResponse, Response, Sending, SendingRaw,
        Sequence, Streamed, Text, TypedHeaders, Untyped, WholeEvents, accept, header,
    },
    auth::{Credential, Scheme, TokenProvider},
    client::{Config, Core, Environment, Secret, Server, Variable},
    error::{ApiError, AuthError, DecodeError, Error, RequestError, Result, TransportError},
    operation::Operation,
    paging::{Items, List, PagePosition, Paged, Pages, Paging, ParsePagePositionError, Said},
    request::{Encoding, RawRequest, Request, Style},
    retry::Retries,
    transport::{
        BoxFuture, HttpRequest, HttpResponse, RequestBody, ResponseBody, Transport,
        TransportFailure,
    },
};
