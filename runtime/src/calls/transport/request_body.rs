//! The body of a request, chunk by chunk.

use std::{
    collections::VecDeque,
    error::Error,
    fmt,
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::{
    Body as Value,
    values::{BoxError, Piece},
};

/// The body of a request, as a transport takes it: bytes in memory, or streams among them.
///
/// It is an [`http_body::Body`] whose size is known if that of each stream is.
// The lock is never waited for: it makes streams that are not `Sync` fit.
pub struct RequestBody {
    pieces: Mutex<VecDeque<Piece>>,
    /// How much is still to come, where that is known.
    left: Option<u64>,
    /// How much of the first piece went out.
    sent: u64,
}

impl RequestBody {
    /// Takes the streams out of a body. None if one was taken before.
    pub(crate) fn take(pieces: &[Value]) -> Option<Self> {
        let mut taken = Vec::new();
        for piece in pieces {
            taken.push(piece.take()?);
        }
        Some(Self::new(taken))
    }

    fn new(pieces: Vec<Piece>) -> Self {
        let held: Option<Vec<&[u8]>> = pieces.iter().map(Piece::held).collect();
        let pieces = match held {
            Some(held) if held.len() > 1 => vec![Piece::Bytes(held.concat().into())],
            _ => pieces,
        };
        let left = pieces.iter().try_fold(0_u64, |sum, piece| {
            let size = match piece {
                Piece::Bytes(bytes) => Some(bytes.len() as u64),
                Piece::Stream(_, size) => *size,
            };
            sum.checked_add(size?)
        });
        Self { pieces: Mutex::new(pieces.into()), left, sent: 0 }
    }

    /// The whole body, if no part of it is a stream.
    #[must_use]
    pub fn bytes(&self) -> Option<Bytes> {
        let pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        match (pieces.front(), pieces.len()) {
            (Some(Piece::Bytes(bytes)), 1) => Some(bytes.clone()),
            (None, _) => Some(Bytes::new()),
            _ => None,
        }
    }

    /// Whether a part of it is a stream, so that it can be sent but once.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        self.bytes().is_none()
    }

    /// The same once more. None if there is a stream, which can be sent once.
    pub(crate) fn again(&self) -> Option<Self> {
        self.bytes().map(Self::from)
    }
}

impl From<Bytes> for RequestBody {
    fn from(bytes: Bytes) -> Self {
        Self::new(vec![Piece::Bytes(bytes)])
    }
}

impl fmt::Debug for RequestBody {
    /// Without what it says: that can be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBody").field("left", &self.left).finish_non_exhaustive()
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        let pieces = this.pieces.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = loop {
            match pieces.front_mut() {
                None => return Poll::Ready(None),
                Some(Piece::Bytes(bytes)) => {
                    let bytes = std::mem::take(bytes);
                    pieces.pop_front();
                    if !bytes.is_empty() {
                        break bytes;
                    }
                }
                Some(Piece::Stream(source, size)) => match source.as_mut().poll_next(cx) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(Some(Ok(chunk))) if chunk.is_empty() => {}
                    Poll::Ready(Some(Ok(chunk))) => {
                        this.sent = this.sent.saturating_add(chunk.len() as u64);
                        match *size {
                            Some(size) if this.sent > size => {
                                return failed(format!("it gives more than {size} bytes").into());
                            }
                            _ => break chunk,
                        }
                    }
                    Poll::Ready(Some(Err(err))) => return failed(err),
                    Poll::Ready(None) => match *size {
                        Some(size) if this.sent < size => {
                            let sent = this.sent;
                            return failed(format!("it gives {sent} bytes, not {size}").into());
                        }
                        _ => {
                            this.sent = 0;
                            pieces.pop_front();
                        }
                    },
                },
            }
        };
        this.left = this.left.map(|left| left.saturating_sub(chunk.len() as u64));
        Poll::Ready(Some(Ok(Frame::data(chunk))))
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

fn failed<T>(err: BoxError) -> Poll<Option<Result<T, BoxError>>> {
    Poll::Ready(Some(Err(Box::new(UploadError(err)))))
}

/// What the caller's stream said, or did not say as it should.
#[derive(Debug)]
pub(crate) struct UploadError(BoxError);

impl UploadError {
    /// Whether an error came from the caller's stream.
    pub(crate) fn is_behind(err: &(dyn Error + 'static)) -> bool {
        let mut causes = std::iter::successors(Some(err), |&err| err.source());
        causes.any(<dyn Error>::is::<Self>)
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for UploadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}
