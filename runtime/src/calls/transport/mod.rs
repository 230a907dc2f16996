//! The way to the network: one request out, one answer back.
//!
//! A [`Transport`] stands below retries, credentials, redirects and limits; those are not its business. The crate brings
//! one for async programs (feature `async`), one that blocks (feature `blocking`), and one for browsers. A program that has a stack of its
//! own, or wants to play back a recording, implements the trait.

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
mod failure;
mod message;
mod request_body;
mod response_body;
#[cfg(all(feature = "rustls", not(target_family = "wasm")))]
mod tls;
mod within;

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

pub(crate) use self::{failure::FailureKind, response_body::Download, within::within};
pub use self::{
    failure::TransportFailure,
    message::{HttpRequest, HttpResponse},
    request_body::RequestBody,
    response_body::ResponseBody,
};
use crate::values::BoxError;

/// A future whose type does not matter.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Sends requests. Set one with `ClientBuilder::transport` to use another HTTP stack, a proxy of your own, or a recording.
///
/// It sends each request once, as it is. It follows no redirect, keeps no cookie, decompresses nothing that it has not asked for, and takes every status
/// for an answer: what comes of one is decided above it. Dropping the future that it gives ends the exchange.
///
/// ```
/// use std::time::Duration;
/// use vetted_runtime::{
///     BoxFuture, Config, HeaderMap, HttpRequest, HttpResponse, Json, Operation, Server, StatusCode, Transport, TransportFailure,
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

    /// Waits. Limits of time and the pauses between attempts are made of this; a recording may give a future that is ready.
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

/// The ways to the network of a client.
#[derive(Clone)]
pub(crate) struct Transports {
    /// For what is awaited.
    pub(crate) awaited: Option<Arc<dyn Transport>>,
    /// For what blocks its thread.
    #[cfg(feature = "blocking")]
    pub(crate) blocking: Arc<dyn Transport>,
}

impl Transports {
    /// The caller's own for everything.
    pub(crate) fn own(transport: Arc<dyn Transport>) -> Self {
        Self {
            #[cfg(feature = "blocking")]
            blocking: Arc::clone(&transport),
            awaited: Some(transport),
        }
    }

    /// The one for a call that blocks its thread, or is awaited.
    pub(crate) fn get(&self, blocking: bool) -> Result<Arc<dyn Transport>, String> {
        #[cfg(feature = "blocking")]
        if blocking {
            return Ok(Arc::clone(&self.blocking));
        }
        let awaited = self.awaited.clone().filter(|_| !blocking);
        awaited.ok_or_else(|| "a call that is awaited needs the feature `async`".to_owned())
    }

    /// Those that this crate was built with. Opens no connection.
    #[cfg_attr(not(any(feature = "async", feature = "blocking")), expect(unused_variables))]
    pub(crate) fn built_in(settings: Settings) -> Result<Self, BoxError> {
        #[cfg(not(any(feature = "async", feature = "blocking")))]
        return Err(
            "no transport is built in: enable the feature `async` or `blocking`, or set one".into(),
        );
        #[cfg(any(feature = "async", feature = "blocking"))]
        {
            if settings.tls
                && !cfg!(any(feature = "rustls", feature = "native-tls", target_family = "wasm"))
            {
                return Err("https needs TLS, and none is built in: enable the feature `rustls` or `native-tls`".into());
            }
            #[cfg(all(feature = "async", not(target_family = "wasm")))]
            let awaited = Some(Arc::new(awaited::Reqwest::new(settings)?) as Arc<dyn Transport>);
            #[cfg(all(feature = "async", target_family = "wasm"))]
            let awaited = Some(Arc::new(browser::Fetch::new()) as Arc<dyn Transport>);
            #[cfg(not(feature = "async"))]
            let awaited = None;
            Ok(Self {
                awaited,
                #[cfg(feature = "blocking")]
                blocking: Arc::new(blocking::Ureq::new(settings)?),
            })
        }
    }
}
