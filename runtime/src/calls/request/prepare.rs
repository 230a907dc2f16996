//! From a finished builder to what goes out, but for the credentials.

use http::{HeaderMap, HeaderValue, header};
use uuid::Uuid;

use super::{Request, target};
use crate::calls::{
    call::Call,
    client::base_url,
    encode::header_line,
    error::{Error, RequestError},
    state::{CallSettings, Message, Prepared, add_cookie, add_pair},
    transport::{RequestBody, TimeLimits},
};

/// Makes a request ready. `accept`: what its `accept` header says, unless the request says otherwise.
pub(super) fn prepare(request: Request, accept: &'static str) -> Result<Prepared, Error> {
    let call = request.call();
    if let Some(err) = request.error {
        return Err(Error::Request(err));
    }
    let refused = |message| Error::from(RequestError::new(Some(call.clone()), message));

    let shared = request.core.shared();
    let (path, mut query) = if request.raw {
        target::own(&request.path)
    } else {
        target::fill(&request.path, &request.path_values).map_err(refused)?
    };
    for (name, value) in request.query.iter().flat_map(|(_, pairs)| pairs) {
        add_pair(&mut query, name, value);
    }
    let own = request.operation.base_url.filter(|_| !shared.by_hand && !request.raw);
    let own = own.map(|url| base_url(url, shared.allow_plain_http)).transpose().map_err(refused)?;
    let start = own.as_ref().unwrap_or(&shared.base);
    let mut url = target::below(start, &path, &query).map_err(refused)?;
    if let Some(link) = &request.link {
        url = target::linked(&url, link).map_err(refused)?;
    }

    let mut headers = HeaderMap::new();
    let accept = request.accept.unwrap_or(accept);
    // It is the document's word, and could hold anything.
    let accept = HeaderValue::from_str(accept)
        .map_err(|_| refused(format!("`{}` cannot be asked for", accept.escape_debug())))?;
    headers.insert(header::ACCEPT, accept);
    if let Some(user_agent) = &shared.user_agent {
        headers.insert(header::USER_AGENT, user_agent.clone());
    }
    let mut body = None;
    if let Some(content) = request.content {
        headers.insert(header::CONTENT_TYPE, content.content_type);
        let taken = RequestBody::take(&content.pieces);
        body = Some(
            taken.ok_or_else(|| refused("the body is a stream that was sent before".to_owned()))?,
        );
    }
    for source in [&shared.headers, &request.headers, &request.own_headers] {
        for (name, value) in source {
            headers.insert(name.clone(), value.clone());
        }
    }
    if let Some(name) = request.operation.idempotency_key
        && !headers.contains_key(name)
    {
        let (name, value) = header_line(name, &Uuid::new_v4().to_string()).map_err(refused)?;
        headers.insert(name, value);
    }
    // A key that the caller has set by hand tells the server the same.
    let keyed = request.operation.repeatable.is_none()
        && [&shared.headers, &request.headers, &request.own_headers]
            .into_iter()
            .flat_map(HeaderMap::keys)
            .any(|name| name.as_str().contains("idempotency-key"));
    for (name, value) in request.cookies.iter().flat_map(|(_, pairs)| pairs) {
        add_cookie(&mut headers, &format!("{name}={value}")).map_err(refused)?;
    }
    let transport = shared.transports.get(request.blocking).map_err(refused)?;
    let settings = CallSettings {
        transport,
        time: TimeLimits::from_now(
            request.timeout.or(shared.timeout),
            request.attempt_timeout.or(shared.attempt_timeout),
        ),
        max_items: request.max_items.or(shared.max_items),
        retries: request.retries.unwrap_or(shared.retries),
    };
    let Request { core, operation, raw, method, .. } = request;
    let call = Call { repeatable: call.repeatable || keyed, ..call };
    let message = Message { method, url, headers, body };
    Ok(Prepared::new((call, operation, raw), core, message, settings))
}
