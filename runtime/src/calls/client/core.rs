//! What all requests of a client share.

use std::{fmt, sync::Arc, time::Duration};

use http::{HeaderMap, HeaderValue};
use url::Url;

use crate::calls::{
    auth::{Credential, Credentials, Scheme, TokenAt},
    observe::Hooks,
    retry::{Budget, Retries},
    transport::Transports,
};

/// What a generated client holds: connections, credentials and settings. Cheap to clone; clones share all of it.
///
/// Made by [`Config::build`](crate::Config::build).
#[derive(Clone)]
pub struct Core(Arc<Shared>);

/// The settings of a client, checked.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) transports: Transports,
    pub(crate) budget: Arc<Budget>,
    pub(crate) retries: Retries,
    pub(crate) hooks: Hooks,
    pub(crate) base: Url,
    /// Whether the caller has set the base URL by hand: then operations have none of their own.
    pub(crate) by_hand: bool,
    pub(crate) user_agent: Option<HeaderValue>,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) head_timeout: Duration,
    /// The most that is held of an answer.
    pub(crate) limit: u64,
    /// The most that a stream may give in all.
    pub(crate) stream_limit: Option<u64>,
    /// The most items that an answer may have.
    pub(crate) max_items: Option<u64>,
    pub(crate) allow_plain_http: bool,
    /// Whether values are checked before they are sent.
    pub(crate) checks: bool,
    /// Whether every credential goes with calls that the document declares none for.
    pub(crate) everywhere: bool,
    pub(crate) credentials: Credentials,
    pub(crate) token_at: TokenAt,
}

impl Core {
    pub(super) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.0
    }

    /// What all calls may spend on retries, those of clients that were made from this one too.
    pub(crate) fn budget(&self) -> &Budget {
        &self.0.budget
    }

    /// The same connections and settings with another credential, for one tenant of many, say.
    ///
    /// A credential that does not fit the scheme is an error of the calls that need it.
    #[must_use]
    pub fn with_credential(&self, scheme: &'static Scheme, credential: Credential) -> Self {
        let mut shared = Shared::clone(&self.0);
        // The call that needs it says what is wrong.
        let _ = shared.credentials.set(scheme, credential, &shared.token_at, &shared.base);
        Self::new(shared)
    }

    /// The URL that all paths stand below, without a trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.0.base.as_str().trim_end_matches('/')
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<_> =
            self.0.credentials.schemes().iter().map(|scheme| scheme.key()).collect();
        f.debug_struct("Core")
            .field("base_url", &self.base_url())
            .field("credentials", &schemes)
            .finish_non_exhaustive()
    }
}
