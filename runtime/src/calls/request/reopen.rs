//! The same request once more, for a stream that goes on where it broke off.

use std::time::Duration;

use super::Request;
use crate::calls::{
    answer::OpeningWork,
    error::{Error, RequestError},
    send,
};

/// What opens a stream of events again.
pub(crate) struct Reopen {
    request: Request,
    accept: &'static str,
    refused: &'static [&'static str],
}

impl Request {
    /// What opens the stream of the answer again, if the server may get the request once more.
    ///
    /// An idempotency key does not make it so: each opening would have another one.
    pub(crate) fn reopen(
        &self,
        accept: &'static str,
        refused: &'static [&'static str],
    ) -> Option<Box<Reopen>> {
        let documented = self.operation.repeatable.filter(|_| !self.raw);
        let repeatable =
            self.repeatable || documented.unwrap_or_else(|| self.method.is_idempotent());
        repeatable.then(|| Box::new(Reopen { request: self.again(), accept, refused }))
    }
}

impl Reopen {
    /// The pause before that, if there may be one more. `vain`: how many connections in a row have brought nothing.
    pub(crate) fn pause(&self, asked: Option<Duration>, vain: u32) -> Option<Duration> {
        let core = &self.request.core;
        let retries = self.request.retries.unwrap_or(core.shared().retries);
        retries.reconnect(asked, vain, core.budget())
    }

    /// Waits, and opens the stream after the event with this id.
    pub(crate) fn after(self, pause: Duration, id: &str) -> OpeningWork {
        let Self { mut request, accept, refused } = self;
        // The caller's own counts until an event has one.
        if !id.is_empty() {
            request = request.header("last-event-id", id);
        }
        Box::pin(async move {
            let transport = request.core.shared().transports.get(request.blocking);
            let transport = transport
                .map_err(|message| Error::from(RequestError::new(Some(request.call()), message)))?;
            transport.sleep(pause).await;
            send::open(request, accept, refused, true).await
        })
    }
}
