//! The same request once more, for a stream that goes on where it broke off.

use std::time::Duration;

use super::Request;
use crate::calls::{
    delivery::{OpeningWork, Reopen},
    error::{Error, RequestError},
    operation::is_idempotent,
};

/// A request that can be sent again, and what it asks for.
struct SameRequest {
    request: Request,
    accept: &'static str,
    refused: &'static [&'static str],
}

impl Request {
    /// What opens the stream of the answer again, if the server may get the request once more.
    ///
    /// An idempotency key does not make it so: each opening would have another one.
    pub(super) fn reopen(
        &self,
        accept: &'static str,
        refused: &'static [&'static str],
    ) -> Option<Box<dyn Reopen>> {
        let documented = self.operation.repeatable.filter(|_| !self.raw);
        let repeatable =
            self.repeatable || documented.unwrap_or_else(|| is_idempotent(self.method.as_str()));
        if !repeatable {
            return None;
        }
        Some(Box::new(SameRequest { request: self.again(), accept, refused }))
    }
}

impl Reopen for SameRequest {
    fn pause(&self, asked: Option<Duration>, vain: u32) -> Option<Duration> {
        let core = &self.request.core;
        let retries = self.request.retries.unwrap_or(core.shared().retries);
        retries.reconnect(asked, vain, core.budget())
    }

    fn after(self: Box<Self>, pause: Duration, id: &str) -> OpeningWork {
        let Self { mut request, accept, refused } = *self;
        // The caller's own counts until an event has one.
        if !id.is_empty() {
            request = request.header("last-event-id", id);
        }
        Box::pin(async move {
            let transport = request.core.shared().transports.get(request.blocking);
            let transport = transport
                .map_err(|message| Error::from(RequestError::new(Some(request.call()), message)))?;
            transport.sleep(pause).await;
            request.opening(accept, refused, true).await
        })
    }
}
