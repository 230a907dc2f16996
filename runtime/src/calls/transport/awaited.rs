//! The transport of async programs: reqwest, on tokio.

use std::{
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderValue, Method, header};
use http_body::{Body, Frame, SizeHint};

use super::{
    BoxFuture, FailureKind, HttpRequest, HttpResponse, RequestBody, ResponseBody, Settings,
    Transport, TransportFailure,
};
use crate::{calls::origin::is_loopback, values::BoxError};

/// Pools of connections.
pub(super) struct Reqwest {
    http: reqwest::Client,
    /// For what stays on this machine: it goes to no proxy.
    direct: reqwest::Client,
}

impl Reqwest {
    /// Opens no connection yet.
    pub(super) fn new(settings: Settings) -> Result<Self, BoxError> {
        let http = builder(settings)?.build().map_err(reqwest::Error::without_url)?;
        let direct = builder(settings)?.no_proxy().build().map_err(reqwest::Error::without_url)?;
        Ok(Self { http, direct })
    }
}

#[cfg_attr(
    not(feature = "rustls"),
    expect(clippy::unnecessary_wraps, reason = "with it it can fail")
)]
fn builder(settings: Settings) -> Result<reqwest::ClientBuilder, BoxError> {
    let builder = reqwest::Client::builder()
        .connect_timeout(settings.connect_timeout)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never());
    #[cfg(feature = "rustls")]
    let builder = builder.tls_backend_preconfigured(super::tls::tls()?.config.clone());
    Ok(builder)
}

impl Transport for Reqwest {
    fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, TransportFailure>> {
        let http = if is_loopback(&request.url) { &self.direct } else { &self.http }.clone();
        Box::pin(async move {
            let HttpRequest { method, url, headers, body, head_limit, .. } = request;
            // RFC 9110, section 8.6: a method that could have a body says that it has none. Some servers insist.
            let says_empty =
                body.is_none() && matches!(method, Method::POST | Method::PUT | Method::PATCH);
            let mut request = reqwest::Request::new(method, url);
            *request.headers_mut() = headers;
            if says_empty {
                request.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
            }
            let taken = Arc::new(AtomicU64::new(0));
            *request.body_mut() = body.map(|body: RequestBody| match body.bytes() {
                Some(bytes) => bytes.into(),
                None => reqwest::Body::wrap(Upload { body, taken: Arc::clone(&taken) }),
            });
            let head = begun(http.execute(request), head_limit, &taken);
            let mut response = head.await?.map_err(failure)?;
            let status = response.status();
            let headers = std::mem::take(response.headers_mut());
            let body = ResponseBody::with(reqwest::Body::from(response), failure);
            Ok(HttpResponse::new(status, headers, body))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Waits for the head of an answer, but no longer than `limit` after something of the request was taken.
///
/// reqwest hands out nothing of informational answers by which they could be counted.
async fn begun<F: Future>(
    head: F,
    limit: Duration,
    taken: &AtomicU64,
) -> Result<F::Output, TransportFailure> {
    let mut head = pin!(head);
    loop {
        let before = taken.load(Ordering::Relaxed);
        match tokio::time::timeout(limit, head.as_mut()).await {
            Ok(output) => return Ok(output),
            Err(_) if taken.load(Ordering::Relaxed) == before => {
                return Err(TransportFailure::no_head(limit));
            }
            Err(_) => {}
        }
    }
}

/// A body on its way up, that counts the chunks which were taken.
struct Upload {
    body: RequestBody,
    taken: Arc<AtomicU64>,
}

impl Body for Upload {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if frame.is_ready() {
            self.taken.fetch_add(1, Ordering::Relaxed);
        }
        frame
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

fn failure(err: reqwest::Error) -> TransportFailure {
    // The URL can hold a key, and the call's own error names the operation.
    let err = err.without_url();
    let kind = match (err.is_connect(), err.is_timeout()) {
        (true, timed_out) => FailureKind::Connect { timed_out },
        (false, true) => FailureKind::Timeout,
        (false, false) => return TransportFailure::broken(err),
    };
    TransportFailure::new(kind, Some(Box::new(err)))
}
