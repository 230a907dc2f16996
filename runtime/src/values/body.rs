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
use super::readers::BlockingReading;
#[cfg(feature = "async")]
use super::readers::Reading;

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
pub struct Body(Held);

#[derive(Clone)]
enum Held {
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
        Self::of(Box::pin(Chunks(Box::pin(stream))))
    }

    /// A body that is read from a reader of tokio's.
    #[cfg(feature = "async")]
    pub fn reader(reader: impl tokio::io::AsyncRead + Send + 'static) -> Self {
        Self::of(Box::pin(Reading::new(reader)))
    }

    /// A body that is read from a reader of the standard library, such as a file. For calls that block: each read
    /// blocks the thread.
    #[cfg(feature = "blocking")]
    pub fn blocking_reader(reader: impl std::io::Read + Send + 'static) -> Self {
        Self::of(Box::pin(BlockingReading::new(reader)))
    }

    fn of(source: ByteSource) -> Self {
        Self(Held::Stream { source: Arc::new(Mutex::new(Some(source))), size: None })
    }

    /// Says how many bytes the stream will give. Without it a body is sent in HTTP's chunks, which some servers refuse.
    ///
    /// A stream that gives more or less makes the call fail. For bytes in memory, which have their size, this does
    /// nothing.
    #[must_use]
    pub fn sized(mut self, bytes: u64) -> Self {
        if let Held::Stream { size, .. } = &mut self.0 {
            *size = Some(bytes);
        }
        self
    }

    /// How many bytes there are, where that is known.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        match &self.0 {
            Held::Bytes(bytes) => Some(bytes.len() as u64),
            Held::Stream { size, .. } => *size,
        }
    }

    /// The bytes, if they are held in memory.
    #[must_use]
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Held::Bytes(bytes) => Some(bytes),
            Held::Stream { .. } => None,
        }
    }

    /// Takes what is to be sent. None for a stream that was taken before.
    pub(crate) fn take(&self) -> Option<Piece> {
        match &self.0 {
            Held::Bytes(bytes) => Some(Piece::Bytes(bytes.clone())),
            Held::Stream { source, size } => {
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
            (Held::Bytes(left), Held::Bytes(right)) => left == right,
            (Held::Stream { source: left, .. }, Held::Stream { source: right, .. }) => {
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
            (Held::Bytes(bytes), _) => write!(f, "{} bytes", bytes.len()),
            (Held::Stream { .. }, Some(size)) => write!(f, "a stream of {size} bytes"),
            (Held::Stream { .. }, None) => f.write_str("a stream"),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Held::Bytes(bytes))
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
struct Chunks<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Chunks<S>
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
