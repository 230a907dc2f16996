//! An HTTP server in the process: it keeps what it was asked, answers what a handler says, and fails when told to.
//!
//! Not a mocking library: what to expect of a request is said by whoever reads [`Server::requests`].

mod message;

use std::{
    collections::VecDeque,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use http_body_util::{BodyExt, Full};
use hyper::{
    Response,
    body::{Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, task::JoinHandle};

pub use hyper::{HeaderMap, Method, StatusCode};
pub use message::{Answer, Part, Request};

/// Something that goes wrong with one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The handler is not asked; this status is answered, without a body.
    Status(StatusCode),
    /// The handler's answer comes this much later.
    Delay(Duration),
    /// The connection is closed without an answer.
    HangUp,
}

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
                answer(request, Arc::clone(&handler), Arc::clone(&shared))
            });
            // A connection that breaks is the client's to notice.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// Answers one request. An error closes the connection.
async fn answer(
    request: hyper::Request<Incoming>,
    handler: Arc<Handler>,
    shared: Arc<Shared>,
) -> io::Result<Response<Full<Bytes>>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let request = Request::new(head, body);
    lock(&shared.requests).push(request.clone());
    let fault = lock(&shared.faults).pop_front();
    let answer = match fault {
        None => handler(&request),
        Some(Fault::Status(status)) => Answer::status(status),
        Some(Fault::Delay(time)) => {
            tokio::time::sleep(time).await;
            handler(&request)
        }
        Some(Fault::HangUp) => return Err(io::ErrorKind::ConnectionAborted.into()),
    };
    Ok(answer.into_http())
}

/// What a panicking test left behind is still good to read.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
