//! What a transport takes and gives.

use std::{fmt, time::Duration};

use http::{HeaderMap, HeaderName, Method, StatusCode, header};
use url::Url;

use super::{RequestBody, ResponseBody};

/// A request, ready to go.
pub struct HttpRequest {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<RequestBody>,
    pub(crate) limit: Option<Duration>,
    pub(crate) head_limit: Duration,
    pub(crate) streams: bool,
}

impl HttpRequest {
    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The whole URL. It can hold a key, if the document wants one in the query.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The headers. Credentials are marked as sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// How long the exchange may still take: with its body, or if the body is a [stream](Self::is_stream) up to the
    /// head, and then for each silence.
    ///
    /// A transport that stops when its future is dropped need not look: the client does that in time. One that blocks
    /// its thread must.
    #[must_use]
    pub fn limit(&self) -> Option<Duration> {
        self.limit
    }

    /// How long the head of the answer may take once the request is out, whatever else is [limited](Self::limit): no
    /// other limit need be set, and a server can send informational answers without end.
    #[must_use]
    pub fn head_limit(&self) -> Duration {
        self.head_limit
    }

    /// Whether the answer's body is wanted as it comes, for as long as that takes.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        self.streams
    }

    /// Takes the body out; None if there is none.
    pub fn take_body(&mut self) -> Option<RequestBody> {
        self.body.take()
    }
}

impl fmt::Debug for HttpRequest {
    /// Without query and headers: they can be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("path", &self.url.path())
            .finish_non_exhaustive()
    }
}

/// An answer, whose body may be still to come.
#[derive(Debug)]
pub struct HttpResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: ResponseBody,
}

impl HttpResponse {
    /// An answer from its parts. The body can be bytes, text, or a [`ResponseBody`] that is still to come.
    ///
    /// Headers that can hold a session, a token or a link that is signed are marked as sensitive: `Debug` does not
    /// show them.
    #[must_use]
    pub fn new(status: StatusCode, mut headers: HeaderMap, body: impl Into<ResponseBody>) -> Self {
        for (_, value) in headers.iter_mut().filter(|(name, _)| is_secret(name)) {
            value.set_sensitive(true);
        }
        Self { status, headers, body: body.into() }
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
}

/// Whether an answer's header can hold a secret.
fn is_secret(name: &HeaderName) -> bool {
    const NAMES: [HeaderName; 5] = [
        header::SET_COOKIE,
        header::LOCATION,
        header::CONTENT_LOCATION,
        header::LINK,
        header::REFRESH,
    ];
    const WORDS: [&str; 7] = ["auth", "cookie", "key", "password", "secret", "session", "token"];
    NAMES.contains(name) || WORDS.iter().any(|word| name.as_str().contains(word))
}
