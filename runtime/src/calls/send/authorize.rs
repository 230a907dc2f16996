//! What an attempt goes out with: what hooks add, and the credentials.

use std::borrow::Cow;

use url::Url;

use crate::{
    Secret,
    calls::{
        auth::{Credentials, Scheme, StoredCredential, TokenFetch, token_line},
        error::{AuthError, Error, RequestError},
        observe::Attempt,
        operation::Operation,
        state::{Prepared, Signed},
    },
};

/// What goes to this URL: what the call says, what hooks add, and the credentials. `attempt`: its number, from 1.
pub(super) async fn sign(request: &Prepared, url: Url, attempt: u32) -> Result<Signed, Error> {
    let mut unsigned = request.unsigned(url);
    let hooks = &request.core.shared().hooks;
    if hooks.want_requests() {
        let Signed { url, headers, .. } = &mut unsigned;
        let (call, method, body) = (&request.call, request.method(), request.held_body());
        hooks.before(Attempt {
            call,
            method,
            body,
            number: attempt,
            url,
            headers,
            refused: None,
        })?;
    }
    authorize(request, unsigned).await
}

/// The request with the credentials that its operation needs.
async fn authorize(request: &Prepared, unsigned: Signed) -> Result<Signed, Error> {
    let shared = request.core.shared();
    let credentials = &shared.credentials;
    let refused = |message| Error::from(RequestError::new(Some(request.call.clone()), message));

    let fetch = TokenFetch {
        transport: request.settings.transport.as_ref(),
        time: request.settings.time,
        head_timeout: shared.head_timeout,
        user_agent: shared.user_agent.as_ref(),
        allow_plain_http: shared.allow_plain_http,
    };
    let mut signed = unsigned;
    let schemes = if request.raw {
        Cow::Owned(credentials.schemes())
    } else {
        choose(request.operation, &signed, credentials).map_err(refused)?
    };
    let schemes = if schemes.is_empty() && shared.everywhere {
        Cow::Owned(credentials.schemes())
    } else {
        schemes
    };
    for &scheme in schemes.iter() {
        // What the caller has set by hand stands, and what was set first.
        if signed.has(scheme) {
            signed.credited = true;
            continue;
        }
        let Some(held) = credentials.get(scheme) else { continue };
        let line = match held {
            StoredCredential::Fixed(line) => Ok(line.clone()),
            StoredCredential::Unfit(message) => Err(message.clone()),
            StoredCredential::Changing(source) => {
                let token = source.token(&fetch).await;
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
        signed.credited = true;
    }
    Ok(signed)
}

/// After a 401, tokens that were fetched are not used again.
pub(super) async fn forget(request: &Prepared, fetched: &[(&'static Scheme, Secret)]) {
    let credentials = &request.core.shared().credentials;
    for (scheme, token) in fetched {
        if let Some(StoredCredential::Changing(source)) = credentials.get(scheme) {
            source.refused(token).await;
        }
    }
}

/// The first alternative whose credentials are all there.
fn choose(
    operation: &Operation,
    signed: &Signed,
    credentials: &Credentials,
) -> Result<Cow<'static, [&'static Scheme]>, String> {
    let alternatives = operation.security;
    let is_set = |scheme: &Scheme| credentials.get(scheme).is_some() || signed.has(scheme);
    let mut usable = alternatives.iter().filter(|needed| !needed.is_empty());
    if let Some(found) = usable.find(|needed| needed.iter().all(|scheme| is_set(scheme))) {
        return Ok(Cow::Borrowed(found));
    }
    if alternatives.is_empty() || alternatives.iter().any(|needed| needed.is_empty()) {
        return Ok(Cow::Borrowed(&[]));
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
