//! What a call needs to be let in.

use indexmap::IndexMap;

/// Schemes that are needed together, and their scopes.
pub type SecurityRequirement = IndexMap<String, Vec<String>>;

/// A way to be let in.
#[derive(Debug, Clone)]
pub enum SecurityScheme {
    /// A key.
    ApiKey {
        /// Where it stands.
        location: ApiKeyLocation,
        /// The name that it stands under.
        name: String,
        /// What it is.
        description: Option<String>,
    },
    /// A scheme of HTTP's `Authorization`.
    Http {
        /// The scheme: `basic`, `bearer`.
        scheme: String,
        /// What it is.
        description: Option<String>,
    },
    /// OAuth 2.0.
    OAuth2 {
        /// The flow in which a program asks for itself.
        client_credentials: Option<ClientCredentials>,
        /// What it is.
        description: Option<String>,
    },
    /// `OpenID` Connect.
    OpenIdConnect {
        /// What it is.
        description: Option<String>,
    },
    /// One that no client can use as it is written; a finding says why.
    GivenUp,
}

/// Where a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiKeyLocation {
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// The flow in which a program asks for itself.
#[derive(Debug, Clone)]
pub struct ClientCredentials {
    /// Where tokens are.
    pub token_url: String,
    /// What can be asked for, and what it means.
    pub scopes: IndexMap<String, String>,
}
