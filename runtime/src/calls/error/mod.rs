//! The one error of every call.

mod api;
mod auth;
mod decode;
mod request;
mod retry_after;
mod transport;

use std::{error, fmt, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

pub use self::{
    api::ApiError, auth::AuthError, decode::DecodeError, request::RequestError,
    transport::TransportError,
};
use super::{
    answer::{DecodeFailure, Documented, RawResponse, request_id},
    call::Call,
    transport::TransportFailure,
};

/// What a call gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed. The same type for every operation, so that `?` works across all of them.
///
/// `Display` is one line that does not repeat its source; walk [`source`](std::error::Error::source), or use a crate
/// that does, for the rest. Neither `Display` nor `Debug` shows a credential.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The client or the request could not be built; nothing was sent.
    Request(Box<RequestError>),
    /// No token could be had for the call; the call itself was not sent.
    Auth(Box<AuthError>),
    /// No whole answer arrived: DNS, TLS, a refused connection, a timeout, an answer that is too large.
    Transport(Box<TransportError>),
    /// The server answered with a status that is no success.
    Api(Box<ApiError>),
    /// The server's answer is not what the document says.
    Decode(Box<DecodeError>),
}

impl Error {
    /// That no whole answer came.
    pub(crate) fn network(call: Call, failure: TransportFailure) -> Self {
        Self::Transport(Box::new(TransportError::network(call, failure)))
    }

    /// That the server points where no call may go.
    pub(crate) fn redirect(call: Call, status: StatusCode, message: impl Into<String>) -> Self {
        Self::Transport(Box::new(TransportError::redirect(call, status, message.into())))
    }

    /// That an answer is not what the document says.
    pub(crate) fn decode(call: Call, raw: RawResponse, failure: DecodeFailure) -> Self {
        Self::Decode(Box::new(DecodeError::new(call, raw, failure)))
    }

    /// The document's id of the operation. None while a client is built.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.call().map(|call| call.operation.as_ref())
    }

    /// The HTTP method of the operation.
    #[must_use]
    pub fn method(&self) -> Option<&Method> {
        self.call().map(|call| &call.method)
    }

    /// The operation's path template, `/pets/{petId}`.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.call().map(|call| call.path.as_ref())
    }

    /// The status, if an answer to the call arrived.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(err) => Some(err.status()),
            Self::Decode(err) => Some(err.status()),
            Self::Transport(err) => err.status(),
            Self::Request(_) | Self::Auth(_) => None,
        }
    }

    /// The headers of the answer, if one arrived.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Api(err) => Some(err.headers()),
            Self::Decode(err) => Some(err.headers()),
            _ => None,
        }
    }

    /// The bytes of the answer as they came, if one arrived.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        match self {
            Self::Api(err) => Some(err.body()),
            Self::Decode(err) => Some(err.body()),
            _ => None,
        }
    }

    /// The id that the server gave the request, for its support desk.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.headers().and_then(request_id)
    }

    /// How often the call was sent: 0 if it was not. Redirects count as part of their attempt.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.call().map_or(0, |call| call.attempts)
    }

    /// Whether the call, or connecting for it, took longer than allowed.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Transport(err) => err.is_timeout(),
            Self::Auth(err) => err.cause().is_timeout(),
            _ => false,
        }
    }

    /// Whether no connection could be made; the server has seen nothing of the call.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        match self {
            Self::Transport(err) => err.is_connect(),
            Self::Auth(err) => err.cause().is_connect(),
            _ => false,
        }
    }

    /// Whether sending the same call again can help and does no harm. The client has done so already, as often as
    /// [`Retries`](crate::Retries) say, where it is safe by itself.
    ///
    /// True if no connection was made, and for 408, 429 and 503. Where the server may have acted on the call already
    /// (a broken connection, a timeout, 500, 502, 504), only if the operation can be repeated: by its method, because
    /// the document says so, or because the call carries an idempotency key.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let repeatable = self.is_repeatable();
        let refused =
            matches!(self, Self::Api(err) if matches!(err.status().as_u16(), 408 | 429 | 503));
        self.can_pass() && (repeatable || refused || self.is_unsent())
    }

    /// How long the server asks to wait before the next attempt: in `Retry-After`, or where a limit was met (429, 503)
    /// in `RateLimit-Reset` or `X-RateLimit-Reset`.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(err) => retry_after::retry_after(err.status(), err.headers()),
            Self::Auth(err) => err.cause().retry_after(),
            _ => None,
        }
    }

    /// Whether the failure can pass by itself.
    pub(crate) fn can_pass(&self) -> bool {
        match self {
            Self::Transport(err) => err.is_temporary(),
            Self::Auth(err) => err.cause().can_pass(),
            Self::Api(err) => matches!(err.status().as_u16(), 408 | 429 | 500 | 502 | 503 | 504),
            Self::Request(_) | Self::Decode(_) => false,
        }
    }

    /// Whether the server may get the call twice.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.call().is_some_and(|call| call.repeatable)
    }

    /// Whether the server has certainly seen nothing of the call, this time.
    pub(crate) fn is_unsent(&self) -> bool {
        match self {
            Self::Transport(err) => err.is_connect(),
            Self::Request(_) | Self::Auth(_) => true,
            Self::Api(_) | Self::Decode(_) => false,
        }
    }

    /// The body as the operation's documented error type, chosen by the exact status.
    ///
    /// None if the server did not answer with an error, or with one that the document does not list.
    /// The inner result is an [`Error::Decode`] if the body is not what the document says.
    #[must_use]
    pub fn documented<E: Documented>(&self) -> Option<Result<E>> {
        match self {
            Self::Api(err) => err.documented(),
            _ => None,
        }
    }

    fn call(&self) -> Option<&Call> {
        match self {
            Self::Request(err) => err.call.as_ref(),
            Self::Auth(err) => Some(&err.call),
            Self::Transport(err) => Some(&err.call),
            Self::Api(err) => Some(&err.call),
            Self::Decode(err) => Some(&err.call),
        }
    }
}

impl From<RequestError> for Error {
    fn from(err: RequestError) -> Self {
        Self::Request(Box::new(err))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(err) => err.fmt(f),
            Self::Auth(err) => err.fmt(f),
            Self::Transport(err) => err.fmt(f),
            Self::Api(err) => err.fmt(f),
            Self::Decode(err) => err.fmt(f),
        }
    }
}

impl error::Error for Error {
    /// The source of what the variant holds: the variant itself says nothing that this error does not say.
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Request(err) => err.source(),
            Self::Auth(err) => err.source(),
            Self::Transport(err) => err.source(),
            Self::Api(err) => err.source(),
            Self::Decode(err) => err.source(),
        }
    }
}
