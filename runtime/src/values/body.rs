//! The bytes of a body: held in memory, or streamed.

use std::{
    error::Error,
    fmt,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;

#[cfg(feature = "blocking")]
use super::readers::BlockingReaderStream;
#[cfg(feature = "async")]
use super::readers::ReaderStream;

/// An error of any kind, as a stream of the caller's or a transport gives it.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// A stream of bytes, whatever it was made of.
pub(crate) type ByteSource = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// The bytes of a request's body or of a [`File`](crate::File): held in memory, or streamed as they are sent.
///
/// Made from bytes or text by [`From`], so that most calls take them as they are. What is large comes from a stream or
/// a reader; it is sent chunk by chunk and never held as a whole.
///
/// ```
/// use vetted_runtime::Body;
///
/// let held = Body::from("hello");
/// assert_eq!(held.size(), Some(5));
///
/// // Anything that tokio reads: a file of `tokio::fs`, a socket. With its size, the server is told how much will come.
/// let streamed = Body::reader(&b"hello"[..]).sized(5);
/// assert_eq!(streamed.size(), Some(5));
/// assert!(streamed.bytes().is_none());
/// ```
///
/// A clone of a streamed body is the same stream, and a stream can be sent once: the second call is an error, and
/// nothing is sent.
#[derive(Clone)]
pub struct Body(BodySource);

#[derive(Clone)]
enum BodySource {
    Bytes(Bytes),
    Stream { source: Arc<Mutex<Option<ByteSource>>>, size: Option<u64> },
}

/// What is sent of a body.
pub(crate) enum Piece {
    Bytes(Bytes),
    Stream(ByteSource, Option<u64>),
}

impl Piece {
    /// What is held in memory.
    pub(crate) fn held(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Stream(..) => None,
        }
    }
}

impl Body {
    /// A body that comes from a stream of chunks.
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::from_source(Box::pin(StreamChunks(Box::pin(stream))))
    }

    /// A body that is read from a reader of tokio's.
    #[cfg(feature = "async")]
    pub fn reader(reader: impl tokio::io::AsyncRead + Send + 'static) -> Self {
        Self::from_source(Box::pin(ReaderStream::new(reader)))
    }

    /// A body that is read from a reader of the standard library, such as a file. For calls that block: each read
    /// blocks the thread.
    #[cfg(feature = "blocking")]
    pub fn blocking_reader(reader: impl std::io::Read + Send + 'static) -> Self {
        Self::from_source(Box::pin(BlockingReaderStream::new(reader)))
    }

    fn from_source(source: ByteSource) -> Self {
        Self(BodySource::Stream { source: Arc::new(Mutex::new(Some(source))), size: None })
    }

    /// Says how many bytes the stream will give. Without it a body is sent in HTTP's chunks, which some servers refuse.
    ///
    /// A stream that gives more or less makes the call fail. For bytes in memory, which have their size, this does
    /// nothing.
    #[must_use]
    pub fn sized(mut self, bytes: u64) -> Self {
        if let BodySource::Stream { size, .. } = &mut self.0 {
            *size = Some(bytes);
        }
        self
    }

    /// How many bytes there are, where that is known.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        match &self.0 {
            BodySource::Bytes(bytes) => Some(bytes.len() as u64),
            BodySource::Stream { size, .. } => *size,
        }
    }

    /// The bytes, if they are held in memory.
    #[must_use]
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            BodySource::Bytes(bytes) => Some(bytes),
            BodySource::Stream { .. } => None,
        }
    }

    /// Takes what is to be sent. None for a stream that was taken before.
    pub(crate) fn take(&self) -> Option<Piece> {
        match &self.0 {
            BodySource::Bytes(bytes) => Some(Piece::Bytes(bytes.clone())),
            BodySource::Stream { source, size } => {
                let source = source.lock().unwrap_or_else(PoisonError::into_inner).take()?;
                Some(Piece::Stream(source, *size))
            }
        }
    }
}

/// The same bytes, or the same stream.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (BodySource::Bytes(left), BodySource::Bytes(right)) => left == right,
            (BodySource::Stream { source: left, .. }, BodySource::Stream { source: right, .. }) => {
                Arc::ptr_eq(left, right)
            }
            _ => false,
        }
    }
}

impl Eq for Body {}

/// Says how much there is, not what is in it.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0, self.size()) {
            (BodySource::Bytes(bytes), _) => write!(f, "{} bytes", bytes.len()),
            (BodySource::Stream { .. }, Some(size)) => write!(f, "a stream of {size} bytes"),
            (BodySource::Stream { .. }, None) => f.write_str("a stream"),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(BodySource::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&[u8]> for Body {
    fn from(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

impl<const N: usize> From<[u8; N]> for Body {
    fn from(bytes: [u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

impl<const N: usize> From<&[u8; N]> for Body {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}

/// A caller's stream, as this crate's.
struct StreamChunks<S>(Pin<Box<S>>);

impl<S, B, E> Stream for StreamChunks<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = ready!(self.0.as_mut().poll_next(cx));
        Poll::Ready(chunk.map(|chunk| chunk.map(Into::into).map_err(Into::into)))
    }
}
