//! The transport of browsers: their own `fetch`, by reqwest.
//!
//! A browser follows redirects by itself, keeps cookies from its scripts, and says no more of a failure than that there
//! was one. Bodies go out and come in as a whole here: to stream them needs a crate that is a library for JavaScript
//! too, which wants a linker of its own.

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame};
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
        Box::pin(SendWrapper::new(async move {
            // A browser's clock counts to 2^31 milliseconds; one that is set to more rings at once.
            const LONGEST: Duration = Duration::from_millis(i32::MAX as u64);
            let mut left = duration;
            while !left.is_zero() {
                let now = left.min(LONGEST);
                let millis = u32::try_from(now.as_millis()).unwrap_or(u32::MAX);
                gloo_timers::future::TimeoutFuture::new(millis).await;
                left = left.saturating_sub(now);
            }
        }))
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
    let body = Chunk(Some(SendWrapper::new(Box::pin(response.bytes()))));
    Ok(HttpResponse::new(status, headers, super::ResponseBody::with(body, failure)))
}

/// A browser takes bodies that are held only.
async fn whole(body: RequestBody) -> Result<Bytes, TransportFailure> {
    let mut body = Box::pin(body);
    let mut held = BytesMut::new();
    while let Some(frame) = poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
        let frame = frame.map_err(|err| TransportFailure::new(FailureKind::Upload, Some(err)))?;
        held.extend_from_slice(&frame.into_data().unwrap_or_default());
    }
    Ok(held.freeze())
}

/// A body on its way down, as one chunk.
struct Chunk<F>(Option<SendWrapper<Pin<Box<F>>>>);

impl<F: Future<Output = reqwest::Result<Bytes>>> Body for Chunk<F> {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<reqwest::Result<Frame<Bytes>>>> {
        let Some(body) = &mut self.0 else { return Poll::Ready(None) };
        let bytes = ready!(Pin::new(body).poll(cx));
        self.0 = None;
        Poll::Ready(Some(bytes.map(Frame::data)))
    }
}

fn failure(err: reqwest::Error) -> TransportFailure {
    // The URL can hold a key. What a browser says besides is a text that has to be kept: the error belongs to its
    // thread.
    TransportFailure::broken(err.without_url().to_string())
}
