//! Sending a request: for the whole answer, or for one as it comes; awaited, or blocking the thread.

use bytes::Bytes;

use super::{Request, prepare::prepare};
use crate::calls::{
    answer::{Answer, Binary},
    delivery::{Opening, OpeningWork, Sending, SendingRaw, Streamed, Work},
    send,
};
#[cfg(feature = "blocking")]
use crate::calls::{blocking::block_on, delivery::Response, error::Error};

impl Request {
    /// Sends the request and gives the body.
    pub fn send<A: Answer>(self) -> Sending<A::Body> {
        Sending::new(self.work(A::ACCEPT), A::decode)
    }

    /// Sends the request and gives status, headers and body.
    pub fn send_raw<A: Answer>(self) -> SendingRaw<A::Body> {
        SendingRaw::new(self.work(A::ACCEPT), A::decode)
    }

    /// Sends the request and gives status, headers and the body as it came, whatever it is. `accept`: what the `accept`
    /// header says.
    pub fn send_bytes(self, accept: &'static str) -> SendingRaw<Bytes> {
        SendingRaw::new(self.work(accept), Binary::decode)
    }

    /// Sends the request and gives the answer as it comes. The field of a JSON body that
    /// [asks for items](crate::Operation::streams_by) is set.
    pub fn send_stream<S: Streamed>(mut self) -> Opening<S::Stream> {
        if S::ITEMS {
            self.ask_for_items();
        }
        Opening::new(self.opening(S::ACCEPT, S::REFUSED, S::RESUMES), S::open)
    }

    /// Sends the request and gives the body. Blocks the thread: not for use inside of async code.
    ///
    /// # Errors
    ///
    /// As those of [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking<A: Answer>(self) -> Result<A::Body, Error> {
        block_on(self.blocking().send::<A>())
    }

    /// Sends the request and gives status, headers and body. Blocks the thread.
    ///
    /// # Errors
    ///
    /// As those of [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_raw_blocking<A: Answer>(self) -> Result<Response<A::Body>, Error> {
        block_on(self.blocking().send_raw::<A>())
    }

    /// Sends the request and gives status, headers and the body as it came. Blocks the thread.
    ///
    /// # Errors
    ///
    /// As those of [`send_bytes`](Self::send_bytes).
    #[cfg(feature = "blocking")]
    pub fn send_bytes_blocking(self, accept: &'static str) -> Result<Response<Bytes>, Error> {
        block_on(self.blocking().send_bytes(accept))
    }

    /// Sends the request and gives the answer as it comes, by its `next_blocking`. Blocks the thread.
    ///
    /// # Errors
    ///
    /// As those of [`send_stream`](Self::send_stream).
    #[cfg(feature = "blocking")]
    pub fn send_stream_blocking<S: Streamed>(self) -> Result<S::Stream, Error> {
        block_on(self.blocking().send_stream::<S>())
    }

    /// The same over the transport that blocks.
    #[cfg(feature = "blocking")]
    pub(crate) fn blocking(mut self) -> Self {
        self.blocking = true;
        self
    }

    /// The call for a whole answer.
    pub(super) fn work(self, accept: &'static str) -> Work {
        Box::pin(async move { send::send(prepare(self, accept)?).await })
    }

    /// The call for an answer as it comes. `refused`: media types that are no stream. `resumes`: whether another answer
    /// can go on where this one breaks off.
    pub(super) fn opening(
        self,
        accept: &'static str,
        refused: &'static [&'static str],
        resumes: bool,
    ) -> OpeningWork {
        Box::pin(async move {
            let reopen = if resumes { self.reopen(accept, refused) } else { None };
            let body = send::open(prepare(self, accept)?, refused).await?;
            Ok(body.reopened_by(reopen))
        })
    }
}
