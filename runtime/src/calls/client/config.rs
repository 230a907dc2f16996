//! The settings of a client.

mod environment;

use std::{fmt, sync::Arc, time::Duration};

pub use self::environment::Environment;
use super::{
    core::{Core, Shared},
    server::{Server, base_url},
};
use crate::Secret;
use crate::calls::{
    auth::{Credential, Credentials, Scheme, TokenAt},
    encode::header_line,
    error::{Error, RequestError},
    observe::{Attempt, Hooks, Outcome},
    retry::{Budget, Retries},
    transport::{Settings, Transport, Transports},
};
use http::{HeaderMap, HeaderValue};

/// How long connecting may take unless the caller says otherwise. Calls have no limit: one would cut downloads short.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long the head of an answer may take unless the caller says otherwise: longer than any server thinks, so that it
/// ends only calls that nobody will ever answer.
const HEAD_TIMEOUT: Duration = Duration::from_secs(60 * 60);

/// The most bytes of an answer unless the caller says otherwise: 64 MiB.
const MAX_RESPONSE_BYTES: u64 = 64 * 1024 * 1024;

/// The settings of a client. What is wrong with them comes out at [`build`](Self::build).
///
/// ```
/// use vetted_runtime::{Config, Credential, Scheme, Server};
///
/// static KEY: Scheme = Scheme::api_key_header("ApiKey", "x-api-key");
///
/// # fn main() -> vetted_runtime::Result<()> {
/// let core = Config::new(Server::new("https://api.example.com/v1", &[]))
///     .credential(&KEY, Credential::token("sk_test"))
///     .build()?;
/// assert_eq!(core.base_url(), "https://api.example.com/v1");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Config {
    server: Option<Server>,
    base_url: Option<String>,
    token_url: Option<String>,
    scopes: Option<Vec<String>>,
    credentials: Vec<(&'static Scheme, Credential)>,
    user_agent: Option<String>,
    headers: HeaderMap,
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    retries: Retries,
    transport: Option<Arc<dyn Transport>>,
    hooks: Hooks,
    connect_timeout: Duration,
    head_timeout: Duration,
    max_response_bytes: Option<u64>,
    max_response_items: Option<u64>,
    allow_plain_http: bool,
    checks: bool,
    everywhere: bool,
    /// The first thing that was wrong.
    error: Option<String>,
}

impl Config {
    /// The defaults, for a server of the document: no limit for calls, 10 s for connecting, an hour for the head of
    /// an answer, answers up to 64 MiB.
    #[must_use]
    pub fn new(server: Server) -> Self {
        Self { server: Some(server), ..Self::without_server() }
    }

    /// The defaults, for a document that names no server: [`base_url`](Self::base_url) must be set.
    #[must_use]
    pub fn without_server() -> Self {
        Self {
            server: None,
            base_url: None,
            token_url: None,
            scopes: None,
            credentials: Vec::new(),
            user_agent: None,
            headers: HeaderMap::new(),
            timeout: None,
            attempt_timeout: None,
            retries: Retries::default(),
            transport: None,
            hooks: Hooks::default(),
            connect_timeout: CONNECT_TIMEOUT,
            head_timeout: HEAD_TIMEOUT,
            max_response_bytes: None,
            max_response_items: None,
            allow_plain_http: false,
            checks: true,
            everywhere: false,
            error: None,
        }
    }

    /// Calls another server of the document, or the same one with other variables.
    #[must_use]
    pub fn server(mut self, server: Server) -> Self {
        self.server = Some(server);
        self.base_url = None;
        self
    }

    /// Calls a server that the document does not list, such as a proxy or a mock, for operations with a server of their
    /// own as well. `OAuth2` tokens still come from the
    /// document's URL, unless [`token_url`](Self::token_url) names another.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Fetches `OAuth2` tokens elsewhere.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Asks for these `OAuth2` scopes in place of all that the document lists.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sets the credential for a scheme; the last one counts.
    #[must_use]
    pub fn credential(mut self, scheme: &'static Scheme, credential: Credential) -> Self {
        self.credentials.push((scheme, credential));
        self
    }

