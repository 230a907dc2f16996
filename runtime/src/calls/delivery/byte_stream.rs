//! An answer's body as it comes.

use std::{
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use crate::calls::{
    answer::{DecodeFailure, RawResponse, request_id},
    call::Call,
    error::Error,
    transport::{Download, TransportFailure},
};

/// The body of an answer, chunk by chunk as it comes. Dropping it ends the call.
///
/// It is a [`Stream`] too, for the adapters of other crates.
///
/// ```
/// use vetted_runtime::{ByteStream, Result};
///
/// async fn count(mut body: ByteStream) -> Result<usize> {
///     let mut bytes = 0;
///     while let Some(chunk) = body.next().await {
///         bytes += chunk?.len();
///     }
///     Ok(bytes)
/// }
/// ```
#[must_use = "a stream is not read until it is asked"]
pub struct ByteStream {
    call: Call,
    status: StatusCode,
    headers: HeaderMap,
    /// None once it has ended or failed.
    body: Option<Download>,
    limits: Limits,
    reopen: Option<Box<dyn Reopen>>,
}

/// How much may come.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// The most bytes in all.
    pub(crate) most: Option<u64>,
    /// The most bytes that may be held at once.
    pub(crate) held: u64,
    /// The most items of lists and objects in what is held.
    pub(crate) items: Option<u64>,
}

/// What opens a stream of events again, where it broke off. The request does, which stands above its answer.
pub(crate) trait Reopen: Send + Sync {
    /// The pause before that, if there may be one more. `asked`: what the server has asked for. `vain`: how many
    /// connections in a row have brought nothing.
    fn pause(&self, asked: Option<Duration>, vain: u32) -> Option<Duration>;

    /// Waits, and opens the stream after the event with this id.
    fn after(self: Box<Self>, pause: Duration, id: &str) -> OpeningWork;
}

/// A call whose answer is a stream, as far as no type has a say in it.
pub(crate) type OpeningWork = Pin<Box<dyn Future<Output = Result<ByteStream, Error>> + Send>>;

impl ByteStream {
    pub(crate) fn new(
        call: Call,
        (status, headers): (StatusCode, HeaderMap),
        body: Download,
        limits: Limits,
    ) -> Self {
        Self { call, status, headers, body: Some(body), limits, reopen: None }
    }

    /// The same with a way to open it again.
    pub(crate) fn reopened_by(self, reopen: Option<Box<dyn Reopen>>) -> Self {
        Self { reopen, ..self }
    }

    /// What opens it again.
    pub(super) fn take_reopen(&mut self) -> Option<Box<dyn Reopen>> {
        self.reopen.take()
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The id that the server gave the request, for its support desk.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// The next chunk; None at the end. After an error comes nothing more.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// The next chunk of an answer to a call that blocks; None at the end.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<Bytes, Error>> {
        crate::calls::blocking::block_on(self.next())
    }

    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let chunk = match body.poll_chunk(cx, self.limits.most.unwrap_or(u64::MAX)) {
            Poll::Ready(chunk) => chunk,
            Poll::Pending => return Poll::Pending,
        };
        if !matches!(chunk, Some(Ok(_))) {
            self.body = None;
        }
        let failed = |failure: TransportFailure| Error::network(self.call.clone(), failure);
        Poll::Ready(chunk.map(|chunk| chunk.map_err(failed)))
    }

    /// For items: each is limited, not all of them together.
    pub(super) fn without_end(self) -> Self {
        Self { limits: Limits { most: None, ..self.limits }, ..self }
    }

    /// The most that may be held of an item.
    pub(super) fn held(&self) -> u64 {
        self.limits.held
    }

    /// The most items that the lists and objects of an item may have.
    pub(super) fn max_items(&self) -> Option<u64> {
        self.limits.items
    }

    /// Reads nothing more.
    pub(super) fn close(&mut self) {
        self.body = None;
    }

    /// That an item is larger than may be held.
    pub(super) fn too_large(&self) -> Error {
        let failure = TransportFailure::too_large(self.limits.held, self.status);
        Error::network(self.call.clone(), failure)
    }

    /// That an item is not what the document says.
    pub(super) fn misread(&self, item: Bytes, failure: DecodeFailure) -> Error {
        let raw = RawResponse::new(self.status, self.headers.clone(), item);
        Error::decode(self.call.clone(), raw, failure)
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("call", &format_args!("{}", self.call))
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .finish_non_exhaustive()
    }
}
