//! What an operation gives, and how it is read.

use super::{DecodeFailure, RawResponse};

/// How an answer is read. Implemented by the markers [`Json`](crate::Json), [`Empty`](crate::Empty),
/// [`Text`](crate::Text), [`Binary`](crate::Binary), [`Untyped`](crate::Untyped) and [`ByStatus`](crate::ByStatus), and
/// by [`answers!`](crate::answers) for operations with several success answers.
pub trait Answer {
    /// What the request's `accept` header says.
    const ACCEPT: &'static str;
    /// What the caller gets.
    type Body;

    /// Reads the body.
    ///
    /// # Errors
    ///
    /// Why the answer is not what the document says.
    fn decode(raw: &RawResponse) -> Result<Self::Body, DecodeFailure>;
}

/// An operation's documented errors. Implemented by [`errors!`](crate::errors).
pub trait Documented: Sized {
    /// Reads the body by the answer's status; None if the document does not list it.
    fn decode(raw: &RawResponse) -> Option<Result<Self, DecodeFailure>>;
}
