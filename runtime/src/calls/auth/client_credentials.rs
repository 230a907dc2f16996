//! `OAuth2` client credentials (RFC 6749, section 4.4): one token for all callers, renewed before it ends.

use std::{
    borrow::Cow,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use async_lock::Mutex;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header};
use serde_json::Value;
use url::{Url, form_urlencoded};
use web_time::Instant;

use super::sent_credential;
use crate::{
    Secret,
    calls::{
        answer::{DecodeFailure, RawResponse},
        call::Call,
        error::{ApiError, Error, RequestError},
        observe::Exchanges,
        origin,
        transport::{Download, HttpRequest, HttpResponse, TimeLimits, Transport, within},
    },
};

/// How long before its end a token is renewed, at most. A token that lives shorter is renewed in its last fifth.
const MARGIN: Duration = Duration::from_secs(60);

/// How long fetching a token may take, where the call has no limit that is shorter: all calls wait for it.
const LONGEST: Duration = Duration::from_secs(60);

/// The most bytes that a token server may answer.
const LIMIT: u64 = 1024 * 1024;

/// How a token is fetched: as the call is sent that needs it.
pub(crate) struct TokenFetch<'a> {
    pub(crate) transport: &'a dyn Transport,
    pub(crate) time: TimeLimits,
    pub(crate) head_timeout: Duration,
    pub(crate) user_agent: Option<&'a HeaderValue>,
    pub(crate) allow_plain_http: bool,
}

/// Fetches tokens and keeps the last one.
pub(crate) struct ClientCredentials {
    scheme: &'static str,
    id: String,
    secret: Secret,
    url: Url,
    scopes: String,
    state: Mutex<TokenState>,
    /// How many fetches were begun.
    begun: AtomicU64,
}

#[derive(Default)]
struct TokenState {
    token: Option<Token>,
    /// The last fetch, by its number, if it failed.
    failure: Option<(u64, Arc<Error>)>,
}

struct Token {
    text: Secret,
    /// When to fetch another one, and when this one stops working. None: when the server says 401.
    times: Option<(Instant, Instant)>,
}

impl Token {
    fn is_fresh(&self) -> bool {
        self.times.is_none_or(|(renew, _)| Instant::now() < renew)
    }

    fn is_alive(&self) -> bool {
        self.times.is_none_or(|(_, end)| Instant::now() < end)
    }
}

impl ClientCredentials {
    pub(super) fn new(
        scheme: &'static str,
        id: String,
        secret: Secret,
        url: Url,
        scopes: String,
    ) -> Self {
        let (state, begun) = (Mutex::new(TokenState::default()), AtomicU64::new(0));
        Self { scheme, id, secret, url, scopes, state, begun }
    }

    /// The token, fetched if need be. While one caller fetches, the others wait, and share what comes of it.
    /// A caller that goes away while it fetches leaves that to the next.
    pub(super) async fn token(&self, fetch: &TokenFetch<'_>) -> Result<Secret, Arc<Error>> {
        let begun = self.begun.load(Ordering::Acquire);
        let mut state = self.state.lock().await;
        if let Some(token) = state.token.as_ref().filter(|token| token.is_fresh()) {
            return Ok(token.text.clone());
        }
        // A fetch that began after this caller asked speaks for it too.
        if let Some((_, err)) = state.failure.as_ref().filter(|(number, _)| *number > begun) {
            return Err(Arc::clone(err));
        }
        let number = self.begun.fetch_add(1, Ordering::AcqRel) + 1;
        match self.fetch(fetch).await {
            Ok(token) => {
                let text = token.text.clone();
                *state = TokenState { token: Some(token), failure: None };
                Ok(text)
            }
            Err(err) => {
                // A token in its last minute still works.
                if let Some(token) = state.token.as_ref().filter(|token| token.is_alive()) {
                    return Ok(token.text.clone());
                }
                let err = Arc::new(err);
                state.failure = Some((number, Arc::clone(&err)));
                Err(err)
            }
        }
    }

    /// Drops the token if it is the one that was sent.
    pub(super) async fn forget(&self, sent: &Secret) {
        let mut state = self.state.lock().await;
        if state.token.as_ref().is_some_and(|token| token.text == *sent) {
            state.token = None;
        }
    }

