//! The body of an answer, as it comes.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::Body;

use super::TransportFailure;
use crate::values::BoxError;

/// The body of an answer: bytes that are there, or chunks that are still to come.
pub struct ResponseBody(ResponseBodyKind);

enum ResponseBodyKind {
    Bytes(Bytes),
    Chunks {
        chunks: BodyChunks,
        /// How long the server says that it is.
        promised: Option<u64>,
    },
}

type BodyChunks = Pin<Box<dyn Body<Data = Bytes, Error = TransportFailure> + Send>>;

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
        Self(ResponseBodyKind::Chunks { chunks, promised })
    }

    /// How long the server says that it is, of a body that is still to come.
    pub(super) fn promised(&self) -> Option<u64> {
        match &self.0 {
            ResponseBodyKind::Bytes(_) => None,
            ResponseBodyKind::Chunks { promised, .. } => *promised,
        }
    }

    /// The next chunk of data. Trailers are no part of the body.
    pub(super) fn poll_data(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportFailure>>> {
        let chunks = match &mut self.0 {
            ResponseBodyKind::Bytes(bytes) if bytes.is_empty() => return Poll::Ready(None),
            ResponseBodyKind::Bytes(bytes) => return Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            ResponseBodyKind::Chunks { chunks, .. } => chunks,
        };
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
}

impl<B: Into<Bytes>> From<B> for ResponseBody {
    fn from(bytes: B) -> Self {
        Self(ResponseBodyKind::Bytes(bytes.into()))
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
