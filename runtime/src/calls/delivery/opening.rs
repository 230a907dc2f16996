//! Calls on their way whose answer is a stream.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use super::{ByteStream, OpeningWork};
use crate::calls::error::Error;

/// How the body of an answer is read while it comes. Implemented by the markers [`Chunks`](crate::Chunks),
/// [`Events`](crate::Events), [`WholeEvents`](crate::WholeEvents), [`RawEvents`](crate::RawEvents),
/// [`Lines`](crate::Lines) and [`Sequence`](crate::Sequence).
pub trait Streamed {
    /// What the request's `accept` header says.
    const ACCEPT: &'static str;
    /// Media types that are certainly no such stream. What comes as one of them is an error.
    const REFUSED: &'static [&'static str] = &[];
    /// Whether another answer can go on where one breaks off, after an event that its `last-event-id` header names.
    const RESUMES: bool = false;
    /// Whether the items are what the server is asked for: then a field of the body that says so is set.
    const ITEMS: bool = true;
    /// What the caller gets.
    type Stream;

    /// Reads the body as it comes.
    fn open(body: ByteStream) -> Self::Stream;
}

/// A call on its way; await it for the stream, which is there as soon as the server begins to answer. Dropping it
/// cancels the call.
#[must_use = "a call is not sent until it is awaited"]
pub struct Opening<S> {
    work: OpeningWork,
    open: fn(ByteStream) -> S,
}

impl<S> Opening<S> {
    pub(crate) fn new(work: OpeningWork, open: fn(ByteStream) -> S) -> Self {
        Self { work, open }
    }
}

impl<S> Future for Opening<S> {
    type Output = Result<S, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let body = ready!(self.work.as_mut().poll(cx));
        Poll::Ready(body.map(self.open))
    }
}

impl<S> fmt::Debug for Opening<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opening")
    }
}
