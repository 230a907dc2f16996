//! Security schemes as the document states them.

/// A way to prove who calls, by the document's name for it.
#[derive(Debug, Clone, Copy)]
pub struct Scheme {
    pub(crate) key: &'static str,
    pub(crate) kind: SchemeKind,
    pub(crate) variables: &'static [&'static str],
}

/// How a credential is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
    Bearer,
    Basic,
    ClientCredentials { token_url: &'static str, scopes: &'static [&'static str] },
}

impl Scheme {
    const fn new(key: &'static str, kind: SchemeKind) -> Self {
        Self { key, kind, variables: &[] }
    }

    /// A key in the header `name`.
    #[must_use]
    pub const fn api_key_header(key: &'static str, name: &'static str) -> Self {
        Self::new(key, SchemeKind::Header(name))
    }

    /// A key in the query parameter `name`.
    #[must_use]
    pub const fn api_key_query(key: &'static str, name: &'static str) -> Self {
        Self::new(key, SchemeKind::Query(name))
    }

    /// A key in the cookie `name`.
    #[must_use]
    pub const fn api_key_cookie(key: &'static str, name: &'static str) -> Self {
        Self::new(key, SchemeKind::Cookie(name))
    }

    /// `Authorization: Bearer …` with a token that the caller has.
    #[must_use]
    pub const fn bearer(key: &'static str) -> Self {
        Self::new(key, SchemeKind::Bearer)
    }

    /// `Authorization: Basic …`.
    #[must_use]
    pub const fn basic(key: &'static str) -> Self {
        Self::new(key, SchemeKind::Basic)
    }

    /// `OAuth2` client credentials: the runtime fetches a token at `token_url`, uses it for every call, and renews it
    /// before it ends.
    ///
    /// The id and the secret go to the token URL as HTTP Basic (RFC 6749, section 2.3.1), the grant and the scopes as a
    /// form. A `token_url` without a host is taken relative to the server's URL.
    #[must_use]
    pub const fn client_credentials(
        key: &'static str,
        token_url: &'static str,
        scopes: &'static [&'static str],
    ) -> Self {
        Self::new(key, SchemeKind::ClientCredentials { token_url, scopes })
    }

    /// The environment variables that [`Config::from_env`](crate::Config::from_env) reads: one for a key or a token;
    /// the user and the password; the id and the secret of a client, and a token in their place.
    #[must_use]
    pub const fn variables(mut self, names: &'static [&'static str]) -> Self {
        self.variables = names;
        self
    }

    /// The document's name for the scheme.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        self.key
    }
}
