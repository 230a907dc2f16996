//! Credentials as they go out.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, header};

use super::scheme::{Scheme, SchemeKind};
use crate::{Secret, calls::encode::is_cookie_value};

/// A credential as it goes into a request.
#[derive(Clone)]
pub(crate) enum SentCredential {
    Header(HeaderName, HeaderValue),
    Query(&'static str, Secret),
    Cookie(Secret),
}

/// A token, as its scheme sends it.
pub(crate) fn token_line(scheme: &Scheme, token: &Secret) -> Result<SentCredential, String> {
    match scheme.kind {
        SchemeKind::Query(name) => Ok(SentCredential::Query(name, token.clone())),
        SchemeKind::Cookie(name) => {
            if !is_cookie_value(token.expose()) {
                return Err(format!("the value of `{}` cannot stand in a cookie", scheme.key));
            }
            Ok(SentCredential::Cookie(Secret::from(format!("{name}={}", token.expose()))))
        }
        SchemeKind::Header(name) => header_line(scheme, name, token.clone()),
        SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::ClientCredentials { .. } => {
            let value = Secret::from(format!("Bearer {}", token.expose()));
            header_line(scheme, header::AUTHORIZATION.as_str(), value)
        }
    }
}

/// A user and a password.
pub(super) fn basic_line(
    scheme: &Scheme,
    user: &str,
    password: &Secret,
) -> Result<SentCredential, String> {
    if user.contains(':') {
        return Err(format!("the user name of `{}` has a colon in it", scheme.key));
    }
    let value = basic(user, password.expose());
    header_line(scheme, header::AUTHORIZATION.as_str(), value)
}

fn header_line(scheme: &Scheme, name: &str, value: Secret) -> Result<SentCredential, String> {
    let name = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("the header of `{}` has no valid name", scheme.key))?;
    // All copies of the value share these bytes, which are wiped with the last of them.
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(SecretBytes(value)))
        .map_err(|_| format!("the value of `{}` has a control character", scheme.key))?;
    value.set_sensitive(true);
    Ok(SentCredential::Header(name, value))
}

/// A secret as the bytes of a header.
struct SecretBytes(Secret);

impl AsRef<[u8]> for SecretBytes {
    fn as_ref(&self) -> &[u8] {
        self.0.expose().as_bytes()
    }
}

/// `Basic …`, as it stands in the `authorization` header.
pub(super) fn basic(user: &str, password: &str) -> Secret {
    let pair = Secret::from(format!("{user}:{password}"));
    Secret::from(format!("Basic {}", BASE64_STANDARD.encode(pair.expose())))
}
