//! A server in the process: it keeps what it is sent, and answers with that or with what it is told.

use std::{
    pin::pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    time::Duration,
};

use serde_json::Value;
use vetted_runtime::{
    BoxFuture, HeaderMap, HttpRequest, HttpResponse, StatusCode, Transport, TransportFailure,
};

/// What the server was sent.
pub type Sent = Arc<Mutex<Value>>;

/// The server.
pub struct Server {
    answer: Option<Value>,
    sent: Sent,
}

impl Server {
    /// One that answers with what it was sent.
    pub fn echo() -> (Self, Sent) {
        let sent = Sent::default();
        (Self { answer: None, sent: Arc::clone(&sent) }, sent)
    }

    /// One that answers so.
    pub fn of(answer: Value) -> Self {
        Self { answer: Some(answer), sent: Sent::default() }
    }
}

impl Transport for Server {
    fn send(&self, mut request: HttpRequest) -> BoxFuture<Result<HttpResponse, TransportFailure>> {
        let body = request.take_body().and_then(|body| body.bytes()).unwrap_or_default();
        let sent = serde_json::from_slice(&body).unwrap_or_default();
        let answer = self.answer.as_ref().unwrap_or(&sent).to_string();
        *self.sent.lock().unwrap() = sent;
        let mut headers = HeaderMap::new();
        headers.insert("content-type", "application/json".parse().unwrap());
        Box::pin(async { Ok(HttpResponse::new(StatusCode::OK, headers, answer)) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<()> {
        Box::pin(async {})
    }
}

/// What a future gives that waits for nothing but this server.
pub fn now<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    for _ in 0..100 {
        let mut cx = Context::from_waker(Waker::noop());
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
    }
    panic!("a call waits for what never comes");
}
