//! An HTTP server in the process: it keeps what it was asked, answers what a handler says, and fails when told to.
//!
//! Not a mocking library: what to expect of a request is said by whoever reads [`Server::requests`].

mod faults;
mod message;

use std::{
    collections::VecDeque,
    future::poll_fn,
    io,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use http_body_util::{BodyExt, Full};
use hyper::{
    Response,
    body::{Bytes, Incoming},
    header::{HeaderValue, RETRY_AFTER},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, task::JoinHandle};

pub use faults::{Chance, Fault};
pub use hyper::{HeaderMap, Method, StatusCode};
pub use message::{Answer, Part, Request};

/// A server on a free port of this machine. It stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    url: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Shared {
    requests: Mutex<Vec<Request>>,
    faults: Mutex<VecDeque<Fault>>,
    chance: Mutex<Option<Chance>>,
    met: AtomicUsize,
}

impl Server {
    /// Starts a server on the current tokio runtime. The handler is asked once a request.
    ///
    /// # Errors
    ///
    /// When no port can be opened.
    pub async fn start(
        handler: impl Fn(&Request) -> Answer + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared::default());
        let task = tokio::spawn(accept(listener, Arc::new(handler), Arc::clone(&shared)));
        Ok(Self { url, shared, task })
    }

    /// The address, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What was asked so far, in order. Requests that met a fault are among them.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.requests).clone()
    }

    /// What was asked since this was last called.
    #[must_use]
    pub fn take_requests(&self) -> Vec<Request> {
        std::mem::take(&mut lock(&self.shared.requests))
    }

    /// Lets the next request that has no fault yet meet this one.
    pub fn inject(&self, fault: Fault) {
        lock(&self.shared.faults).push_back(fault);
    }

    /// Lets requests that have no fault yet meet one by chance from now on.
    pub fn misbehave(&self, chance: Chance) {
        *lock(&self.shared.chance) = Some(chance);
    }

    /// How many requests met a fault so far.
    #[must_use]
    pub fn faults(&self) -> usize {
        self.shared.met.load(Ordering::Relaxed)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

type Handler = dyn Fn(&Request) -> Answer + Send + Sync;

async fn accept(listener: TcpListener, handler: Arc<Handler>, shared: Arc<Shared>) {
    // Accepting fails when the machine is out of files; there is nobody to tell but the client, who sees it too.
    while let Ok((stream, _)) = listener.accept().await {
        let (handler, shared) = (Arc::clone(&handler), Arc::clone(&shared));
        tokio::spawn(async move {
            let service = service_fn(move |request| {
                Box::pin(answer(request, Arc::clone(&handler), Arc::clone(&shared)))
            });
            let builder = http1::Builder::new();
            let mut connection = builder.serve_connection(TokioIo::new(stream), service);
            if poll_fn(|cx| connection.poll_without_shutdown(cx)).await.is_err() {
                // What is dropped now is not closed in order, but reset. One that is gone already needs neither.
                let _ = connection.into_parts().io.inner().set_zero_linger();
            }
        });
    }
}

/// Answers one request. An error resets the connection.
async fn answer(
    request: hyper::Request<Incoming>,
    handler: Arc<Handler>,
    shared: Arc<Shared>,
) -> io::Result<Response<Full<Bytes>>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let request = Request::new(head, body);
    lock(&shared.requests).push(request.clone());
    let injected = lock(&shared.faults).pop_front();
    let fault = injected.or_else(|| lock(&shared.chance).as_mut()?.next());
    shared.met.fetch_add(usize::from(fault.is_some()), Ordering::Relaxed);
    let answer = match fault {
        None => handler(&request),
        Some(Fault::Status(status)) => Answer::status(status),
        Some(Fault::TooMany(seconds)) => Answer::status(StatusCode::TOO_MANY_REQUESTS)
            .header_value(RETRY_AFTER, HeaderValue::from(seconds)),
        Some(Fault::Delay(time)) => {
            // What it does is done at once: a client that does not wait cannot know.
            let answer = handler(&request);
            tokio::time::sleep(time).await;
            answer
        }
        Some(Fault::HangUp) => return Err(io::ErrorKind::ConnectionAborted.into()),
        Some(Fault::LoseAnswer) => {
            handler(&request);
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
    };
    Ok(answer.into_http())
}

/// What a panicking test left behind is still good to read.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
