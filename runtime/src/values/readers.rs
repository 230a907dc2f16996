//! Readers as streams of chunks.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;

use super::BoxError;

/// How much of a reader goes out at once.
const CHUNK: usize = 64 * 1024;

/// A reader of tokio's, chunk by chunk.
#[cfg(feature = "async")]
pub(super) struct ReaderStream<R> {
    reader: Pin<Box<R>>,
    /// Kept until it is filled, so that a reader which has nothing yet costs no memory each time it is asked.
    buffer: Vec<u8>,
}

#[cfg(feature = "async")]
impl<R> ReaderStream<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader: Box::pin(reader), buffer: Vec::new() }
    }
}

#[cfg(feature = "async")]
impl<R: tokio::io::AsyncRead> Stream for ReaderStream<R> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        this.buffer.resize(CHUNK, 0);
        let mut buffer = tokio::io::ReadBuf::new(&mut this.buffer);
        if let Err(err) = std::task::ready!(this.reader.as_mut().poll_read(cx, &mut buffer)) {
            return Poll::Ready(Some(Err(err.into())));
        }
        let filled = buffer.filled().len();
        Poll::Ready(chunk(&mut this.buffer, filled).map(Ok))
    }
}

/// A reader that blocks, chunk by chunk.
#[cfg(feature = "blocking")]
pub(super) struct BlockingReaderStream<R> {
    reader: Box<R>,
    buffer: Vec<u8>,
}

#[cfg(feature = "blocking")]
impl<R> BlockingReaderStream<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader: Box::new(reader), buffer: Vec::new() }
    }
}

#[cfg(feature = "blocking")]
impl<R: std::io::Read> Stream for BlockingReaderStream<R> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        this.buffer.resize(CHUNK, 0);
        loop {
            match this.reader.read(&mut this.buffer) {
                Ok(filled) => return Poll::Ready(chunk(&mut this.buffer, filled).map(Ok)),
                Err(err) if err.kind() == std::io::ErrorKind::Interrupted => {}
                Err(err) => return Poll::Ready(Some(Err(err.into()))),
            }
        }
    }
}

/// What a read has filled of a buffer; None at the end.
#[cfg(any(feature = "async", feature = "blocking"))]
fn chunk(buffer: &mut Vec<u8>, filled: usize) -> Option<Bytes> {
    if filled == 0 {
        return None;
    }
    // A little of a reader that gives little at once is not worth the whole buffer.
    if filled < CHUNK / 2 {
        return Some(Bytes::copy_from_slice(buffer.get(..filled).unwrap_or_default()));
    }
    let mut chunk = mem::take(buffer);
    chunk.truncate(filled);
    Some(chunk.into())
}
