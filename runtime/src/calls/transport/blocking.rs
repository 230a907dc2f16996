//! The transport of programs that block their threads: ureq, without an async runtime.

use std::{
    io::{self, Read},
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::{Buf as _, Bytes};
use http::{HeaderValue, Method, header};
use http_body::{Body, Frame, SizeHint};
use ureq::{
    Agent, SendBody, Timeout,
    http::Request,
    unversioned::{
        resolver::DefaultResolver,
        transport::{Connector as _, DefaultConnector},
    },
};

use super::{
    BoxFuture, FailureKind, HttpRequest, HttpResponse, RequestBody, ResponseBody, Settings,
    Transport, TransportFailure, abrupt::TellAbruptEnds, bounded::bounded,
};
use crate::{
    calls::{
        blocking::{Sleep, block_on},
        origin::is_loopback,
    },
    values::BoxError,
};

/// How much of an answer is read at once.
const CHUNK: usize = 64 * 1024;

/// Longer than any call, and short enough to be counted from now: ureq adds it to the time of day, and would panic.
const FAR: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// A pool of connections.
pub(super) struct Ureq {
    agent: Agent,
}

impl Ureq {
    /// Opens no connection yet.
    #[cfg_attr(
        not(any(feature = "native-tls", feature = "rustls")),
        expect(clippy::unnecessary_wraps, reason = "with TLS it can fail")
    )]
    pub(super) fn new(settings: Settings) -> Result<Self, BoxError> {
        let mut builder = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .user_agent("")
            .accept("")
            .accept_encoding("")
            .timeout_connect(Some(settings.connect_timeout.min(FAR)));
        #[cfg(any(feature = "native-tls", feature = "rustls"))]
        {
            builder = builder.tls_config(tls()?);
        }
        if is_proxy_of_a_caller(|name| std::env::var_os(name).is_some()) {
            builder = builder.proxy(None);
        }
        let connector = DefaultConnector::default().chain(TellAbruptEnds);
        let agent = Agent::with_parts(builder.build(), connector, DefaultResolver::default());
        Ok(Self { agent })
    }
}

/// Whether ureq would take for a proxy what somebody from outside may have set: a web server hands on the header
/// `Proxy` of a request to a CGI program as `HTTP_PROXY` (<https://httpoxy.org>).
fn is_proxy_of_a_caller(is_set: impl Fn(&str) -> bool) -> bool {
    // The order in which ureq looks.
    let names = ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY"];
    is_set("REQUEST_METHOD") && names.into_iter().find(|name| is_set(name)) == Some("HTTP_PROXY")
}

impl Transport for Ureq {
    fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, TransportFailure>> {
        let agent = self.agent.clone();
        Box::pin(async move { exchange(&agent, request) })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        Box::pin(Sleep::new(duration))
    }
}

fn exchange(agent: &Agent, request: HttpRequest) -> Result<HttpResponse, TransportFailure> {
    let HttpRequest { method, url, mut headers, body, limit, head_limit, streams } = request;
    if let Some(size) = body.as_ref().and_then(|body| body.size_hint().exact()) {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    }
    let stays = is_loopback(&url);
    // RFC 9110, section 8.6: a method that could have a body says that it has none. Some servers insist.
    let says_empty = matches!(method, Method::POST | Method::PUT | Method::PATCH);
    let held = body.as_ref().map_or(Some(Bytes::new()), RequestBody::bytes);
    let body = match (&held, body) {
        (Some(_), None) if !says_empty => SendBody::none(),
        (None, Some(body)) => SendBody::from_owned_reader(Uploading::new(body)),
        (held, _) => SendBody::from_owned_reader(held.clone().unwrap_or_default().reader()),
    };
    let mut outgoing = Request::new(body);
    *outgoing.method_mut() = method;
    *outgoing.uri_mut() = url.as_str().parse().map_err(TransportFailure::broken)?;
    *outgoing.headers_mut() = headers;
    let limit = limit.map(|limit| limit.min(FAR));
    let begin = head_limit.min(FAR);
    let config = agent.configure_request(outgoing).timeout_per_write(Some(begin));
    let config = if streams {
        // As long as it takes, but not in silence.
        let begin = limit.map_or(begin, |limit| limit.min(begin));
        config.timeout_recv_response(Some(begin)).timeout_per_read(limit)
    } else {
        config.timeout_recv_response(Some(begin)).timeout_global(limit)
    };
    // What stays on this machine goes to no proxy.
    let config = if stays { config.proxy(None) } else { config };
    let response = bounded(|| agent.run(config.build())).map_err(|err| match err {
        ureq::Error::Timeout(Timeout::RecvResponse | Timeout::PerWrite)
            if limit.is_none_or(|limit| begin < limit) =>
        {
            TransportFailure::no_head(head_limit)
        }
        err => failure(err),
    })?;
    let (parts, body) = response.into_parts();
    let promised = body.content_length();
    let body = Downloading { reader: Box::new(body.into_reader()), promised, buffer: Vec::new() };
    Ok(HttpResponse::new(parts.status, parts.headers, ResponseBody::with(body, read_failure)))
}

