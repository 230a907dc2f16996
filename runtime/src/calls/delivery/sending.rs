//! Calls on their way.
//!
//! The work is one boxed future, the same for all operations; only the decoder, a function pointer, belongs to one.
//! An `async fn` for each operation would cost twice the size and compile time.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use super::Response;
use crate::calls::{
    answer::{DecodeFailure, RawResponse},
    call::Call,
    error::Error,
};

/// The part of a call that no type has a say in.
pub(crate) type Work =
    Pin<Box<dyn Future<Output = Result<(Call, RawResponse), Error>> + Send + 'static>>;

type DecodeAnswer<B> = fn(&RawResponse) -> Result<B, DecodeFailure>;

/// A call on its way; await it for the body. Dropping it cancels the call.
#[must_use = "a call is not sent until it is awaited"]
pub struct Sending<B>(SendingRaw<B>);

/// A call on its way; await it for status, headers and body. Dropping it cancels the call.
#[must_use = "a call is not sent until it is awaited"]
pub struct SendingRaw<B> {
    work: Work,
    decode: DecodeAnswer<B>,
}

impl<B> Sending<B> {
    pub(crate) fn new(work: Work, decode: DecodeAnswer<B>) -> Self {
        Self(SendingRaw::new(work, decode))
    }
}

impl<B> SendingRaw<B> {
    pub(crate) fn new(work: Work, decode: DecodeAnswer<B>) -> Self {
        Self { work, decode }
    }
}

impl<B> Future for Sending<B> {
    type Output = Result<B, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(Pin::new(&mut self.0).poll(cx))?;
        Poll::Ready(Ok(response.body))
    }
}

impl<B> Future for SendingRaw<B> {
    type Output = Result<Response<B>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let (call, raw) = ready!(self.work.as_mut().poll(cx))?;
        Poll::Ready(match (self.decode)(&raw) {
            Ok(body) => Ok(Response::new(call, raw, body)),
            Err(failure) => Err(Error::decode(call, raw, failure.of_answer())),
        })
    }
}

impl<B> fmt::Debug for Sending<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending")
    }
}

impl<B> fmt::Debug for SendingRaw<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SendingRaw")
    }
}
