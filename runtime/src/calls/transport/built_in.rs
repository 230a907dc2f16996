//! The transports of a client: those that this crate was built with, or the caller's own.

use std::sync::Arc;

#[cfg(all(feature = "async", not(target_family = "wasm")))]
use super::awaited;
#[cfg(feature = "blocking")]
use super::blocking;
#[cfg(all(feature = "async", target_family = "wasm"))]
use super::browser;
use super::{Settings, Transport};
use crate::values::BoxError;

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
