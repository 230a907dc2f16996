//! A stream of items, whatever its items are.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::{Event, events::EventParser, records::RecordParser};
use crate::calls::{
    answer::DecodeFailure,
    delivery::{ByteStream, OpeningWork},
    error::Error,
};

/// A stream of items of an answer. Dropping it ends the call.
///
/// An item that is not what the document says is an [`Error::Decode`](crate::Error::Decode) whose body is that item's
/// data; the items after it still come. After any other error comes nothing more. It is a [`Stream`] too, for the
/// adapters of other crates.
///
/// ```
/// use vetted_runtime::{ItemStream, Result};
///
/// async fn print(mut words: ItemStream<String>) -> Result<()> {
///     while let Some(word) = words.next().await {
///         println!("{}", word?);
///     }
///     Ok(())
/// }
/// ```
#[must_use = "a stream is not read until it is asked"]
pub struct ItemStream<T> {
    body: ByteStream,
    parser: Parser,
    decode: DecodeItem<T>,
    last: Event,
    ended: bool,
    /// Whether a stream that breaks is opened again.
    reconnects: bool,
    /// How many connections in a row have brought nothing.
    vain: u32,
    /// The next connection, while there is none.
    opening: Option<OpeningWork>,
}

/// Reads an item, whose lists and objects may have so many items.
pub(super) type DecodeItem<T> = fn(&Event, Option<u64>) -> Result<ItemRead<T>, DecodeFailure>;

/// What an item turned out to be.
pub(super) enum ItemRead<T> {
    Item(T),
    /// The server says that this was all.
    End,
}

/// Takes bytes, split anywhere, and gives whole items.
pub(super) enum Parser {
    Events(EventParser),
    Records(RecordParser),
}

impl Parser {
    fn push(&mut self, bytes: Bytes) {
        match self {
            Self::Events(parser) => parser.push(bytes),
            Self::Records(parser) => parser.push(&bytes),
        }
    }

    /// The next whole item of the bytes so far. `ended`: there are no more.
    fn next(&mut self, ended: bool) -> Option<Event> {
        match self {
            // The standard drops an event that is cut off.
            Self::Events(parser) => parser.next(),
            Self::Records(parser) => parser.next(ended),
        }
    }

    /// How many bytes wait for the rest of their item.
    fn held(&self) -> usize {
        match self {
            Self::Events(parser) => parser.held(),
            Self::Records(parser) => parser.held(),
        }
    }
}

impl<T> ItemStream<T> {
    pub(super) fn new(body: ByteStream, parser: Parser, decode: DecodeItem<T>) -> Self {
        Self {
            body: body.without_end(),
            parser,
            decode,
            last: Event::default(),
            ended: false,
            reconnects: false,
            vain: 0,
            opening: None,
        }
    }

    /// Goes on when the connection breaks or ends, as browsers do: the request is sent again with the id of the last
    /// event (`Last-Event-ID`), after the pause that the server has asked for (`retry`), or one as before a
    /// [retry](crate::Retries). No event is given twice or lost, if the server keeps to the ids that it gives.
    ///
    /// The stream then ends with 204, with data that says so (`[DONE]`), when it cannot be opened again for as many
    /// attempts as any call has, or when the client's budget of retries is used up. The server's last word on it is the
    /// error.
    ///
    /// Only server-sent events go on, and only where the request can be sent twice without harm: a GET, say, but not a
    /// POST that asks for an answer. Where they cannot, this changes nothing.
    pub fn reconnecting(mut self) -> Self {
        self.reconnects = true;
        self
    }

    /// The status. Like headers and request id, that of the last connection.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.body.status()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.body.headers()
    }

    /// The id that the server gave the request, for its support desk.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.body.request_id()
    }

    /// The item that came last as it came: its kind, its id and its data, whether it could be decoded or not.
    #[must_use]
    pub fn last(&self) -> &Event {
        &self.last
    }

    /// How long the server wants clients to wait before they connect again, if it said so (`retry`).
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        match &self.parser {
            Parser::Events(parser) => parser.retry(),
            Parser::Records(_) => None,
        }
    }

    /// The next item; None at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// The next item of an answer to a call that blocks; None at the end.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<T, Error>> {
        crate::calls::blocking::block_on(self.next())
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(opening) = &mut self.opening {
                match ready!(opening.as_mut().poll(cx)) {
                    Ok(body) => self.body = body.without_end(),
                    Err(err) => {
                        self.close();
                        return Poll::Ready(Some(Err(err)));
                    }
                }
                self.opening = None;
            }
            if let Some(event) = self.parser.next(self.ended) {
                let read = (self.decode)(&event, self.body.max_items());
                self.last = event;
                return Poll::Ready(match read {
                    Ok(ItemRead::Item(item)) => Some(Ok(item)),
                    Ok(ItemRead::End) => {
                        self.close();
                        None
                    }
                    Err(failure) => Some(Err(self
                        .body
                        .misread(self.last.data.clone().into(), failure.of_item()))),
                });
            }
            if self.ended {
                return Poll::Ready(None);
            }
            if self.parser.held() as u64 > self.body.held() {
                self.close();
                return Poll::Ready(Some(Err(self.body.too_large())));
            }
            match self.body.poll(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Ok(chunk))) => {
                    self.vain = 0;
                    self.parser.push(chunk);
                }
                Poll::Ready(Some(Err(err))) => {
                    if !(err.can_pass() && self.reopen()) {
                        self.close();
                        return Poll::Ready(Some(Err(err)));
                    }
                }
                Poll::Ready(None) => self.ended = !self.reopen(),
            }
        }
    }

    /// Begins to open the stream again, if that may be.
    fn reopen(&mut self) -> bool {
        let Parser::Events(parser) = &mut self.parser else { return false };
        // By 204 a server says that nothing more will come.
        if !self.reconnects || self.body.status() == StatusCode::NO_CONTENT {
            return false;
        }
        let Some(reopen) = self.body.take_reopen() else { return false };
        let Some(pause) = reopen.pause(parser.retry(), self.vain) else { return false };
        self.vain = self.vain.saturating_add(1);
        self.opening = Some(reopen.after(pause, parser.last_id()));
        parser.restart();
        true
    }

    /// Ends the call, and forgets what came and was not asked for.
    fn close(&mut self) {
        self.ended = true;
        self.opening = None;
        self.body.close();
        match &mut self.parser {
            Parser::Events(parser) => parser.clear(),
            Parser::Records(parser) => parser.clear(),
        }
    }
}

/// Nothing in it is pinned.
impl<T> Unpin for ItemStream<T> {}

impl<T> Stream for ItemStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ItemStream").field(&self.body).finish()
    }
}
