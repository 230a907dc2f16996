//! A request under construction.

mod bodies;
mod body;
mod cookie;
mod encode;
mod encoding;
mod multipart;
mod page;
mod parameters;
mod prepare;
mod raw;
mod reopen;
mod style;
mod target;

use std::{borrow::Cow, fmt, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use serde::Serialize;
use serde_json::Value;

use self::body::Content;
pub(crate) use self::cookie::is_value as is_cookie_value;
pub use self::{encoding::Encoding, raw::RawRequest, style::Style};
pub(crate) use self::{
    prepare::{Prepared, Signed},
    reopen::Reopen,
};
#[cfg(feature = "blocking")]
use super::{answer::Response, blocking::block_on, error::Error};
use super::{
    answer::{Answer, Binary, Opening, OpeningWork, Sending, SendingRaw, Streamed, Work},
    client::Core,
    error::{Call, RequestError},
    operation::Operation,
    retry::Retries,
    send,
};

/// A request under construction, as the methods of a generated client build it.
///
/// What goes wrong on the way is kept, and the first of it is what sending gives. The request owns all it needs:
/// its futures can be spawned.
#[must_use = "requests do nothing until they are sent"]
pub struct Request {
    core: Core,
    operation: &'static Operation,
    method: Method,
    path: Cow<'static, str>,
    path_values: Vec<(&'static str, String)>,
    query: Vec<QueryParameter>,
    /// Parameters of the document.
    headers: HeaderMap,
    /// What the caller set by hand.
    own_headers: HeaderMap,
    cookies: Vec<(&'static str, Vec<(String, String)>)>,
    content: Option<Content>,
    accept: Option<&'static str>,
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    max_items: Option<u64>,
    retries: Option<Retries>,
    /// Whether the caller knows that the call can be sent again.
    repeatable: bool,
    /// Whether sending blocks the thread.
    blocking: bool,
    /// The URL of a page, as the page before it says.
    link: Option<String>,
    /// Whether the path is the caller's own, not a template, and every credential goes along.
    raw: bool,
    error: Option<Box<RequestError>>,
}

/// The name, and the encoded pairs that it comes to.
type QueryParameter = (Cow<'static, str>, Vec<(String, String)>);

impl Request {
    pub(crate) fn new(core: Core, operation: &'static Operation) -> Self {
        let method = Method::from_bytes(operation.method.as_bytes());
        let bad_method = method.is_err();
        let mut request = Self {
            core,
            operation,
            method: method.unwrap_or_default(),
            path: Cow::Borrowed(operation.path),
            path_values: Vec::new(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            own_headers: HeaderMap::new(),
            cookies: Vec::new(),
            content: None,
            accept: None,
            timeout: None,
            attempt_timeout: None,
            max_items: None,
            retries: None,
            repeatable: false,
            blocking: false,
            link: None,
            raw: false,
            error: None,
        };
        if bad_method {
            request.fail(format!("`{}` is no HTTP method", operation.method));
        }
        request
    }

    /// Sets a header by hand. It takes the place of one that the client would send, credentials included.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match header_line(name, value) {
            Ok((name, value)) => drop(self.own_headers.insert(name, value)),
            Err(message) => self.fail(message),
        }
        self
    }

    /// How long the call may take in all, in place of the client's own limit.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// How long each attempt may take, in place of the client's own limit.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    /// The most items that the lists and objects of the answer may have, in place of the client's own limit.
    pub fn max_response_items(mut self, limit: u64) -> Self {
        self.max_items = Some(limit);
        self
    }

    /// How often and when the call is sent again, in place of the client's own setting.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Says that the call can be sent again when nobody knows if the server has done it, whatever its method and the
    /// document say: sent twice, it does what it does sent once.
    pub fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }

    /// What the `accept` header says, in place of what the answer's kind says.
    pub fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = Some(media_types);
        self
    }

    /// Sends the request and gives the body.
    pub fn send<A: Answer>(self) -> Sending<A::Body> {
        Sending::new(self.work(A::ACCEPT), A::decode)
    }

    /// Sends the request and gives status, headers and body.
    pub fn send_raw<A: Answer>(self) -> SendingRaw<A::Body> {
        SendingRaw::new(self.work(A::ACCEPT), A::decode)
    }

    /// Sends the request and gives status, headers and the body as it came, whatever it is. `accept`: what the `accept`
    /// header says.
    pub fn send_bytes(self, accept: &'static str) -> SendingRaw<Bytes> {
        SendingRaw::new(self.work(accept), Binary::decode)
    }

    /// Sends the request and gives the answer as it comes. The field of a JSON body that
    /// [asks for items](Operation::streams_by) is set.
    pub fn send_stream<S: Streamed>(mut self) -> Opening<S::Stream> {
        if S::ITEMS {
            self.ask_for_items();
        }
        Opening::new(self.opening(S::ACCEPT, S::REFUSED, S::RESUMES), S::open)
    }

    /// Sends the request and gives the body. Blocks the thread: not for use inside of async code.
    ///
    /// # Errors
    ///
    /// As those of [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking<A: Answer>(self) -> Result<A::Body, Error> {
        block_on(self.blocking().send::<A>())
    }

    /// Sends the request and gives status, headers and body. Blocks the thread.
    ///
    /// # Errors
    ///
    /// As those of [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_raw_blocking<A: Answer>(self) -> Result<Response<A::Body>, Error> {
        block_on(self.blocking().send_raw::<A>())
    }

    /// Sends the request and gives status, headers and the body as it came. Blocks the thread.
    ///
    /// # Errors
    ///
    /// As those of [`send_bytes`](Self::send_bytes).
    #[cfg(feature = "blocking")]
    pub fn send_bytes_blocking(self, accept: &'static str) -> Result<Response<Bytes>, Error> {
        block_on(self.blocking().send_bytes(accept))
    }

    /// Sends the request and gives the answer as it comes, by its `next_blocking`. Blocks the thread.
    ///
    /// # Errors
    ///
    /// As those of [`send_stream`](Self::send_stream).
    #[cfg(feature = "blocking")]
    pub fn send_stream_blocking<S: Streamed>(self) -> Result<S::Stream, Error> {
        block_on(self.blocking().send_stream::<S>())
    }

    /// The same over the transport that blocks.
    #[cfg(feature = "blocking")]
    pub(crate) fn blocking(mut self) -> Self {
        self.blocking = true;
        self
    }

    fn opening(
        self,
        accept: &'static str,
        refused: &'static [&'static str],
        resumes: bool,
    ) -> OpeningWork {
        Box::pin(send::open(self, accept, refused, resumes))
    }

    fn work(self, accept: &'static str) -> Work {
        Box::pin(send::send(self, accept))
    }

    /// The one generic step of every parameter.
    fn tree(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Option<Value> {
        match serde_json::to_value(value) {
            Ok(value) => Some(value),
            Err(err) => {
                self.fail_with(&format!("`{name}` cannot be written"), err);
                None
            }
        }
    }

    pub(crate) fn call(&self) -> Call {
        // A caller's own path can hold a query, and that a key.
        let path = match &self.path {
            Cow::Borrowed(path) => Cow::Borrowed(*path),
            Cow::Owned(path) => {
                Cow::Owned(path.split(['?', '#']).next().unwrap_or_default().to_owned())
            }
        };
        let Operation { id, .. } = self.operation;
        let by_nature =
            if self.raw { self.method.is_idempotent() } else { self.operation.is_repeatable() };
        let repeatable = self.repeatable || by_nature;
        let (operation, method) = (Cow::Borrowed(*id), self.method.clone());
        Call { operation, method, path, repeatable, attempts: 0 }
    }

    fn fail(&mut self, message: impl Into<String>) {
        if self.error.is_none() {
            self.error = Some(Box::new(RequestError::new(Some(self.call()), message)));
        }
    }

    fn fail_with(&mut self, message: &str, source: serde_json::Error) {
        self.fail_because(message, source);
    }

    fn fail_because(
        &mut self,
        message: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) {
        if self.error.is_none() {
            let err = RequestError::new(Some(self.call()), message).caused_by(source);
            self.error = Some(Box::new(err));
        }
    }
}

impl fmt::Debug for Request {
    /// Without values: they can be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("call", &format_args!("{}", self.call()))
            .finish_non_exhaustive()
    }
}

/// A header from text. `content-length` and the like would make the request lie about its own frame.
pub(crate) fn header_line(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let shown = name.escape_debug();
    let header = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("`{shown}` is no header name"))?;
    if header == header::CONTENT_LENGTH || header == header::TRANSFER_ENCODING {
        return Err(format!("the header `{header}` is set by the client itself"));
    }
    let value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| format!("the header `{header}` has a control character in its value"))?;
    Ok((header, value))
}
