//! The transport of async programs: reqwest, on tokio.

use std::time::Duration;

use http::{HeaderValue, Method, header};

use super::{
    BoxFuture, FailureKind, HttpRequest, HttpResponse, RequestBody, ResponseBody, Settings,
    Transport, TransportFailure,
};
use crate::values::BoxError;

/// A pool of connections.
pub(super) struct Reqwest {
    http: reqwest::Client,
}

impl Reqwest {
    /// Opens no connection yet.
    pub(super) fn new(settings: Settings) -> Result<Self, BoxError> {
        let mut builder = reqwest::Client::builder()
            .connect_timeout(settings.connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never());
        #[cfg(feature = "rustls")]
        {
            builder = builder.tls_backend_preconfigured(super::tls::tls()?.config.clone());
        }
        if !settings.proxies {
            builder = builder.no_proxy();
        }
        let http = builder.build().map_err(reqwest::Error::without_url)?;
        Ok(Self { http })
    }
}

impl Transport for Reqwest {
    fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, TransportFailure>> {
        let http = self.http.clone();
        Box::pin(async move {
            let HttpRequest { method, url, headers, body, .. } = request;
            // RFC 9110, section 8.6: a method that could have a body says that it has none. Some servers insist.
            let says_empty =
                body.is_none() && matches!(method, Method::POST | Method::PUT | Method::PATCH);
            let mut request = reqwest::Request::new(method, url);
            *request.headers_mut() = headers;
            if says_empty {
                request.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
            }
            *request.body_mut() = body.map(|body: RequestBody| match body.bytes() {
                Some(bytes) => bytes.into(),
                None => reqwest::Body::wrap(body),
            });
            let mut response = http.execute(request).await.map_err(failure)?;
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
