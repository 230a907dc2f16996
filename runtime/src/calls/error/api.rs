//! An answer whose status is an error.

use std::{error, fmt};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::Error;
use crate::{
    calls::{
        answer::{DecodeFailure, Documented, RawResponse, TypedHeaders},
        call::Call,
    },
    wire::is_strange,
};

/// An answer whose status is no success.
///
/// ```
/// use vetted_runtime::{Error, StatusCode};
///
/// fn is_gone(err: &Error) -> bool {
///     matches!(err, Error::Api(err) if err.status() == StatusCode::NOT_FOUND)
/// }
/// ```
pub struct ApiError {
    pub(crate) call: Call,
    pub(crate) raw: RawResponse,
    /// Whether the call said nothing of who makes it.
    pub(crate) anonymous: bool,
}

impl ApiError {
    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.raw.status()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }

    /// The headers that the document promises, typed. Each operation that has some has a type for them.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if one of them is not what the document says.
    pub fn typed_headers<H: TypedHeaders>(&self) -> Result<H, Error> {
        H::read(self.raw.headers())
            .map_err(|failure| Error::decode(self.call.clone(), self.raw.clone(), failure))
    }

    /// The body as it came. Neither `Display` nor `Debug` shows more of it than its length and its media type.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.raw.body()
    }

    /// The id that the server gave the request, for its support desk.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.raw.request_id()
    }

    /// Whether the server asks who calls (401, 403), and the call went out without any credential: the document may
    /// declare none for the operation, or a wrong one.
    #[must_use]
    pub fn lacks_credential(&self) -> bool {
        self.anonymous && matches!(self.status().as_u16(), 401 | 403)
    }

    /// The document's id of the operation.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.call.operation
    }

    /// The body as any type that reads from JSON.
    ///
    /// # Errors
    ///
    /// What the decoder says, if the body is not such a type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        crate::wire::read(self.raw.body())
    }

    /// The body as the operation's documented error type, chosen by the exact status; see [`Error::documented`].
    ///
    /// A body none of whose keys the document declares is an error, though a type without required fields reads from
    /// it.
    #[must_use]
    pub fn documented<E: Documented>(&self) -> Option<Result<E, Error>> {
        let (decoded, strange) = is_strange(self.raw.body(), || E::decode(&self.raw));
        let decoded = match decoded? {
            Ok(_) if strange => {
                Err(DecodeFailure::new("has none of the keys that the document declares"))
            }
            decoded => decoded,
        };
        Some(decoded.map_err(|failure| Error::decode(self.call.clone(), self.raw.clone(), failure)))
    }
}

impl fmt::Debug for ApiError {
    /// Without the body: servers repeat in it what they were sent, and it would stand in every log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("call", &format_args!("{}", self.call))
            .field("status", &self.raw.status())
            .field("request_id", &self.request_id())
            .field("body", &format_args!("{}", self.raw.shape()))
            .finish_non_exhaustive()
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: the server answered {}", self.call, self.raw.status())?;
        if self.lacks_credential() {
            f.write_str(
                "; no credential was sent: a builder's `.credentials_everywhere()`, or `.header(name, secret)`, sends one",
            )?;
        }
        match self.request_id() {
            Some(id) => write!(f, " (request id {id})"),
            None => Ok(()),
        }
    }
}

impl error::Error for ApiError {}
