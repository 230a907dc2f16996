//! The body of an answer on its way in, within its limits of size and silence.

use std::{
    future::poll_fn,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use http::StatusCode;

use super::{BoxFuture, FailureKind, ResponseBody, Transport, TransportFailure};

/// Chunks below this size are put together as they come.
const SMALL: usize = 4 * 1024;

/// A body on its way in, held to its limits.
pub(crate) struct Download {
    status: StatusCode,
    body: ResponseBody,
    read: u64,
    idle: Option<Idle>,
}

/// How long the server may say nothing, and the clock that counts it.
struct Idle {
    transport: Arc<dyn Transport>,
    limit: Duration,
    clock: BoxFuture<()>,
}

impl Download {
    /// The body of an answer with this status.
    pub(crate) fn new(status: StatusCode, body: ResponseBody) -> Self {
        Self { status, body, read: 0, idle: None }
    }

    /// Limits how long the server may be silent between two chunks.
    pub(crate) fn idle_at_most(
        mut self,
        limit: Option<Duration>,
        transport: &Arc<dyn Transport>,
    ) -> Self {
        self.idle = limit.map(|limit| Idle {
            transport: Arc::clone(transport),
            limit,
            clock: transport.sleep(limit),
        });
        self
    }

    /// The next chunk, unless it is one too many.
    pub(crate) fn poll_chunk(
        &mut self,
        cx: &mut Context<'_>,
        limit: u64,
    ) -> Poll<Option<Result<Bytes, TransportFailure>>> {
        let too_large = || Poll::Ready(Some(Err(TransportFailure::too_large(limit, self.status))));
        if self.read == 0 && self.body.promised().is_some_and(|promised| promised > limit) {
            return too_large();
        }
        let chunk = match self.body.poll_data(cx) {
            Poll::Ready(Some(Ok(chunk))) => chunk,
            Poll::Ready(Some(Err(failure))) => {
                return Poll::Ready(Some(Err(failure.after(Some(self.status)))));
            }
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Pending => {
                let Some(idle) = &mut self.idle else { return Poll::Pending };
                ready!(idle.clock.as_mut().poll(cx));
                let failure = TransportFailure::new(FailureKind::Timeout, None);
                return Poll::Ready(Some(Err(failure.after(Some(self.status)))));
            }
        };
        if let Some(idle) = &mut self.idle {
            idle.clock = idle.transport.sleep(idle.limit);
        }
        self.read = self.read.saturating_add(chunk.len() as u64);
        if self.read > limit { too_large() } else { Poll::Ready(Some(Ok(chunk))) }
    }

    /// All of it, up to `limit` bytes.
    ///
    /// Chunks are put together when the last one is there: nothing is reserved because a server promises much, and a
    /// body of one chunk is not copied.
    pub(crate) async fn whole(mut self, limit: u64) -> Result<Bytes, TransportFailure> {
        let mut chunks = Vec::new();
        let mut small = BytesMut::new();
        while let Some(chunk) = poll_fn(|cx| self.poll_chunk(cx, limit)).await {
            let chunk = chunk?;
            // To keep many small chunks one by one would take more memory than they hold.
            if chunk.len() < SMALL && !chunks.is_empty() {
                small.extend_from_slice(&chunk);
                continue;
            }
            if !small.is_empty() {
                chunks.push(small.split().freeze());
            }
            chunks.push(chunk);
        }
        if !small.is_empty() {
            chunks.push(small.freeze());
        }
        Ok(match chunks.as_slice() {
            [] => Bytes::new(),
            [only] => only.clone(),
            several => several.concat().into(),
        })
    }
}
