//! The way to the network. The only file that knows reqwest, rustls and tokio's clock: another transport is another file like this one.
//!
//! It sends one request and hands on one answer. Redirects, credentials and statuses are not its business.

use std::{
    error::Error as StdError,
    future::{Future, poll_fn},
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use http_body::Body as _;
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt as _;
use tokio::time::{Instant, Sleep};
use url::Url;

use super::{request::Payload, upload::UploadError};

/// One request, ready to go.
pub(crate) struct Outgoing {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Payload>,
}

/// One answer, whose body is still to come.
pub(crate) struct Incoming {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Download,
}

/// Why no whole answer came.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) kind: FailureKind,
    /// The status, where the answer broke off after it.
    pub(crate) status: Option<StatusCode>,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The ways to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FailureKind {
    /// No connection: DNS, TLS, refused, or too slow (`timed_out`).
    Connect { timed_out: bool },
    /// The call took longer than it may.
    Timeout,
    /// The answer is larger than `limit` bytes.
    TooLarge { limit: u64 },
    /// The connection broke.
    Broken,
    /// The stream of the request's body failed.
    Upload,
}

impl Failure {
    pub(crate) fn too_large(limit: u64, status: StatusCode) -> Self {
        Self { kind: FailureKind::TooLarge { limit }, status: Some(status), source: None }
    }

    pub(crate) fn timeout() -> Self {
        Self { kind: FailureKind::Timeout, status: None, source: None }
    }
}

/// Which proxies stand between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proxies {
    /// Those of `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`.
    Environment,
    /// None: what may go in the clear because it stays on this machine must stay there.
    None,
}

/// A pool of connections. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Transport {
    http: reqwest::Client,
}

impl Transport {
    /// Opens no connection yet. `proxies` says whether the environment's proxies are used.
    pub(crate) fn new(
        connect_timeout: Duration,
        proxies: Proxies,
    ) -> Result<Self, Box<dyn StdError + Send + Sync>> {
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls()?)
            .connect_timeout(connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never());
        if proxies == Proxies::None {
            builder = builder.no_proxy();
        }
        let http = builder.build().map_err(reqwest::Error::without_url)?;
        Ok(Self { http })
    }

    /// Sends a request, and gives the answer once its head is there.
    pub(crate) async fn send(&self, outgoing: Outgoing) -> Result<Incoming, Failure> {
        let head = outgoing.method == Method::HEAD;
        // RFC 9110, section 8.6: a method that could have a body says that it has none. Some servers insist.
        let says_empty = outgoing.body.is_none()
            && matches!(outgoing.method, Method::POST | Method::PUT | Method::PATCH);
        let mut request = reqwest::Request::new(outgoing.method, outgoing.url);
        *request.headers_mut() = outgoing.headers;
        if says_empty {
            request.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        *request.body_mut() = outgoing.body.map(|body| match body {
            Payload::Bytes(bytes) => bytes.into(),
            Payload::Stream(upload) => reqwest::Body::wrap(upload),
        });
        let mut response = self.http.execute(request).await.map_err(|err| failure(err, None))?;
        let status = response.status();
        let mut headers = std::mem::take(response.headers_mut());
        for (_, value) in headers.iter_mut().filter(|(name, _)| *name == header::SET_COOKIE) {
            value.set_sensitive(true);
        }
        // The length that an answer to HEAD states is that of a body which does not come.
        let promised = if head { None } else { response.content_length() };
        let body = Download { status, body: response.into(), promised, read: 0, idle: None };
        Ok(Incoming { status, headers, body })
    }
}

/// The body of an answer, as it comes.
pub(crate) struct Download {
    status: StatusCode,
    body: reqwest::Body,
    /// How long the server says that it is.
    promised: Option<u64>,
    read: u64,
    /// How long the server may say nothing, and the clock that counts it.
    idle: Option<(Duration, Pin<Box<Sleep>>)>,
}

impl Download {
    /// Limits how long the server may be silent between two chunks.
    pub(crate) fn idle_at_most(mut self, limit: Option<Duration>) -> Self {
        self.idle = limit.map(|limit| (limit, Box::pin(tokio::time::sleep(limit))));
        self
    }

    /// The next chunk, unless it is one too many.
    pub(crate) fn poll_chunk(
        &mut self,
        cx: &mut Context<'_>,
        limit: u64,
    ) -> Poll<Option<Result<Bytes, Failure>>> {
        let failed = |kind| Failure { kind, status: Some(self.status), source: None };
        if self.read == 0 && self.promised.is_some_and(|promised| promised > limit) {
            return Poll::Ready(Some(Err(failed(FailureKind::TooLarge { limit }))));
        }
        let chunk = loop {
            match Pin::new(&mut self.body).poll_frame(cx) {
                Poll::Ready(Some(Ok(frame))) => {
                    // Trailers are no part of the body.
                    if let Ok(chunk) = frame.into_data() {
                        break chunk;
                    }
                }
                Poll::Ready(Some(Err(err))) => {
                    return Poll::Ready(Some(Err(failure(err, Some(self.status)))));
                }
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => {
                    let Some((_, clock)) = &mut self.idle else { return Poll::Pending };
                    ready!(clock.as_mut().poll(cx));
                    return Poll::Ready(Some(Err(failed(FailureKind::Timeout))));
                }
            }
        };
        if let Some((limit, clock)) = &mut self.idle {
            clock.as_mut().reset(Instant::now() + *limit);
        }
        self.read = self.read.saturating_add(chunk.len() as u64);
        Poll::Ready(Some(if self.read > limit {
            Err(failed(FailureKind::TooLarge { limit }))
        } else {
            Ok(chunk)
        }))
    }

    /// All of it, up to `limit` bytes.
    pub(crate) async fn whole(mut self, limit: u64) -> Result<Bytes, Failure> {
        let mut whole = BytesMut::new();
        while let Some(chunk) = poll_fn(|cx| self.poll_chunk(cx, limit)).await {
            whole.extend_from_slice(&chunk?);
        }
        Ok(whole.freeze())
    }
}

/// Gives `work` at most `limit`.
pub(crate) async fn within<F: Future>(
    limit: Option<Duration>,
    work: F,
) -> Result<F::Output, Failure> {
    match limit {
        Some(limit) => tokio::time::timeout(limit, work).await.map_err(|_| Failure::timeout()),
        None => Ok(work.await),
    }
}

fn failure(err: reqwest::Error, status: Option<StatusCode>) -> Failure {
    let kind = if err.is_connect() {
        FailureKind::Connect { timed_out: err.is_timeout() }
    } else if UploadError::is_behind(&err) {
        FailureKind::Upload
    } else if err.is_timeout() {
        FailureKind::Timeout
    } else {
        FailureKind::Broken
    };
    // The URL can hold a key, and the call's own error names the operation.
    Failure { kind, status, source: Some(Box::new(err.without_url())) }
}

/// The TLS settings, made once: to read the system's certificates takes milliseconds.
fn tls() -> Result<ClientConfig, rustls::Error> {
    static TLS: OnceLock<ClientConfig> = OnceLock::new();
    if let Some(config) = TLS.get() {
        return Ok(config.clone());
    }
    let builder = || {
        ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
    };
    let mut config = match builder()?.with_platform_verifier() {
        Ok(builder) => builder.with_no_client_auth(),
        // A bare container has no certificates. Mozilla's list lets it work all the same.
        Err(_) => builder()?
            .with_root_certificates(RootCertStore {
                roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
            })
            .with_no_client_auth(),
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TLS.get_or_init(|| config).clone())
}
