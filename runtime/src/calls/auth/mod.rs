//! Who calls: schemes, credentials, and which of them go with a call.

mod credential;
mod provider;
mod scheme;
mod token;

use http::{HeaderName, HeaderValue, header};

use self::credential::Held;
pub use self::{credential::Credential, provider::TokenProvider, scheme::Scheme};
pub(crate) use self::{
    credential::{Credentials, TokenAt},
    scheme::SchemeKind,
};
use super::{
    client::Secret,
    error::{AuthError, Error, RequestError},
    operation::Operation,
    request::{Prepared, Signed},
};

/// A credential as it goes into a request.
pub(crate) enum Line {
    Header(HeaderName, HeaderValue),
    Query(&'static str, Secret),
    Cookie(Secret),
}

/// The request with the credentials that its operation needs.
pub(crate) async fn authorize(request: &Prepared, unsigned: Signed) -> Result<Signed, Error> {
    let shared = request.core.shared();
    let credentials = &shared.credentials;
    let refused = |message| Error::from(RequestError::new(Some(request.call.clone()), message));

    let mut signed = unsigned;
    let schemes = if request.raw {
        credentials.schemes()
    } else {
        choose(request.operation, &signed, credentials).map_err(refused)?
    };
    for scheme in schemes {
        // What the caller has set by hand stands, and what was set first.
        if signed.has(scheme) {
            continue;
        }
        let Some(held) = credentials.get(scheme) else { continue };
        let line = match held {
            Held::Token(token) => token_line(scheme, token),
            Held::Basic { user, password } => basic_line(scheme, user, password),
            Held::Unfit(message) => Err(message.clone()),
            Held::Changing(source) => {
                let token = source.token(shared, &request.transport).await;
                let token = token.map_err(|cause| {
                    let call = request.call.clone();
                    Error::Auth(Box::new(AuthError { call, scheme: scheme.key, cause }))
                })?;
                let line = token_line(scheme, &token);
                signed.fetched.push((scheme, token));
                line
            }
        };
        line.and_then(|line| signed.add(line)).map_err(refused)?;
    }
    Ok(signed)
}

/// After a 401, tokens that were fetched are not used again. Whether there was one, so that another may do.
pub(crate) async fn forget(request: &Prepared, signed: &Signed) -> bool {
    let credentials = &request.core.shared().credentials;
    for (scheme, token) in &signed.fetched {
        if let Some(Held::Changing(source)) = credentials.get(scheme) {
            source.refused(token).await;
        }
    }
    !signed.fetched.is_empty()
}

/// The first alternative whose credentials are all there.
fn choose(
    operation: &Operation,
    signed: &Signed,
    credentials: &Credentials,
) -> Result<Vec<&'static Scheme>, String> {
    let alternatives = operation.security;
    let is_set = |scheme: &Scheme| credentials.get(scheme).is_some() || signed.has(scheme);
    let mut usable = alternatives.iter().filter(|needed| !needed.is_empty());
    if let Some(found) = usable.find(|needed| needed.iter().all(|scheme| is_set(scheme))) {
        return Ok(found.to_vec());
    }
    if alternatives.is_empty() || alternatives.iter().any(|needed| needed.is_empty()) {
        return Ok(Vec::new());
    }
    let names = |schemes: &[&Scheme]| {
        schemes.iter().map(|scheme| scheme.key).collect::<Vec<_>>().join(" and ")
    };
    let needed: Vec<_> = alternatives.iter().map(|schemes| names(schemes)).collect();
    let mut missing: Vec<&Scheme> = Vec::new();
    for scheme in alternatives.iter().copied().flatten() {
        if !is_set(scheme) && !missing.iter().any(|it| it.key == scheme.key) {
            missing.push(scheme);
        }
    }
    let (verb, them) = if missing.len() == 1 { ("is", "it") } else { ("are", "them") };
    let mut message = format!("needs {}; {} {verb} not set", needed.join(", or "), names(&missing));
    let variables: Vec<_> = missing.iter().flat_map(|scheme| scheme.variables).copied().collect();
    if !variables.is_empty() {
        message.push_str(&format!(" (`from_env` reads {them} from {})", variables.join(", ")));
    }
    Err(message)
}

fn token_line(scheme: &Scheme, token: &Secret) -> Result<Line, String> {
    match scheme.kind {
        SchemeKind::Query(name) => Ok(Line::Query(name, token.clone())),
        SchemeKind::Cookie(name) => {
            // A cookie's value ends at these, and to encode them would change the key.
            if token.expose().contains([';', ',', ' ', '"', '\\']) {
                return Err(format!("the value of `{}` cannot stand in a cookie", scheme.key));
            }
            Ok(Line::Cookie(Secret::from(format!("{name}={}", token.expose()))))
        }
        SchemeKind::Header(name) => header_line(scheme, name, token),
        SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::ClientCredentials { .. } => {
            let value = Secret::from(format!("Bearer {}", token.expose()));
            header_line(scheme, header::AUTHORIZATION.as_str(), &value)
        }
    }
}

fn basic_line(scheme: &Scheme, user: &str, password: &Secret) -> Result<Line, String> {
    if user.contains(':') {
        return Err(format!("the user name of `{}` has a colon in it", scheme.key));
    }
    let value = credential::basic(user, password.expose());
    header_line(scheme, header::AUTHORIZATION.as_str(), &value)
}

fn header_line(scheme: &Scheme, name: &str, value: &Secret) -> Result<Line, String> {
    let name = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("the header of `{}` has no valid name", scheme.key))?;
    let mut value = HeaderValue::from_bytes(value.expose().as_bytes())
        .map_err(|_| format!("the value of `{}` has a control character", scheme.key))?;
    value.set_sensitive(true);
    Ok(Line::Header(name, value))
}
