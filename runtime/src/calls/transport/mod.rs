//! The way to the network: one request out, one answer back.
//!
//! A [`Transport`] stands below retries, credentials, redirects and limits; those are not its business. The crate
//! brings one for async programs (feature `async`), one that blocks (feature `blocking`), and one for browsers. A
//! program that has a stack of its own, or wants to play back a recording, implements the trait.

#[cfg(feature = "blocking")]
mod abrupt;
#[cfg(all(feature = "async", not(target_family = "wasm")))]
mod awaited;
#[cfg(feature = "blocking")]
mod blocking;
#[cfg(feature = "blocking")]
mod bounded;
#[cfg(all(feature = "async", target_family = "wasm"))]
mod browser;
mod built_in;
mod download;
mod failure;
mod message;
mod request_body;
mod response_body;
mod time;
#[cfg(all(feature = "rustls", not(target_family = "wasm")))]
mod tls;

use std::{future::Future, pin::Pin, time::Duration};

pub(crate) use self::{
    built_in::Transports,
    download::Download,
    failure::FailureKind,
    time::{TimeLimits, within},
};
pub use self::{
    failure::TransportFailure,
    message::{HttpRequest, HttpResponse},
    request_body::RequestBody,
    response_body::ResponseBody,
};

/// A future whose type does not matter.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Sends requests. Set one with `ClientBuilder::transport` to use another HTTP stack, a proxy of your own, or a
/// recording.
///
/// It sends each request once, as it is. It follows no redirect, keeps no cookie, decompresses nothing that it has not
/// asked for, and takes every status for an answer: what comes of one is decided above it. Dropping the future that it
/// gives ends the exchange.
///
/// ```
/// use std::time::Duration;
/// use vetted_runtime::{
///     BoxFuture, Config, HeaderMap, HttpRequest, HttpResponse, Json, Operation, Server, StatusCode, Transport,
///     TransportFailure,
/// };
///
/// /// Answers every request with the same recording, and never waits.
/// #[derive(Debug)]
/// struct Recording(&'static str);
///
/// impl Transport for Recording {
///     fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, TransportFailure>> {
///         assert_eq!(request.url(), "https://pets.example.com/v1/count");
///         let answer = HttpResponse::new(StatusCode::OK, HeaderMap::new(), self.0);
///         Box::pin(async { Ok(answer) })
///     }
///
///     fn sleep(&self, _: Duration) -> BoxFuture<()> {
///         Box::pin(async {})
///     }
/// }
///
/// static COUNT: Operation = Operation::new("countPets", "GET", "/count");
///
/// # async fn run() -> vetted_runtime::Result<()> {
/// let core = Config::new(Server::new("https://pets.example.com/v1", &[])).transport(Recording("3")).build()?;
/// assert_eq!(core.request(&COUNT).send::<Json<i64>>().await?, 3);
/// # Ok(())
/// # }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends a request, and gives the answer once its head is there.
    fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, TransportFailure>>;

    /// Waits. Limits of time and the pauses between attempts are made of this; a recording may give a future that is
    /// ready.
    fn sleep(&self, duration: Duration) -> BoxFuture<()>;
}

/// What a built-in transport is made from.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(
    any(target_family = "wasm", not(any(feature = "async", feature = "blocking"))),
    expect(
        dead_code,
        reason = "a browser decides for itself, and without a transport there is nothing to set"
    )
)]
pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    /// Whether the server's URL needs TLS.
    pub(crate) tls: bool,
}
