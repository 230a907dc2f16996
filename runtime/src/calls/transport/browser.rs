//! The transport of browsers: their own `fetch`, by reqwest.
//!
//! A browser follows redirects by itself, keeps cookies from its scripts, and says no more of a failure than that there was one.

use std::{future::poll_fn, pin::Pin, time::Duration};

use bytes::BytesMut;
use http_body::Body as _;
use send_wrapper::SendWrapper;

use super::{
    BoxFuture, FailureKind, HttpRequest, HttpResponse, RequestBody, Transport, TransportFailure,
};

/// A browser's `fetch`.
pub(super) struct Fetch {
    http: reqwest::Client,
}

impl Fetch {
    pub(super) fn new() -> Self {
        Self { http: reqwest::Client::new() }
    }
}

impl Transport for Fetch {
    fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, TransportFailure>> {
        let http = self.http.clone();
        Box::pin(SendWrapper::new(exchange(http, request)))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        let millis = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX);
        Box::pin(SendWrapper::new(gloo_timers::future::TimeoutFuture::new(millis)))
    }
}

async fn exchange(
    http: reqwest::Client,
    request: HttpRequest,
) -> Result<HttpResponse, TransportFailure> {
    let HttpRequest { method, url, headers, body, .. } = request;
    let mut outgoing = reqwest::Request::new(method, url);
    *outgoing.headers_mut() = headers;
    if let Some(body) = body {
        *outgoing.body_mut() = Some(whole(body).await?.into());
    }
    let mut response = http.execute(outgoing).await.map_err(failure)?;
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let body = Chunks(SendWrapper::new(Box::pin(response.bytes_stream())));
    Ok(HttpResponse::new(status, headers, super::ResponseBody::with(body, failure)))
}

/// A browser takes bodies that are held only.
async fn whole(body: RequestBody) -> Result<bytes::Bytes, TransportFailure> {
    let mut body = Box::pin(body);
    let mut held = BytesMut::new();
    while let Some(frame) = poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
        let frame = frame.map_err(|err| TransportFailure::new(FailureKind::Upload, Some(err)))?;
        held.extend_from_slice(&frame.into_data().unwrap_or_default());
    }
    Ok(held.freeze())
}

/// A body on its way down.
struct Chunks<S>(SendWrapper<Pin<Box<S>>>);

impl<S: futures_core::Stream<Item = reqwest::Result<bytes::Bytes>>> http_body::Body for Chunks<S> {
    type Data = bytes::Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<reqwest::Result<http_body::Frame<bytes::Bytes>>>> {
        let chunk = std::task::ready!(self.0.as_mut().poll_next(cx));
        std::task::Poll::Ready(chunk.map(|chunk| chunk.map(http_body::Frame::data)))
    }
}

fn failure(err: reqwest::Error) -> TransportFailure {
    // The URL can hold a key. What a browser says besides is a text that has to be kept: the error belongs to its thread.
    TransportFailure::broken(err.without_url().to_string())
}
