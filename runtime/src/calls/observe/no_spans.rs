//! Spans, where the feature `tracing` is off: nothing, which the compiler leaves out.

use std::time::Duration;

use crate::calls::{
    call::Call,
    error::Error,
    transport::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportFailure},
};

const _: () = assert!(size_of::<CallSpan>() + size_of::<Exchanges>() == 0);

/// No span of a call.
pub(crate) struct CallSpan;

impl CallSpan {
    pub(crate) fn new(_: &Call) -> Self {
        Self
    }

    #[expect(clippy::unused_self, reason = "where spans are on, it is used")]
    pub(crate) fn around<F>(&self, work: F) -> F {
        work
    }

    #[expect(clippy::unused_self, reason = "where spans are on, it is used")]
    pub(crate) fn end(self, _: Option<&Error>) {}
}

/// No spans of requests.
#[derive(Default)]
pub(crate) struct Exchanges {}

impl Exchanges {
    #[expect(clippy::unused_self, reason = "where spans are on, it is used")]
    pub(crate) fn send(
        &mut self,
        transport: &dyn Transport,
        request: HttpRequest,
        _: Option<&str>,
    ) -> BoxFuture<Result<HttpResponse, TransportFailure>> {
        transport.send(request)
    }

    #[expect(clippy::unused_self, reason = "where spans are on, it is used")]
    pub(crate) fn end(&mut self, _: Option<&Error>) {}
}

pub(crate) fn sent_again(_: &Error, _: Duration) {}
