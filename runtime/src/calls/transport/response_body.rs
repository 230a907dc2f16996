//! The body of an answer, as it comes.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use http::StatusCode;
use http_body::Body;

use super::{BoxFuture, FailureKind, Transport, TransportFailure};
use crate::values::BoxError;

/// Chunks below this size are put together as they come.
const SMALL: usize = 4 * 1024;

/// The body of an answer: bytes that are there, or chunks that are still to come.
pub struct ResponseBody(Kind);

enum Kind {
    Bytes(Bytes),
    Chunks {
        chunks: Chunks,
        /// How long the server says that it is.
        promised: Option<u64>,
    },
}

type Chunks = Pin<Box<dyn Body<Data = Bytes, Error = TransportFailure> + Send>>;

impl ResponseBody {
    /// A body that comes chunk by chunk, by the trait that HTTP stacks share. Its exact size, if it tells one, is what
    /// the server has promised.
    pub fn new<B>(body: B) -> Self
    where
        B: Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        Self::with(Box::pin(body), TransportFailure::broken)
    }

    /// The same with failures of its own.
    pub(crate) fn with<B>(body: B, failure: fn(B::Error) -> TransportFailure) -> Self
    where
        B: Body<Data = Bytes> + Send + Unpin + 'static,
    {
        let promised = body.size_hint().exact();
        let chunks = Box::pin(Mapped { body, failure });
        Self(Kind::Chunks { chunks, promised })
    }
}

impl<B: Into<Bytes>> From<B> for ResponseBody {
    fn from(bytes: B) -> Self {
        Self(Kind::Bytes(bytes.into()))
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseBody")
    }
}

/// A body whose errors are failures.
struct Mapped<B: Body> {
    body: B,
    failure: fn(B::Error) -> TransportFailure,
}

impl<B: Body<Data = Bytes> + Unpin> Body for Mapped<B> {
    type Data = Bytes;
    type Error = TransportFailure;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, TransportFailure>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        Poll::Ready(frame.map(|frame| frame.map_err(self.failure)))
    }
}

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
        let chunk = match &mut self.body.0 {
            Kind::Bytes(bytes) if bytes.is_empty() => return Poll::Ready(None),
            Kind::Bytes(bytes) => std::mem::take(bytes),
            Kind::Chunks { promised, .. }
                if self.read == 0 && promised.is_some_and(|promised| promised > limit) =>
            {
                return too_large();
            }
            Kind::Chunks { chunks, .. } => match poll_data(chunks, cx) {
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
            },
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

/// The next chunk of data. Trailers are no part of the body.
fn poll_data(
    chunks: &mut Chunks,
    cx: &mut Context<'_>,
) -> Poll<Option<Result<Bytes, TransportFailure>>> {
    loop {
        match ready!(chunks.as_mut().poll_frame(cx)) {
            Some(Ok(frame)) => {
                if let Ok(chunk) = frame.into_data() {
                    return Poll::Ready(Some(Ok(chunk)));
                }
            }
            Some(Err(failure)) => return Poll::Ready(Some(Err(failure))),
            None => return Poll::Ready(None),
        }
    }
}
