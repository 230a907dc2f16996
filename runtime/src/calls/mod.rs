//! Calls: what is sent, over what, and what comes back.

mod answer;
mod auth;
#[cfg(feature = "blocking")]
pub(crate) mod blocking;
mod call;
mod client;
mod delivery;
mod encode;
mod error;
pub mod observe;
mod operation;
mod origin;
mod paging;
mod request;
mod retry;
mod send;
mod state;
mod transport;

pub use self::{
    answer::{
        Answer, Binary, ByStatus, DecodeFailure, Documented, Empty, Json, RawResponse, Text,
        TypedHeaders, Untyped, accept, header,
    },
    auth::{Credential, Scheme, TokenProvider},
    client::{Config, Core, Environment, Server, Variable},
    delivery::{
        ByteStream, Chunks, Event, Events, ItemStream, Lines, Opening, RawEvents, Response,
        Sending, SendingRaw, Sequence, Streamed, WholeEvents,
    },
    error::{ApiError, AuthError, DecodeError, Error, RequestError, Result, TransportError},
    operation::Operation,
    paging::{
        Items, PageList, PagePosition, PageValue, Paged, Pages, Paging, ParsePagePositionError,
    },
    request::{Encoding, RawRequest, Request, Style},
    retry::Retries,
    transport::{
        BoxFuture, HttpRequest, HttpResponse, RequestBody, ResponseBody, Transport,
        TransportFailure,
    },
};
