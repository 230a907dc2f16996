//! An answer as it came.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use crate::calls::transport::HttpResponse;

/// The headers that servers give a request's id in.
const REQUEST_IDS: [&str; 6] = [
    "x-request-id",
    "cko-request-id",
    "x-correlation-id",
    "request-id",
    "x-amzn-requestid",
    "x-trace-id",
];

/// An answer before anything is read from it.
#[derive(Clone)]
pub struct RawResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// The most items that its lists and objects may have.
    max_items: Option<u64>,
}

impl RawResponse {
    /// An answer from its parts, for decoders' tests.
    #[must_use]
    pub fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self { status, headers, body, max_items: None }
    }

    /// The same, of which so many items may be read.
    pub(crate) fn of_items(mut self, most: Option<u64>) -> Self {
        self.max_items = most;
        self
    }

    /// Its status and its headers.
    pub(crate) fn into_head(self) -> (StatusCode, HeaderMap) {
        (self.status, self.headers)
    }

    pub(crate) fn max_items(&self) -> Option<u64> {
        self.max_items
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The id that the server gave the request, for its support desk.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// What the body is, without what it says: `1234 bytes of application/json`.
    pub(crate) fn shape(&self) -> String {
        let of = media_type(&self.headers).map(|it| format!(" of {it}")).unwrap_or_default();
        format!("{} bytes{of}", self.body.len())
    }
}

impl fmt::Debug for RawResponse {
    /// Without headers and body: they can be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("body", &format_args!("{}", self.shape()))
            .finish_non_exhaustive()
    }
}

impl From<RawResponse> for HttpResponse {
    fn from(raw: RawResponse) -> Self {
        Self::new(raw.status, raw.headers, raw.body)
    }
}

/// The id of a request. It stands in every error's text, so that one which is a text by itself is none.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    const LONGEST: usize = 200;
    let mut ids = REQUEST_IDS.iter().filter_map(|name| headers.get(*name)?.to_str().ok());
    ids.find(|id| id.len() <= LONGEST)
}

/// The media type of an answer, in lower case and without its parameters. What is none is not repeated.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<String> {
    const LONGEST: usize = 100;
    let text = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let essence = text.split(';').next()?.trim();
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"/+-._*!#$&^".contains(&byte);
    let is_one = essence.contains('/') && essence.len() <= LONGEST && essence.bytes().all(is_token);
    is_one.then(|| essence.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue, StatusCode, header};

    use super::RawResponse;

    #[test]
    fn an_answer_shows_what_its_body_is_and_not_what_it_says() {
        let mut headers = HeaderMap::new();
        let body = Bytes::from_static(b"{\"token\":\"s3cret\"}");
        let shown = |headers: &HeaderMap| {
            format!("{:?}", RawResponse::new(StatusCode::OK, headers.clone(), body.clone()))
        };
        assert!(shown(&headers).contains("body: 18 bytes,"), "{}", shown(&headers));
        let media_type = HeaderValue::from_static("Application/JSON; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, media_type);
        assert!(shown(&headers).contains("body: 18 bytes of application/json,"));
        headers.insert("x-request-id", HeaderValue::from_str(&"r".repeat(201)).unwrap());
        assert!(!shown(&headers).contains("rrr"), "{}", shown(&headers));
    }
}