    async fn fetch(&self, fetch: &TokenFetch<'_>) -> Result<Token, Error> {
        let transport = fetch.transport;
        let limit = fetch.time.of_exchange().map_or(LONGEST, |limit| limit.min(LONGEST));
        let call = Call {
            operation: Cow::Owned(format!("token for `{}`", self.scheme)),
            method: Method::POST,
            path: Cow::Owned(self.url.path().to_owned()),
            repeatable: true,
            attempts: 1,
        };
        let refused = |message| Error::from(RequestError::new(Some(call.clone()), message));
        origin::check(&self.url, fetch.allow_plain_http).map_err(refused)?;

        // A token without `expires_in` counts from before the request, as one with it does.
        let asked = Instant::now();
        let outgoing = HttpRequest { limit: Some(limit), ..self.request(fetch).map_err(refused)? };
        let mut exchanges = Exchanges::default();
        let answer = {
            let exchange = pin!(async {
                let answer = exchanges.send(transport, outgoing, None).await?;
                let HttpResponse { status, headers, body } = answer;
                let body = Download::new(status, body).whole(LIMIT).await?;
                Ok(RawResponse::new(status, headers, body))
            });
            within(transport, Some(limit), exchange).await
        };
        let raw = answer.and_then(|answer| answer).map_err(|failure| {
            let err = Error::network(call.clone(), failure);
            exchanges.end(Some(&err));
            err
        })?;
        if !raw.status().is_success() {
            return Err(Error::Api(Box::new(ApiError { call, raw, anonymous: false })));
        }
        read(raw.body(), asked).map_err(|failure| {
            // The body can hold a token: it is not kept.
            let raw = RawResponse::new(raw.status(), HeaderMap::new(), Bytes::new());
            Error::decode(call, raw, failure)
        })
    }

    fn request(&self, fetch: &TokenFetch<'_>) -> Result<HttpRequest, String> {
        // RFC 6749, section 2.3.1: both are form-encoded before they go into HTTP Basic.
        let encode =
            |text: &str| -> String { form_urlencoded::byte_serialize(text.as_bytes()).collect() };
        let secret = Secret::from(encode(self.secret.expose()));
        let authorization = sent_credential::basic(&encode(&self.id), secret.expose());
        let mut authorization = HeaderValue::from_str(authorization.expose())
            .map_err(|_| "the client's id or secret cannot stand in a header".to_owned())?;
        authorization.set_sensitive(true);

        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, authorization);
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(header::CONTENT_TYPE, form);
        if let Some(user_agent) = fetch.user_agent {
            headers.insert(header::USER_AGENT, user_agent.clone());
        }
        let mut body = "grant_type=client_credentials".to_owned();
        if !self.scopes.is_empty() {
            body.push_str("&scope=");
            body.push_str(&encode(&self.scopes));
        }
        Ok(HttpRequest {
            method: Method::POST,
            url: self.url.clone(),
            headers,
            body: Some(Bytes::from(body).into()),
            limit: None,
            head_limit: fetch.head_timeout,
            streams: false,
        })
    }
}

/// Reads a token server's answer.
fn read(body: &[u8], asked: Instant) -> Result<Token, DecodeFailure> {
    let answer: Value =
        serde_json::from_slice(body).map_err(|_| DecodeFailure::new("is no JSON"))?;
    let text = answer.get("access_token").and_then(Value::as_str).filter(|it| !it.is_empty());
    let text = text.ok_or(DecodeFailure::new("holds no `access_token`"))?;
    // RFC 6749, appendix A.12. What cannot be sent would be kept, and fail every call.
    if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Err(DecodeFailure::new("holds an `access_token` that cannot be sent"));
    }
    // Some servers write the seconds as text.
    let seconds = answer.get("expires_in").and_then(|it| match it {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_f64(),
    });
    let life = seconds.and_then(|it: f64| Duration::try_from_secs_f64(it).ok());
    let times = life.and_then(|life| {
        let end = asked.checked_add(life)?;
        Some((end.checked_sub(MARGIN.min(life / 5))?, end))
    });
    Ok(Token { text: Secret::from(text), times })
}
