//! A call that got no whole answer.

use std::{error, fmt};

use http::StatusCode;

use crate::calls::{
    call::Call,
    transport::{FailureKind, TransportFailure},
};

/// A call without a whole answer.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) call: Call,
    kind: TransportErrorKind,
    status: Option<StatusCode>,
    source: Option<Box<dyn error::Error + Send + Sync>>,
}

#[derive(Debug)]
enum TransportErrorKind {
    Network(FailureKind),
    Redirect(String),
}

impl TransportError {
    pub(super) fn network(call: Call, failure: TransportFailure) -> Self {
        let TransportFailure { kind, status, source } = failure;
        Self { call, kind: TransportErrorKind::Network(kind), status, source }
    }

    pub(super) fn redirect(call: Call, status: StatusCode, message: String) -> Self {
        Self {
            call,
            kind: TransportErrorKind::Redirect(message),
            status: Some(status),
            source: None,
        }
    }

    /// The status, where the answer broke off after it.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Whether the call, or connecting for it, took longer than allowed.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        use FailureKind::{Connect, NoHead, Timeout};
        matches!(
            self.kind,
            TransportErrorKind::Network(Timeout | NoHead { .. } | Connect { timed_out: true })
        )
    }

    /// Whether no connection could be made; the server has seen nothing of the call.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Network(FailureKind::Connect { .. }))
    }

    /// Whether the server has not begun its answer in the time that it had for that
    /// ([`head_timeout`](crate::Config::head_timeout)).
    #[must_use]
    pub fn is_without_head(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Network(FailureKind::NoHead { .. }))
    }

    /// Whether the answer was refused for its size.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Network(FailureKind::TooLarge { .. }))
    }

    /// Whether the answer was a redirect that is not followed: from https to http, more than ten, or to no URL.
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Redirect(_))
    }

    /// What it is, in a word.
    #[cfg(feature = "tracing")]
    pub(crate) fn word(&self) -> &'static str {
        match self.kind {
            TransportErrorKind::Network(FailureKind::Connect { .. }) => "connect",
            TransportErrorKind::Network(FailureKind::Timeout) => "timeout",
            TransportErrorKind::Network(FailureKind::NoHead { .. }) => "no_head",
            TransportErrorKind::Network(FailureKind::TooLarge { .. }) => "too_large",
            TransportErrorKind::Network(FailureKind::Broken) => "broken",
            TransportErrorKind::Network(FailureKind::Upload) => "upload",
            TransportErrorKind::Redirect(_) => "redirect",
        }
    }

    /// Whether another attempt may go better.
    pub(crate) fn is_temporary(&self) -> bool {
        use FailureKind::{Broken, Connect, Timeout};
        matches!(self.kind, TransportErrorKind::Network(Broken | Timeout | Connect { .. }))
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.call)?;
        match &self.kind {
            TransportErrorKind::Network(kind) => kind.fmt(f),
            TransportErrorKind::Redirect(message) => f.write_str(message),
        }
    }
}

impl error::Error for TransportError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
