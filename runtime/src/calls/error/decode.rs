//! An answer that is not what the document says.

use std::{error, fmt};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::calls::{
    answer::{DecodeFailure, RawResponse},
    call::Call,
};

/// An answer that could not be decoded. The server has acted on the call.
pub struct DecodeError {
    pub(crate) call: Call,
    raw: RawResponse,
    failure: DecodeFailure,
}

impl DecodeError {
    pub(super) fn new(call: Call, raw: RawResponse, failure: DecodeFailure) -> Self {
        Self { call, raw, failure }
    }

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

    /// The body as it came.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.raw.body()
    }

    /// The id that the server gave the request, for its support desk.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.raw.request_id()
    }

    /// The document's id of the operation.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.call.operation
    }

    /// Where in the body it went wrong, `items[3].id`. Empty for the body as a whole.
    #[must_use]
    pub fn place(&self) -> &str {
        self.failure.place()
    }

    /// The type and the field that the answer does not fit, as the settings of the crate name it: `UserSimple.avatar`.
    /// None where no field of an object is to blame.
    #[must_use]
    pub fn field(&self) -> Option<String> {
        self.failure.field()
    }

    /// What stands at that place, in a few words and without what it says, since that can be personal or secret:
    /// ``a string of 12 characters``, ``an object with `id`, `name` ``. None if the body is no JSON. The
    /// [body](Self::body) has it all.
    #[must_use]
    pub fn near(&self) -> Option<&str> {
        self.failure.near()
    }

    /// The value at that place as it is written, if it is a text, a number, true, false or null. A long text is cut.
    ///
    /// It can be personal: `Display`, `Debug` and the sources of the error do not repeat it. None where a name on the
    /// way to it, or its type, says that it is secret.
    #[must_use]
    pub fn value(&self) -> Option<String> {
        self.failure.value(self.raw.body())
    }
}

impl fmt::Debug for DecodeError {
    /// Without the body: what a server answers to a call that went well is the caller's data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("call", &format_args!("{}", self.call))
            .field("status", &self.raw.status())
            .field("request_id", &self.request_id())
            .field("failure", &self.failure)
            .field("body", &format_args!("{}", self.raw.shape()))
            .finish_non_exhaustive()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: the {} answer {}", self.call, self.raw.status().as_u16(), self.failure)?;
        match self.request_id() {
            Some(id) => write!(f, " (request id {id})"),
            None => Ok(()),
        }
    }
}

impl error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.failure.source()
    }
}
