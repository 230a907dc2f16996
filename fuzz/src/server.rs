//! A server in the process: a transport that answers at once, and keeps what it was asked.

use std::{
    collections::VecDeque,
    convert::Infallible,
    pin::{Pin, pin},
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    time::Duration,
};

use bytes::Bytes;
use http_body::Frame;
use vetted_runtime::{
    BoxFuture, Config, Core, HeaderMap, HttpRequest, HttpResponse, Operation, ResponseBody, Server,
    Transport, TransportFailure,
};

/// An operation without parameters.
pub static GET: Operation = Operation::new("get", "GET", "/things");

/// One with a body.
pub static POST: Operation = Operation::new("post", "POST", "/things");

/// Where the server is.
pub const ORIGIN: &str = "https://api.example.com/";

/// A request that came.
#[derive(Debug)]
pub struct Seen {
    /// The URL.
    pub url: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, if it is held in memory.
    pub body: Option<Bytes>,
}

/// What came of a call.
#[derive(Debug, Default)]
pub struct Log {
    /// The requests.
    pub seen: Vec<Seen>,
    /// The pauses.
    pub slept: Vec<Duration>,
}

struct InProcess<F> {
    answer: F,
    log: Arc<Mutex<Log>>,
}

/// A client of a server that answers so; `number` counts the requests before.
///
/// # Panics
///
/// When the client cannot be made.
pub fn client<F>(answer: F) -> (Core, Arc<Mutex<Log>>)
where
    F: Fn(usize) -> HttpResponse + Send + Sync + 'static,
{
    let log = Arc::new(Mutex::new(Log::default()));
    let server = InProcess { answer, log: Arc::clone(&log) };
    let config = Config::new(Server::new("https://api.example.com/v1", &[])).transport(server);
    (config.build().expect("a client"), log)
}

impl<F: Fn(usize) -> HttpResponse + Send + Sync + 'static> Transport for InProcess<F> {
    fn send(&self, mut request: HttpRequest) -> BoxFuture<Result<HttpResponse, TransportFailure>> {
        let body = request.take_body().and_then(|body| body.bytes());
        let (url, headers) = (request.url().to_owned(), request.headers().clone());
        let number = {
            let mut log = self.log.lock().expect("no panic");
            log.seen.push(Seen { url, headers, body });
            log.seen.len() - 1
        };
        let answer = (self.answer)(number);
        Box::pin(async { Ok(answer) })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.log.lock().expect("no panic").slept.push(duration);
        Box::pin(async {})
    }
}

/// What a future gives that waits for nothing but this server.
///
/// # Panics
///
/// When it waits for something else.
pub fn now<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    // A few turns are for locks and the like.
    for _ in 0..100 {
        let mut cx = Context::from_waker(Waker::noop());
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
    }
    panic!("a call waits for what never comes");
}

/// A body that comes in these pieces.
#[must_use]
pub fn pieces(pieces: Vec<Bytes>) -> ResponseBody {
    ResponseBody::new(Pieces(pieces.into()))
}

struct Pieces(VecDeque<Bytes>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(|piece| Ok(Frame::data(piece))))
    }
}
