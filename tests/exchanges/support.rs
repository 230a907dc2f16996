//! The other side of an exchange: keeps what a client sends, and answers what it is told to. Nothing goes over a
//! network.

use std::{
    future::Future,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, Waker},
    time::Duration,
};

use vetted_runtime::{
    BoxFuture, HeaderMap, HttpRequest, HttpResponse, StatusCode, Transport, TransportFailure,
};

/// What came.
#[derive(Debug)]
pub struct Seen {
    pub method: String,
    pub url: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

#[derive(Debug, Clone, Default)]
pub struct Server(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    seen: Vec<Seen>,
    answer: (u16, Vec<(&'static str, &'static str)>, &'static str),
}

impl Server {
    /// A server that answers so: status, headers, body.
    pub fn answering(
        status: u16,
        headers: &[(&'static str, &'static str)],
        body: &'static str,
    ) -> Self {
        let answer = (status, headers.to_vec(), body);
        Self(Arc::new(Mutex::new(State { answer, ..State::default() })))
    }

    /// One that answers 200 with JSON.
    pub fn json(body: &'static str) -> Self {
        Self::answering(200, &[("content-type", "application/json")], body)
    }

    /// One that answers 204.
    pub fn silent() -> Self {
        Self::answering(204, &[], "")
    }

    /// The only request that came since this was asked the last time.
    pub fn only(&self) -> Seen {
        let seen = std::mem::take(&mut self.state().seen);
        let [only] = <[Seen; 1]>::try_from(seen).expect("one request");
        only
    }

    /// Whether nothing came.
    pub fn is_idle(&self) -> bool {
        self.state().seen.is_empty()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Server {
    fn send(&self, mut request: HttpRequest) -> BoxFuture<Result<HttpResponse, TransportFailure>> {
        let body = request.take_body().and_then(|body| body.bytes()).unwrap_or_default();
        let mut state = self.state();
        state.seen.push(Seen {
            method: request.method().to_string(),
            url: request.url().to_owned(),
            headers: request.headers().clone(),
            body: String::from_utf8_lossy(&body).into_owned(),
        });
        let (status, headers, body) = state.answer.clone();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, value.parse().expect("a header"));
        }
        let status = StatusCode::from_u16(status).expect("a status");
        Box::pin(async move { Ok(HttpResponse::new(status, map, body)) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<()> {
        Box::pin(std::future::pending())
    }
}

/// Runs a call, which waits for nothing.
pub fn run<T>(call: impl Future<Output = T>) -> T {
    match pin!(call).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("a call waits"),
    }
}

/// An error with all that caused it.
pub fn chain(err: &dyn std::error::Error) -> String {
    match err.source() {
        Some(source) => format!("{err}: {}", chain(source)),
        None => err.to_string(),
    }
}
