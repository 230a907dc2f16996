//! A token that could not be had.

use std::{error, fmt, sync::Arc};

use super::Error;
use crate::calls::call::{Call, one_line};

/// A token that could not be fetched, or that a provider did not give.
///
/// A variant of its own, because the token server's 404 is not the operation's 404.
#[derive(Debug)]
pub struct AuthError {
    pub(crate) call: Call,
    pub(crate) scheme: &'static str,
    /// Shared: callers that waited for the same token get the same error.
    pub(crate) cause: Arc<Error>,
}

impl AuthError {
    /// The document's name for the security scheme.
    #[must_use]
    pub fn scheme(&self) -> &str {
        self.scheme
    }

    /// What went wrong: an error of the exchange at the token URL, or one whose source is the provider's own.
    #[must_use]
    pub fn cause(&self) -> &Error {
        &self.cause
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: no token for `{}`", self.call, one_line(self.scheme))
    }
}

impl error::Error for AuthError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        Some(self.cause.as_ref())
    }
}
