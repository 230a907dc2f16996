//! A request under construction: what it holds, and what the caller sets.

use std::{borrow::Cow, fmt, time::Duration};

use http::{HeaderMap, Method};
use serde::Serialize;
use serde_json::Value;

use super::content::Content;
use crate::calls::{
    call::Call,
    client::Core,
    encode::header_line,
    error::RequestError,
    operation::{Operation, is_idempotent},
    retry::Retries,
};

/// A request under construction, as the methods of a generated client build it.
///
/// What goes wrong on the way is kept, and the first of it is what sending gives. The request owns all it needs:
/// its futures can be spawned.
#[must_use = "requests do nothing until they are sent"]
pub struct Request {
    pub(super) core: Core,
    pub(super) operation: &'static Operation,
    pub(super) method: Method,
    pub(super) path: Cow<'static, str>,
    pub(super) path_values: Vec<(&'static str, String)>,
    pub(super) query: Vec<QueryParameter>,
    /// Parameters of the document.
    pub(super) headers: HeaderMap,
    /// What the caller set by hand.
    pub(super) own_headers: HeaderMap,
    pub(super) cookies: Vec<(&'static str, Vec<(String, String)>)>,
    pub(super) content: Option<Content>,
    pub(super) accept: Option<&'static str>,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) max_items: Option<u64>,
    pub(super) retries: Option<Retries>,
    /// Whether the caller knows that the call can be sent again.
    pub(super) repeatable: bool,
    /// Whether sending blocks the thread.
    pub(super) blocking: bool,
    /// The URL of a page, as the page before it says.
    pub(super) link: Option<String>,
    /// Whether the path is the caller's own, not a template, and every credential goes along.
    pub(super) raw: bool,
    pub(super) error: Option<Box<RequestError>>,
}

/// The name, and the encoded pairs that it comes to.
type QueryParameter = (Cow<'static, str>, Vec<(String, String)>);

impl Core {
    /// Starts a request.
    pub fn request(&self, operation: &'static Operation) -> Request {
        Request::new(self.clone(), operation)
    }
}

impl Request {
    pub(super) fn new(core: Core, operation: &'static Operation) -> Self {
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

    /// The one generic step of every parameter.
    pub(super) fn tree(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Option<Value> {
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
        let by_nature = if self.raw {
            is_idempotent(self.method.as_str())
        } else {
            self.operation.is_repeatable()
        };
        let repeatable = self.repeatable || by_nature;
        let (operation, method) = (Cow::Borrowed(*id), self.method.clone());
        Call { operation, method, path, repeatable, attempts: 0 }
    }

    pub(super) fn fail(&mut self, message: impl Into<String>) {
        if self.error.is_none() {
            self.error = Some(Box::new(RequestError::new(Some(self.call()), message)));
        }
    }

    pub(super) fn fail_with(&mut self, message: &str, source: serde_json::Error) {
        self.fail_because(message, source);
    }

    pub(super) fn fail_because(
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
