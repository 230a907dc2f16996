//! What a caller proves itself with.

use std::sync::Arc;

use url::Url;

use super::{
    client_credentials::{ClientCredentials, TokenFetch},
    provider::{Provider, TokenProvider},
    scheme::{Scheme, SchemeKind},
    sent_credential::{SentCredential, basic_line, token_line},
};
use crate::{Secret, calls::error::Error};

/// What a caller proves itself with, for one [`Scheme`].
#[derive(Debug, Clone)]
pub struct Credential(CredentialKind);

#[derive(Debug, Clone)]
enum CredentialKind {
    Token(Secret),
    Basic { user: String, password: Secret },
    Client { id: String, secret: Secret },
    Provider(Provider),
}

impl Credential {
    /// An API key, or a bearer token. Also a token for an `OAuth2` scheme, fetched by the caller.
    #[must_use]
    pub fn token(token: impl Into<Secret>) -> Self {
        Self(CredentialKind::Token(token.into()))
    }

    /// A user and a password.
    #[must_use]
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(CredentialKind::Basic { user: user.into(), password: password.into() })
    }

    /// The id and secret of an `OAuth2` client, for which the runtime fetches tokens.
    #[must_use]
    pub fn client(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self(CredentialKind::Client { id: id.into(), secret: secret.into() })
    }

    /// Keys or tokens that come from elsewhere, for every scheme that takes one.
    #[must_use]
    pub fn provider(provider: impl TokenProvider) -> Self {
        Self(CredentialKind::Provider(Provider::new(provider)))
    }
}

/// Where tokens are fetched, and for what.
#[derive(Debug, Clone)]
pub(crate) struct TokenAt {
    /// In place of the scheme's own URL.
    pub(crate) url: Option<String>,
    /// In place of the scheme's own scopes.
    pub(crate) scopes: Option<Vec<String>>,
}

/// A credential that fits its scheme.
#[derive(Clone)]
pub(crate) enum StoredCredential {
    /// One that is always the same.
    Fixed(SentCredential),
    /// A token that is another one tomorrow.
    Changing(TokenSource),
    /// One that does not fit, set where there was no error to give.
    Unfit(String),
}

/// Where tokens come from. Shared by all clients that come from one, so that they share the token.
#[derive(Clone)]
pub(crate) enum TokenSource {
    Client(Arc<ClientCredentials>),
    Provider(Provider),
}

impl TokenSource {
    /// The token, fetched if need be.
    pub(crate) async fn token(&self, fetch: &TokenFetch<'_>) -> Result<Secret, Arc<Error>> {
        match self {
            Self::Client(source) => source.token(fetch).await,
            Self::Provider(provider) => provider.token().await.map_err(Arc::new),
        }
    }

    /// The server has refused this token.
    pub(crate) async fn refused(&self, token: &Secret) {
        match self {
            Self::Client(source) => source.forget(token).await,
            Self::Provider(provider) => provider.refused(token),
        }
    }
}

/// The credentials of a client.
#[derive(Clone, Default)]
pub(crate) struct Credentials(Vec<(&'static Scheme, StoredCredential)>);

impl Credentials {
    /// Sets a credential; one for the same scheme goes.
    pub(crate) fn set(
        &mut self,
        scheme: &'static Scheme,
        credential: Credential,
        at: &TokenAt,
        base: &Url,
    ) -> Result<(), String> {
        let held = hold(scheme, credential, at, base);
        let message = held.as_ref().err().cloned();
        let held = held.unwrap_or_else(StoredCredential::Unfit);
        match self.0.iter_mut().find(|(set, _)| set.key == scheme.key) {
            Some(set) => set.1 = held,
            None => self.0.push((scheme, held)),
        }
        message.map_or(Ok(()), Err)
    }

    pub(crate) fn get(&self, scheme: &Scheme) -> Option<&StoredCredential> {
        self.0.iter().find(|(set, _)| set.key == scheme.key).map(|(_, held)| held)
    }

    pub(crate) fn schemes(&self) -> Vec<&'static Scheme> {
        self.0.iter().map(|(scheme, _)| *scheme).collect()
    }
}

fn hold(
    scheme: &Scheme,
    credential: Credential,
    at: &TokenAt,
    base: &Url,
) -> Result<StoredCredential, String> {
    match (scheme.kind, credential.0) {
        (SchemeKind::Basic, CredentialKind::Basic { user, password }) => {
            basic_line(scheme, &user, &password).map(StoredCredential::Fixed)
        }
        (SchemeKind::Basic, _) => Err(format!("`{}` takes a user and a password", scheme.key)),
        (
            SchemeKind::ClientCredentials { token_url, scopes },
            CredentialKind::Client { id, secret },
        ) => {
            let url = at.url.as_deref().unwrap_or(token_url);
            // The text is not repeated: it can hold a password.
            let url =
                base.join(url).map_err(|err| format!("the token URL cannot be read: {err}"))?;
            if !url.username().is_empty() || url.password().is_some() {
                return Err("the token URL holds a user or a password: set a credential".to_owned());
            }
            let scopes = match &at.scopes {
                Some(scopes) => scopes.join(" "),
                None => scopes.join(" "),
            };
            let source = ClientCredentials::new(scheme.key, id, secret, url, scopes);
            Ok(StoredCredential::Changing(TokenSource::Client(Arc::new(source))))
        }
        (_, CredentialKind::Token(token)) => {
            token_line(scheme, &token).map(StoredCredential::Fixed)
        }
        (_, CredentialKind::Provider(provider)) => {
            Ok(StoredCredential::Changing(TokenSource::Provider(provider)))
        }
        (SchemeKind::ClientCredentials { .. }, _) => {
            Err(format!("`{}` takes a client's id and secret, or a token", scheme.key))
        }
        (_, _) => Err(format!("`{}` takes a token", scheme.key)),
    }
}