/// The TLS settings: those of the async transport.
#[cfg(feature = "rustls")]
fn tls() -> Result<ureq::tls::TlsConfig, BoxError> {
    use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

    let tls = super::tls::tls()?;
    let roots = if tls.by_system { RootCerts::PlatformVerifier } else { RootCerts::WebPki };
    Ok(TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(roots)
        .unversioned_rustls_crypto_provider(tls.provider.clone())
        .build())
}

/// The system's TLS, with its certificates.
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
#[expect(clippy::unnecessary_wraps, reason = "it stands in for one that can fail")]
fn tls() -> Result<ureq::tls::TlsConfig, BoxError> {
    use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

    let builder = TlsConfig::builder().provider(TlsProvider::NativeTls);
    Ok(builder.root_certs(RootCerts::PlatformVerifier).build())
}

fn failure(err: ureq::Error) -> TransportFailure {
    use ureq::Error;

    let kind = match &err {
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            FailureKind::Connect { timed_out: true }
        }
        Error::Timeout(_) => FailureKind::Timeout,
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::ConnectProxyFailed(_)
        | Error::InvalidProxyUrl
        | Error::Tls(_)
        | Error::TlsRequired => FailureKind::Connect { timed_out: false },
        #[cfg(feature = "rustls")]
        Error::Rustls(_) => FailureKind::Connect { timed_out: false },
        #[cfg(feature = "native-tls")]
        Error::NativeTls(_) => FailureKind::Connect { timed_out: false },
        Error::Io(err) if err.kind() == io::ErrorKind::ConnectionRefused => {
            FailureKind::Connect { timed_out: false }
        }
        _ => return TransportFailure::broken(err),
    };
    TransportFailure::new(kind, Some(Box::new(err)))
}

/// Errors in the middle of a body come as the standard library's.
fn read_failure(err: io::Error) -> TransportFailure {
    match err.downcast::<ureq::Error>() {
        Ok(err) => failure(err),
        Err(err) => failure(err.into()),
    }
}

/// A body on its way up.
struct Uploading {
    body: Pin<Box<RequestBody>>,
    chunk: Bytes,
}

impl Uploading {
    fn new(body: RequestBody) -> Self {
        Self { body: Box::pin(body), chunk: Bytes::new() }
    }
}

impl Read for Uploading {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.chunk.is_empty() {
            let body = &mut self.body;
            let frame = block_on(std::future::poll_fn(|cx| body.as_mut().poll_frame(cx)));
            match frame {
                Some(frame) => {
                    let frame = frame.map_err(io::Error::other)?;
                    self.chunk = frame.into_data().unwrap_or_default();
                }
                None => return Ok(0),
            }
        }
        let size = self.chunk.len().min(buffer.len());
        self.chunk.copy_to_slice(buffer.get_mut(..size).unwrap_or_default());
        Ok(size)
    }
}

/// A body on its way down.
struct Downloading {
    reader: Box<dyn Read + Send>,
    promised: Option<u64>,
    /// Where chunks are read to. They are copied out: one that comes in small pieces would hold as much as a large one.
    buffer: Vec<u8>,
}

impl Body for Downloading {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let Self { reader, buffer, .. } = &mut *self;
        buffer.resize(CHUNK, 0);
        loop {
            match bounded(|| reader.read(buffer)) {
                Ok(0) => return Poll::Ready(None),
                Ok(size) => {
                    let chunk = buffer.get(..size).unwrap_or_default();
                    return Poll::Ready(Some(Ok(Frame::data(Bytes::copy_from_slice(chunk)))));
                }
                Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
                Err(err) => return Poll::Ready(Some(Err(err))),
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.promised.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

#[cfg(test)]
mod tests {
    use super::is_proxy_of_a_caller;

    #[test]
    fn a_request_brings_no_proxy() {
        let is_one = |set: &[&str]| is_proxy_of_a_caller(|name| set.contains(&name));
        assert!(is_one(&["REQUEST_METHOD", "HTTP_PROXY"]));
        assert!(!is_one(&["HTTP_PROXY"]));
        assert!(!is_one(&["REQUEST_METHOD", "HTTPS_PROXY", "HTTP_PROXY"]));
        assert!(!is_one(&["REQUEST_METHOD", "http_proxy"]));
    }
}
