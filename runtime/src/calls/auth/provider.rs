//! Tokens that come from elsewhere.

use std::{fmt, future::Future, sync::Arc};

use crate::{
    calls::{
        error::{Error, RequestError},
        transport::BoxFuture,
    },
    values::{BoxError, Secret},
};

/// Gives keys and tokens that come from elsewhere: from a vault, from a file that is exchanged now and then, from
/// another service. Set one with [`Credential::provider`](crate::Credential::provider), or with the method of a
/// generated builder.
///
/// It is asked before every attempt, by many calls at once, so that it should keep what it has fetched. After 401 it is
/// told that the server [refuses](Self::refused) the token, and the call is sent once more with what it gives then.
///
/// A function that gives a future is a provider too:
///
/// ```
/// use vetted_runtime::{Config, Credential, Scheme, Secret, Server};
///
/// static KEY: Scheme = Scheme::bearer("ApiKey");
///
/// # fn main() -> vetted_runtime::Result<()> {
/// let core = Config::new(Server::new("https://pets.example.com/v1", &[]))
///     .credential(&KEY, Credential::provider(|| async {
///         let token = std::fs::read_to_string("/run/secrets/pets")?;
///         Ok(Secret::from(token.trim()))
///     }))
///     .build()?;
/// # let _ = core;
/// # Ok(())
/// # }
/// ```
///
/// One that keeps its token:
///
/// ```
/// use std::sync::{Mutex, PoisonError};
/// use vetted_runtime::{BoxError, BoxFuture, Secret, TokenProvider};
///
/// # #[derive(Clone)]
/// # struct Vault;
/// # impl Vault {
/// #     async fn read(&self) -> Result<Secret, BoxError> { Ok("t".into()) }
/// # }
/// struct Kept {
///     vault: Vault,
///     token: std::sync::Arc<Mutex<Option<Secret>>>,
/// }
///
/// impl TokenProvider for Kept {
///     fn token(&self) -> BoxFuture<Result<Secret, BoxError>> {
///         let (vault, token) = (self.vault.clone(), self.token.clone());
///         Box::pin(async move {
///             let kept = token.lock().unwrap_or_else(PoisonError::into_inner).clone();
///             if let Some(kept) = kept {
///                 return Ok(kept);
///             }
///             let fresh = vault.read().await?;
///             *token.lock().unwrap_or_else(PoisonError::into_inner) = Some(fresh.clone());
///             Ok(fresh)
///         })
///     }
///
///     fn refused(&self, token: &Secret) {
///         let mut kept = self.token.lock().unwrap_or_else(PoisonError::into_inner);
///         // Another call may have fetched the next one meanwhile.
///         if kept.as_ref() == Some(token) {
///             *kept = None;
///         }
///     }
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// The token to send now. What goes wrong is the source of an [`Error::Auth`](crate::Error::Auth); the call is not
    /// sent.
    fn token(&self) -> BoxFuture<Result<Secret, BoxError>>;

    /// The server has answered 401 to a request with this token.
    fn refused(&self, token: &Secret) {
        let _ = token;
    }
}

impl<F, T> TokenProvider for F
where
    F: Fn() -> T + Send + Sync + 'static,
    T: Future<Output = Result<Secret, BoxError>> + Send + 'static,
{
    fn token(&self) -> BoxFuture<Result<Secret, BoxError>> {
        Box::pin(self())
    }
}

/// A provider that a client holds.
#[derive(Clone)]
pub(crate) struct Provider(Arc<dyn TokenProvider>);

impl Provider {
    pub(super) fn new(provider: impl TokenProvider) -> Self {
        Self(Arc::new(provider))
    }

    pub(super) async fn token(&self) -> Result<Secret, Error> {
        self.0.token().await.map_err(|err| {
            RequestError::new(None, "the provider gives no token").caused_by(err).into()
        })
    }

    pub(super) fn refused(&self, token: &Secret) {
        self.0.refused(token);
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Provider(…)")
    }
}
