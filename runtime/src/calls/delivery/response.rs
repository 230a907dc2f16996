//! An answer, decoded.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::calls::{
    answer::{RawResponse, TypedHeaders, request_id},
    call::Call,
    error::Error,
};

/// A decoded body with the status and headers it came with.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The decoded body.
    pub body: T,
    call: Call,
}

impl<T> Response<T> {
    pub(crate) fn new(call: Call, raw: RawResponse, body: T) -> Self {
        let (status, headers) = raw.into_head();
        Self { status, headers, body, call }
    }

    /// The same without its body, and the body.
    pub(crate) fn split(self) -> (Response<()>, T) {
        let Self { status, headers, body, call } = self;
        (Response { status, headers, body: (), call }, body)
    }

    /// The headers that the document promises, typed. Each operation that has some has a type for them.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if one of them is not what the document says; its body is empty.
    pub fn typed_headers<H: TypedHeaders>(&self) -> Result<H, Error> {
        H::read(&self.headers).map_err(|failure| {
            let raw = RawResponse::new(self.status, self.headers.clone(), Bytes::new());
            Error::decode(self.call.clone(), raw, failure)
        })
    }

    /// The id that the server gave the request, for its support desk.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }
}
