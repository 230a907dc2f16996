//! From a finished builder to what goes out, but for the credentials.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use url::Url;
use uuid::Uuid;
use web_time::Instant;

use super::{Request, header_line, page, target};
use crate::calls::{
    auth::{Line, Scheme, SchemeKind},
    client::{Core, Secret, base},
    error::{Call, Error, RequestError},
    observe::Watch,
    operation::Operation,
    retry::Retries,
    transport::{RequestBody, Transport},
};
use crate::wire::says_secret;

/// A request that is complete but for its credentials.
pub(crate) struct Prepared {
    pub(crate) call: Call,
    pub(crate) core: Core,
    pub(crate) operation: &'static Operation,
    /// Whether every credential that is set goes along.
    pub(crate) raw: bool,
    method: Method,
    /// Whether the server has pointed to where the outcome stands (303): that is fetched by GET, without the body.
    pub(crate) fetches: bool,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    body: Option<RequestBody>,
    /// Whether the body can be sent once only.
    streamed: bool,
    /// Whether the answer is wanted as it comes.
    pub(crate) streams: bool,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    /// The most items that the answer may have.
    pub(crate) max_items: Option<u64>,
    pub(crate) retries: Retries,
    pub(crate) watch: Watch,
    begun: Instant,
}

/// Where an attempt goes, and what it says, credentials included.
pub(crate) struct Signed {
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    /// The tokens that were fetched, and for which schemes.
    pub(crate) fetched: Vec<(&'static Scheme, Secret)>,
    /// Whether a credential of the document is among it.
    pub(crate) credited: bool,
}

impl Prepared {
    pub(crate) fn new(request: Request, accept: &'static str) -> Result<Self, Error> {
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
        let own = own.map(|url| base(url, shared.allow_plain_http)).transpose().map_err(refused)?;
        let start = own.as_ref().unwrap_or(&shared.base);
        let mut url = target::below(start, &path, &query).map_err(refused)?;
        if let Some(link) = &request.link {
            url = page::linked(&url, link).map_err(refused)?;
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
            body =
                Some(taken.ok_or_else(|| {
                    refused("the body is a stream that was sent before".to_owned())
                })?);
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
        let max_items = request.max_items.or(shared.max_items);
        let (timeout, attempt_timeout, retries) = (
            request.timeout.or(shared.timeout),
            request.attempt_timeout.or(shared.attempt_timeout),
            request.retries.unwrap_or(shared.retries),
        );
        let streamed = body.as_ref().is_some_and(RequestBody::is_stream);
        let (streams, begun) = (false, Instant::now());
        let Request { core, operation, raw, method, .. } = request;
        let call = Call { repeatable: call.repeatable || keyed, ..call };
        Ok(Self {
            call,
            core,
            operation,
            raw,
            method,
            fetches: false,
            url,
            headers,
            body,
            streamed,
            streams,
            transport,
            timeout,
            attempt_timeout,
            max_items,
            retries,
            watch: Watch::default(),
            begun,
        })
    }

    /// The method of what is sent next.
    pub(crate) fn method(&self) -> &Method {
        const GET: &Method = &Method::GET;
        if self.fetches { GET } else { &self.method }
    }

    /// The body, for one attempt.
    pub(crate) fn take_body(&mut self) -> Option<RequestBody> {
        if self.streamed { self.body.take() } else { self.body.as_ref()?.again() }
    }

    /// Whether the body can be sent more than once.
    pub(crate) fn can_repeat_body(&self) -> bool {
        !self.streamed
    }

    /// The body of what is sent next, empty if there is none; None if it is a stream.
    pub(crate) fn held_body(&self) -> Option<Bytes> {
        if self.fetches {
            return Some(Bytes::new());
        }
        if self.streamed {
            return None;
        }
        self.body.as_ref().map_or_else(|| Some(Bytes::new()), RequestBody::bytes)
    }

    /// How much is left of the time that the call may take.
    pub(crate) fn time_left(&self) -> Option<Duration> {
        self.timeout.map(|limit| limit.saturating_sub(self.begun.elapsed()))
    }

    /// How long an exchange may take that begins now.
    pub(crate) fn limit_of_time(&self) -> Option<Duration> {
        match (self.time_left(), self.attempt_timeout) {
            (Some(left), Some(attempt)) => Some(left.min(attempt)),
            (left, attempt) => left.or(attempt),
        }
    }

    /// What goes to this URL, before any credential.
    pub(crate) fn unsigned(&self, url: Url) -> Signed {
        let mut headers = self.headers.clone();
        if self.fetches {
            headers.remove(header::CONTENT_TYPE);
        }
        Signed { url, headers, fetched: Vec::new(), credited: false }
    }

    /// The headers that say nothing about the caller: what another origin may see.
    pub(crate) fn public_headers(&self) -> HeaderMap {
        let shared = self.core.shared();
        let accept = self.headers.get(header::ACCEPT).map(|value| (header::ACCEPT, value));
        let agent = shared.user_agent.as_ref().map(|value| (header::USER_AGENT, value));
        let public: [Option<(HeaderName, &HeaderValue)>; 2] = [accept, agent];
        public.into_iter().flatten().map(|(name, value)| (name, value.clone())).collect()
    }
}

impl Signed {
    /// Whether there is already what a scheme would send.
    pub(crate) fn has(&self, scheme: &Scheme) -> bool {
        match scheme.kind {
            SchemeKind::Header(name) => self.headers.contains_key(name),
            SchemeKind::Query(name) => self.url.query_pairs().any(|(set, _)| set == name),
            SchemeKind::Cookie(name) => self.has_cookie(name),
            SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::ClientCredentials { .. } => {
                self.headers.contains_key(header::AUTHORIZATION)
            }
        }
    }

    /// Whether it says in any way who calls, as far as names tell.
    pub(crate) fn tells_who_calls(&self) -> bool {
        self.credited
            || self.headers.keys().any(|name| says_secret(name.as_str()))
            || self.url.query_pairs().any(|(name, _)| says_secret(&name))
    }

    fn has_cookie(&self, name: &str) -> bool {
        let cookies = self.headers.get(header::COOKIE).map_or(&[][..], HeaderValue::as_bytes);
        let mut cookies = cookies.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
        cookies.any(|cookie| cookie.split(|byte| *byte == b'=').next() == Some(name.as_bytes()))
    }

    /// Adds a credential.
    pub(crate) fn add(&mut self, line: Line) -> Result<(), String> {
        match line {
            Line::Header(name, value) => {
                self.headers.insert(name, value);
            }
            Line::Query(name, value) => {
                let mut query = self.url.query().unwrap_or_default().to_owned();
                add_pair(
                    &mut query,
                    &super::encode::value(name),
                    &super::encode::value(value.expose()),
                );
                self.url.set_query(Some(&query));
            }
            Line::Cookie(text) => add_cookie(&mut self.headers, text.expose())?,
        }
        Ok(())
    }
}

fn add_pair(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(name);
    query.push('=');
    query.push_str(value);
}

fn add_cookie(headers: &mut HeaderMap, cookie: &str) -> Result<(), String> {
    let mut line = match headers.get(header::COOKIE) {
        Some(set) => [set.as_bytes(), b"; "].concat(),
        None => Vec::new(),
    };
    line.extend_from_slice(cookie.as_bytes());
    let mut value = HeaderValue::from_bytes(&line)
        .map_err(|_| "a cookie has a control character in its value".to_owned())?;
    value.set_sensitive(true);
    headers.insert(header::COOKIE, value);
    Ok(())
}
