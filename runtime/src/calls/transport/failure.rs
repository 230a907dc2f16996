//! Why no whole answer came.

use std::{fmt, time::Duration};

use http::StatusCode;

use super::request_body::UploadError;
use crate::values::BoxError;

/// Why a [`Transport`](crate::Transport) has no answer.
#[derive(Debug)]
pub struct TransportFailure {
    pub(crate) kind: FailureKind,
    /// The status, where the answer broke off after it.
    pub(crate) status: Option<StatusCode>,
    pub(crate) source: Option<BoxError>,
}

/// The ways to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FailureKind {
    /// No connection: DNS, TLS, refused, or too slow (`timed_out`).
    Connect { timed_out: bool },
    /// The call took longer than it may.
    Timeout,
    /// The server has not begun its answer in this time.
    NoHead { limit: Duration },
    /// The answer is larger than `limit` bytes.
    TooLarge { limit: u64 },
    /// The connection broke.
    Broken,
    /// The stream of the request's body failed.
    Upload,
}

impl TransportFailure {
    /// No connection could be made: the server has seen nothing of the request, so that it can be sent again in any
    /// case.
    #[must_use]
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::new(FailureKind::Connect { timed_out: false }, Some(source.into()))
    }

    /// The exchange took longer than it may. The server may have seen the request.
    #[must_use]
    pub fn timeout() -> Self {
        Self::new(FailureKind::Timeout, None)
    }

    /// The server has not begun its answer within the [limit](crate::HttpRequest::head_limit) for its head. The same
    /// call would end the same: it is not sent again.
    #[must_use]
    pub fn no_head(limit: Duration) -> Self {
        Self::new(FailureKind::NoHead { limit }, None)
    }

    /// The connection broke, or what came is no HTTP. The server may have seen the request.
    #[must_use]
    pub fn broken(source: impl Into<BoxError>) -> Self {
        let source = source.into();
        // A stack that sends the caller's stream says no more of its failure than that there was one.
        let upload = UploadError::is_behind(source.as_ref());
        let kind = if upload { FailureKind::Upload } else { FailureKind::Broken };
        Self::new(kind, Some(source))
    }

    pub(crate) fn too_large(limit: u64, status: StatusCode) -> Self {
        Self::new(FailureKind::TooLarge { limit }, None).after(Some(status))
    }

    pub(crate) fn new(kind: FailureKind, source: Option<BoxError>) -> Self {
        Self { kind, status: None, source }
    }

    /// The same, after the head of an answer.
    pub(crate) fn after(self, status: Option<StatusCode>) -> Self {
        Self { status, ..self }
    }
}

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for TransportFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl fmt::Display for FailureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect { timed_out: true } => {
                f.write_str("connecting to the server took too long")
            }
            Self::Connect { timed_out: false } => f.write_str("could not connect to the server"),
            Self::Timeout => f.write_str("the call took too long"),
            Self::NoHead { limit } => {
                write!(f, "the server has not begun to answer in {limit:?}")
            }
            Self::TooLarge { limit } => write!(f, "the answer is larger than {limit} bytes"),
            Self::Broken => f.write_str("the connection broke"),
            Self::Upload => f.write_str("the stream of the body failed"),
        }
    }
}
