//! Why an event is not believed, or not understood.

use std::{error, fmt};

use crate::DecodeFailure;

/// Why there is no event. Shows neither a secret nor the signature that would have been right.
///
/// All but [`Event`](Self::Event) mean that nobody knows who sent the body: answer with 400 or 401, and do not read it.
#[derive(Debug)]
#[non_exhaustive]
pub enum WebhookError {
    /// The verifier has no secret that could be a key: each is empty, or is not written as the vendor writes them.
    NoSecret,
    /// A header that the vendor signs with is missing, or is no text.
    MissingHeader(String),
    /// A header that the vendor signs with stands there twice: nobody knows which one is meant.
    RepeatedHeader(String),
    /// What stands in the signature's header is no signature of this scheme.
    Malformed,
    /// The signature is not that of this body with one of the secrets.
    Mismatch,
    /// The signature is right, but its timestamp is none, or lies further from now than the tolerance.
    Stale,
    /// The body is no JSON, or an event that is not what the document says.
    Event(DecodeFailure),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSecret => f.write_str("no secret is set that could be a key"),
            Self::MissingHeader(name) => write!(f, "the header `{name}` is missing"),
            Self::RepeatedHeader(name) => write!(f, "the header `{name}` is there more than once"),
            Self::Malformed => f.write_str("the header holds no signature of the expected form"),
            Self::Mismatch => f.write_str("the signature is not that of this body"),
            Self::Stale => f.write_str("the signature's timestamp is too far from now"),
            Self::Event(failure) => write!(f, "the event {failure}"),
        }
    }
}

impl error::Error for WebhookError {
    /// The source of what the variant holds: the variant itself says nothing that this error does not say.
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Event(failure) => failure.source(),
            _ => None,
        }
    }
}