    /// What the `user-agent` header says.
    #[must_use]
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Sends a header with every request. The value can be a [`Secret`](crate::Secret), and shows as little as one:
    /// a key that the document says nothing of, say.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<Secret>) -> Self {
        match header_line(name, value.into().expose()) {
            Ok((name, mut value)) => {
                value.set_sensitive(true);
                self.headers.insert(name, value);
            }
            Err(message) => drop(self.error.get_or_insert(message)),
        }
        self
    }

    /// How long a call may take in all: token, redirects and body included. Without it, as long as it takes.
    ///
    /// A stream may take that long to begin, and may then be silent for as long.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// How long each attempt of a call may take, so that one that hangs leaves time for the next. Without it, as long
    /// as the call may.
    #[must_use]
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    /// How often and when calls are sent again.
    #[must_use]
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// Sends requests by another way than the one that is built in.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Runs a function before each attempt of a call, and each redirect within the origin, which can add headers; see
    /// [`guide::seeing`](crate::guide::seeing). Those that are set run in that order.
    #[must_use]
    pub fn on_request(mut self, hook: impl Fn(&mut Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.hooks.on_request(hook);
        self
    }

    /// Runs a function after each attempt of a call; see [`guide::seeing`](crate::guide::seeing).
    #[must_use]
    pub fn on_answer(mut self, hook: impl Fn(&Outcome<'_>) + Send + Sync + 'static) -> Self {
        self.hooks.on_answer(hook);
        self
    }

    /// How long connecting may take, in place of 10 s.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// How long a server may take to begin an answer that it has the request for, in place of an hour. Its body may
    /// take longer, and so may the body of the request, as long as some of it goes out in that time.
    ///
    /// It holds where no other limit is set: a server can say nothing for ever, or send informational answers (1xx)
    /// without end. A call that it ends is not sent again. A [transport](Self::transport) of one's own is told it
    /// ([`HttpRequest::head_limit`](crate::HttpRequest::head_limit)); a browser has its own.
    #[must_use]
    pub fn head_timeout(mut self, limit: Duration) -> Self {
        self.head_timeout = limit;
        self
    }

    /// The most bytes that the body of an answer may have, in place of 64 MiB.
    ///
    /// Of a stream of items each may have as many. A body that is given chunk by chunk is held nowhere, and is limited
    /// only if this is set.
    #[must_use]
    pub fn max_response_bytes(mut self, limit: u64) -> Self {
        self.max_response_bytes = Some(limit);
        self
    }

    /// The most items that the lists and objects of an answer in JSON may have, all together. There is no such limit
    /// unless it is set. Of a stream of items each may have as many.
    ///
    /// As values of Rust small items take many times the bytes that they have as text: see
    /// [the guide](crate::guide::sending). They are counted before the first of them is made.
    #[must_use]
    pub fn max_response_items(mut self, limit: u64) -> Self {
        self.max_response_items = Some(limit);
        self
    }

    /// Allows `http://` to hosts other than this machine. Credentials and data are then readable on the way.
    #[must_use]
    pub fn allow_plain_http(mut self) -> Self {
        self.allow_plain_http = true;
        self
    }

    /// Sends every credential that is set with every call, also where the document declares none for it. For a document
    /// that leaves out what its server asks for.
    #[must_use]
    pub fn credentials_everywhere(mut self) -> Self {
        self.everywhere = true;
        self
    }

    /// Sends requests whatever the document demands of their values (lengths, ranges, patterns): the server decides.
    /// For a server that has relaxed a rule since.
    #[must_use]
    pub fn without_checks(mut self) -> Self {
        self.checks = false;
        self
    }

    /// Checks the settings. Opens no connection.
    ///
    /// # Errors
    ///
    /// [`Error::Request`], with the setting that is wrong.
    pub fn build(self) -> Result<Core, Error> {
        let refused = |message| Error::from(RequestError::new(None, message));
        if let Some(message) = self.error {
            return Err(refused(message));
        }
        let url = match (&self.base_url, &self.server) {
            (Some(url), _) => url.clone(),
            (None, Some(server)) => server.resolve().map_err(refused)?,
            (None, None) => return Err(refused("the server's URL is not set".to_owned())),
        };
        let by_hand = self.base_url.is_some();
        let base = base_url(&url, self.allow_plain_http).map_err(refused)?;
        let user_agent =
            match &self.user_agent {
                Some(product) => Some(HeaderValue::from_str(product).map_err(|_| {
                    refused("the user agent has a control character in it".to_owned())
                })?),
                None => None,
            };
        let token_url = match (self.token_url, &self.server) {
            (Some(url), _) => Some(url),
            (None, Some(server)) => server.resolve_token_url().map_err(refused)?,
            (None, None) => None,
        };
        let token_at = TokenAt { url: token_url, scopes: self.scopes };
        let mut credentials = Credentials::default();
        for (scheme, credential) in self.credentials {
            credentials.set(scheme, credential, &token_at, &base).map_err(refused)?;
        }
        let transports = match self.transport {
            Some(transport) => Transports::own(transport),
            None => Transports::built_in(Settings {
                connect_timeout: self.connect_timeout,
                tls: base.scheme() == "https",
            })
            .map_err(|err| {
                Error::from(RequestError::new(None, "calls cannot be sent").caused_by(err))
            })?,
        };
        Ok(Core::new(Shared {
            transports,
            budget: Arc::new(Budget::default()),
            retries: self.retries,
            hooks: self.hooks,
            base,
            by_hand,
            user_agent,
            headers: self.headers,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            head_timeout: self.head_timeout,
            limit: self.max_response_bytes.unwrap_or(MAX_RESPONSE_BYTES),
            stream_limit: self.max_response_bytes,
            max_items: self.max_response_items,
            allow_plain_http: self.allow_plain_http,
            checks: self.checks,
            everywhere: self.everywhere,
            credentials,
            token_at,
        }))
    }
}

impl fmt::Debug for Config {
    /// Without headers and credentials: they are secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<_> = self.credentials.iter().map(|(scheme, _)| scheme.key()).collect();
        f.debug_struct("Config")
            .field("server", &self.server)
            .field("credentials", &schemes)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
