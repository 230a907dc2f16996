//! Servers and credentials.

/// Where the API can be reached.
#[derive(Debug, Clone)]
pub struct Server {
    /// The URL, with `{variable}` where a value stands in. Absolute, without a trailing slash.
    pub url: String,
    /// What the document calls it.
    pub name: Option<String>,
    /// The document's word for it ("Production").
    pub description: Option<String>,
    /// What can be set in the URL.
    pub variables: Vec<ServerVariable>,
    /// The OAuth2 token URL that goes with this server (`x-token-url`), where it differs from the scheme's.
    pub token_url: Option<String>,
}

/// A part of a server's URL that a caller can set.
#[derive(Debug, Clone)]
pub struct ServerVariable {
    /// The name between the braces.
    pub name: String,
    /// What stands there when nobody sets it.
    pub default: String,
    /// The only values allowed; empty when any is.
    pub allowed: Vec<String>,
    /// What it is for.
    pub description: Option<String>,
}

/// Index into [`Api::schemes`](super::Api::schemes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemeId(pub usize);

/// A way to prove who calls.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// The name under `components.securitySchemes`.
    pub key: String,
    /// The document's prose.
    pub description: Option<String>,
    /// How the credential is sent.
    pub kind: SchemeKind,
}

/// How a credential is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// A secret under a name.
    ApiKey {
        /// The name of the header, query parameter or cookie.
        name: String,
        /// Where it stands.
        location: KeyLocation,
    },
    /// `Authorization: Bearer …`, with a token that the caller has (`OAuth2` flows that need a person end here too).
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// A bearer token that the client fetches itself with an id and a secret.
    ClientCredentials {
        /// Where tokens are fetched.
        token_url: String,
        /// The scopes that the document lists, in its order.
        scopes: Vec<String>,
    },
}

/// Where an API key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyLocation {
    /// A header.
    Header,
    /// A query parameter.
    Query,
    /// A cookie.
    Cookie,
}

/// What the document leaves open about credentials.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecurityGaps {
    /// The schemes that it names and does not describe.
    pub unknown: Vec<String>,
    /// How many operations it says nothing of.
    pub silent: usize,
    /// How many operations there are.
    pub operations: usize,
}

/// One scheme that an operation asks for.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// Which scheme.
    pub scheme: SchemeId,
    /// The scopes that the operation needs.
    pub scopes: Vec<String>,
}
