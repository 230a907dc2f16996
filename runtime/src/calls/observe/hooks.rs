//! Functions of the program that see attempts come and go.

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use url::Url;

use crate::{
    calls::{
        answer::request_id,
        call::Call,
        encode::header_line,
        error::{Error, RequestError},
        transport::HttpResponse,
    },
    values::BoxError,
};

type RequestHook = Arc<dyn Fn(&mut Attempt<'_>) + Send + Sync>;
type AnswerHook = Arc<dyn Fn(&Outcome<'_>) + Send + Sync>;

/// The hooks of a client.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    request: Vec<RequestHook>,
    answer: Vec<AnswerHook>,
}

impl Hooks {
    pub(crate) fn on_request(&mut self, hook: impl Fn(&mut Attempt<'_>) + Send + Sync + 'static) {
        self.request.push(Arc::new(hook));
    }

    pub(crate) fn on_answer(&mut self, hook: impl Fn(&Outcome<'_>) + Send + Sync + 'static) {
        self.answer.push(Arc::new(hook));
    }

    pub(crate) fn want_requests(&self) -> bool {
        !self.request.is_empty()
    }

    /// Lets the hooks see an attempt, and change its headers.
    pub(crate) fn before(&self, mut attempt: Attempt<'_>) -> Result<(), Error> {
        for hook in &self.request {
            hook(&mut attempt);
            if let Some(err) = attempt.refused {
                let message = "a hook does not let the request go";
                let err = RequestError::new(Some(attempt.call.clone()), message).caused_by(err);
                return Err(err.into());
            }
        }
        Ok(())
    }

    pub(super) fn want_answers(&self) -> bool {
        !self.answer.is_empty()
    }

    pub(super) fn answered(&self, outcome: &Outcome<'_>) {
        for hook in &self.answer {
            hook(outcome);
        }
    }
}

/// A request that is about to go out, at first and for each redirect within the origin: what
/// [`Config::on_request`](crate::Config::on_request) shows.
///
/// The URL, the headers and the body are as they will go out, but for the credentials, which come after. They can hold
/// personal data. A hook can sign them: a header that it sets counts as set by the caller, and takes the place of the
/// credential that would stand there.
///
/// ```
/// use vetted_runtime::{Config, Server};
///
/// fn signature(method: &str, url: &str, body: &[u8]) -> String {
///     // Whatever the server wants.
/// #   format!("{method}{url}{}", body.len())
/// }
///
/// # fn main() -> vetted_runtime::Result<()> {
/// let core = Config::new(Server::new("https://pets.example.com/v1", &[]))
///     .on_request(|attempt| match attempt.body() {
///         Some(body) => {
///             let signature = signature(attempt.method().as_str(), attempt.url(), &body);
///             attempt.header("x-signature", &signature);
///         }
///         None => attempt.refuse("a stream cannot be signed"),
///     })
///     .build()?;
/// # let _ = core;
/// # Ok(())
/// # }
/// ```
pub struct Attempt<'a> {
    pub(crate) call: &'a Call,
    pub(crate) method: &'a Method,
    /// None if it is a stream.
    pub(crate) body: Option<Bytes>,
    pub(crate) number: u32,
    pub(crate) url: &'a Url,
    pub(crate) headers: &'a mut HeaderMap,
    /// Why a hook does not let it go.
    pub(crate) refused: Option<BoxError>,
}

impl Attempt<'_> {
    /// The document's id of the operation.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.call.operation
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        self.method
    }

    /// The operation's path template, `/pets/{petId}`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.call.path
    }

    /// The whole URL, with all values, but without a key that goes into the query.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The headers so far, those of the hooks before this one among them.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.headers
    }

    /// The body: empty if there is none, None if it is a stream.
    #[must_use]
    pub fn body(&self) -> Option<Bytes> {
        self.body.clone()
    }

    /// The number of the attempt, from 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Sets a header. One that cannot be a header ends the call.
    pub fn header(&mut self, name: &str, value: &str) {
        match header_line(name, value) {
            Ok((name, mut value)) => {
                value.set_sensitive(true);
                self.headers.insert(name, value);
            }
            Err(message) => self.refuse(message),
        }
    }

    /// Ends the call before this attempt is made, with an [`Error::Request`] whose source is this reason.
    pub fn refuse(&mut self, reason: impl Into<BoxError>) {
        self.refused.get_or_insert_with(|| reason.into());
    }
}

impl fmt::Debug for Attempt<'_> {
    /// Without values: they can be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("call", &format_args!("{}", self.call))
            .field("number", &self.number())
            .finish_non_exhaustive()
    }
}

/// What came of an attempt: what [`Config::on_answer`](crate::Config::on_answer) shows.
pub struct Outcome<'a> {
    call: &'a Call,
    number: u32,
    duration: Duration,
    result: Result<&'a HttpResponse, &'a Error>,
}

impl<'a> Outcome<'a> {
    pub(super) fn new(
        call: &'a Call,
        number: u32,
        duration: Duration,
        result: Result<&'a HttpResponse, &'a Error>,
    ) -> Self {
        Self { call, number, duration, result }
    }

    /// The document's id of the operation.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.call.operation
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.call.method
    }

    /// The operation's path template, `/pets/{petId}`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.call.path
    }

    /// The number of the attempt, from 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// How long it took: until the whole answer was there, or its head if it is a stream. A token that had to be
    /// fetched counts.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// The status, if an answer came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self.result {
            Ok(answer) => Some(answer.status),
            Err(err) => err.status(),
        }
    }

    /// The headers of the answer, if one came.
    #[must_use]
    pub fn headers(&self) -> Option<&'a HeaderMap> {
        match self.result {
            Ok(answer) => Some(&answer.headers),
            Err(err) => err.headers(),
        }
    }

    /// The id that the server gave the request, for its support desk.
    #[must_use]
    pub fn request_id(&self) -> Option<&'a str> {
        self.headers().and_then(request_id)
    }

    /// Why the attempt failed, an error status included. The call may still go well, at another attempt.
    #[must_use]
    pub fn error(&self) -> Option<&'a Error> {
        self.result.err()
    }
}

impl fmt::Debug for Outcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outcome")
            .field("call", &format_args!("{}", self.call))
            .field("number", &self.number)
            .field("duration", &self.duration)
            .field("status", &self.status())
            .field("error", &self.error())
            .finish()
    }
}
