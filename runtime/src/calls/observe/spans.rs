//! Spans by OpenTelemetry's conventions for HTTP clients.

use std::{borrow::Cow, future::Future, time::Duration};

use http::{Method, StatusCode};
use tracing::{
    Instrument as _, Span,
    field::{Empty, display},
    info, info_span,
    instrument::Instrumented,
};

use crate::calls::{
    call::Call,
    error::Error,
    transport::{HttpRequest, HttpResponse, Transport, TransportFailure},
};

/// The span of a call with all its attempts.
pub(crate) struct CallSpan(Span);

impl CallSpan {
    pub(crate) fn new(call: &Call) -> Self {
        Self(info_span!(
            target: "vetted_runtime",
            "call",
            otel.name = %call.operation,
            otel.kind = "internal",
            otel.status_code = Empty,
            openapi.operation_id = %call.operation,
            error.type = Empty,
        ))
    }

    /// The span is the current one whenever the work goes on, and only then.
    pub(crate) fn around<F: Future>(&self, work: F) -> Instrumented<F> {
        work.instrument(self.0.clone())
    }

    pub(crate) fn end(self, err: Option<&Error>) {
        if let Some(err) = err {
            failed(&self.0, &error_type(err));
        }
    }
}

/// The spans of the requests of a call, one after the other.
pub(crate) struct Exchanges {
    /// That of the last one, until its answer is there.
    current: Span,
    sent: u32,
}

impl Default for Exchanges {
    fn default() -> Self {
        Self { current: Span::none(), sent: 0 }
    }
}

impl Exchanges {
    /// Sends a request. `template`: that of its path, where there is one.
    pub(crate) async fn send(
        &mut self,
        transport: &dyn Transport,
        request: HttpRequest,
        template: Option<&str>,
    ) -> Result<HttpResponse, TransportFailure> {
        self.current = span(&request, template);
        if self.sent > 0 {
            self.current.record("http.request.resend_count", self.sent);
        }
        self.sent = self.sent.saturating_add(1);
        let answer = self.current.in_scope(|| transport.send(request));
        let answer = answer.instrument(self.current.clone()).await?;
        self.current.record("http.response.status_code", answer.status.as_u16());
        if is_error(answer.status) {
            failed(&self.current, answer.status.as_str());
        }
        Ok(answer)
    }

    /// The last request has its answer, or will have none.
    pub(crate) fn end(&mut self, err: Option<&Error>) {
        let span = std::mem::replace(&mut self.current, Span::none());
        // A status that is an error is there already.
        if let Some(err) = err.filter(|err| !err.status().is_some_and(is_error)) {
            failed(&span, &error_type(err));
        }
    }
}

fn span(request: &HttpRequest, template: Option<&str>) -> Span {
    // The conventions know these; by others the number of names would have no limit.
    let known = matches!(
        request.method,
        Method::GET
            | Method::HEAD
            | Method::POST
            | Method::PUT
            | Method::DELETE
            | Method::CONNECT
            | Method::OPTIONS
            | Method::TRACE
            | Method::PATCH
    );
    let (method, name) =
        if known { (request.method.as_str(), request.method.as_str()) } else { ("_OTHER", "HTTP") };
    let url = &request.url;
    let span = info_span!(
        target: "vetted_runtime",
        "http",
        otel.name = Empty,
        otel.kind = "client",
        otel.status_code = Empty,
        http.request.method = method,
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        url.template = template,
        url.scheme = url.scheme(),
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
        error.type = Empty,
    );
    match template {
        Some(template) => span.record("otel.name", display(format_args!("{name} {template}"))),
        None => span.record("otel.name", name),
    };
    span
}

/// Why a call is sent again, and after which pause.
pub(crate) fn sent_again(err: &Error, pause: Duration) {
    info!(
        target: "vetted_runtime",
        {
            "error.type" = error_type(err).as_ref(),
            pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX),
        },
        "the call is sent again"
    );
}

fn is_error(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

fn failed(span: &Span, error_type: &str) {
    span.record("otel.status_code", "ERROR").record("error.type", error_type);
}

/// One of few words, or the status.
fn error_type(err: &Error) -> Cow<'static, str> {
    Cow::Borrowed(match err {
        Error::Api(err) => return Cow::Owned(err.status().as_str().to_owned()),
        Error::Transport(err) => err.word(),
        Error::Auth(_) => "auth",
        Error::Request(_) => "request",
        Error::Decode(_) => "decode",
    })
}
