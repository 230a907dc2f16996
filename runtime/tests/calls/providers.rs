//! Keys and tokens that come from elsewhere.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use vetted_runtime::{
    BoxError, BoxFuture, Credential, Empty, Error, Operation, Scheme, Secret, TokenProvider,
};

use super::{Reply, Server, config, core, shown};

static HEADER: Scheme = Scheme::api_key_header("Header", "x-api-key");
static QUERY: Scheme = Scheme::api_key_query("Query", "key");
static COOKIE: Scheme = Scheme::api_key_cookie("Cookie", "sid");
static BEARER: Scheme = Scheme::bearer("Bearer");
static BASIC: Scheme = Scheme::basic("Basic");
static OAUTH: Scheme = Scheme::client_credentials("OAuth", "/token", &[]);

static KEYS: Operation =
    Operation::new("getKeys", "GET", "/keys").security(&[&[&HEADER, &QUERY, &COOKIE, &BEARER]]);
static TOKEN: Operation = Operation::new("getToken", "GET", "/token").security(&[&[&OAUTH]]);

/// Gives `s3cret1`, and the next one after each refusal.
#[derive(Clone)]
struct Numbered {
    refused: Arc<AtomicU32>,
    asked: Arc<AtomicU32>,
}

impl Numbered {
    fn new() -> Self {
        Self { refused: Arc::new(AtomicU32::new(1)), asked: Arc::default() }
    }
}

impl TokenProvider for Numbered {
    fn token(&self) -> BoxFuture<Result<Secret, BoxError>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let token = format!("s3cret{}", self.refused.load(Ordering::SeqCst));
        Box::pin(async move { Ok(Secret::from(token)) })
    }

    fn refused(&self, token: &Secret) {
        let number: u32 = token.expose().trim_start_matches("s3cret").parse().unwrap();
        self.refused.store(number + 1, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn every_scheme_that_takes_a_token_takes_a_provider() {
    let server = Server::start(|_| Reply::json("null")).await;
    let provider = || Credential::provider(|| async { Ok(Secret::from("s3cret")) });
    let config = config(&server)
        .credential(&HEADER, provider())
        .credential(&QUERY, provider())
        .credential(&COOKIE, provider())
        .credential(&BEARER, provider())
        .credential(&OAUTH, provider());
    assert!(!format!("{config:?} {:?}", provider()).contains("s3cret"));
    let core = config.build().unwrap();
    core.request(&KEYS).send::<Empty>().await.unwrap();
    core.request(&TOKEN).send::<Empty>().await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].header("x-api-key"), Some("s3cret"));
    assert_eq!(seen[0].target, "/v1/keys?key=s3cret");
    assert_eq!(seen[0].header("cookie"), Some("sid=s3cret"));
    assert_eq!(seen[0].header("authorization"), Some("Bearer s3cret"));
    assert_eq!(seen[1].header("authorization"), Some("Bearer s3cret"));

    let err = super::config(&server).credential(&BASIC, provider()).build().unwrap_err();
    assert_eq!(err.to_string(), "`Basic` takes a user and a password");
}

#[tokio::test]
async fn it_is_asked_for_each_attempt_and_told_of_refusals() {
    let server = Server::start(|seen| match seen.header("authorization") {
        Some("Bearer s3cret2") => Reply::json("null"),
        _ => Reply::status(401, ""),
    })
    .await;
    let provider = Numbered::new();
    let core = config(&server).credential(&OAUTH, Credential::provider(provider.clone()));
    let core = core.build().unwrap();
    core.request(&TOKEN).send::<Empty>().await.unwrap();
    assert_eq!((server.seen().len(), provider.asked.load(Ordering::SeqCst)), (2, 2));
    core.request(&TOKEN).send::<Empty>().await.unwrap();
    assert_eq!((server.seen().len(), provider.asked.load(Ordering::SeqCst)), (3, 3));

    // A tenant with a provider of its own: refused twice, and asked no more.
    let server = Server::start(|_| Reply::status(401, "")).await;
    let provider = Numbered::new();
    let tenant = super::core(&server).with_credential(&OAUTH, Credential::provider(provider));
    let err = tenant.request(&TOKEN).send::<Empty>().await.unwrap_err();
    assert_eq!((err.status().unwrap().as_u16(), err.attempts()), (401, 2));
    assert!(!shown(&err).contains("s3cret"));
}

#[tokio::test]
async fn what_goes_wrong_there_ends_the_call() {
    let server = Server::start(|_| Reply::json("null")).await;
    let core = core(&server).with_credential(
        &OAUTH,
        Credential::provider(|| async { Err(BoxError::from("the vault is sealed")) }),
    );
    let err = core.request(&TOKEN).send::<Empty>().await.unwrap_err();
    assert!(matches!(&err, Error::Auth(err) if err.scheme() == "OAuth"), "{err:?}");
    assert_eq!(err.to_string(), "getToken (GET /token): no token for `OAuth`");
    let causes = shown(&err);
    assert!(causes.contains("the provider gives no token"), "{causes}");
    assert!(causes.contains("the vault is sealed"), "{causes}");
    assert!(!err.is_retryable() && server.seen().is_empty());

    // One that never gives a token is limited as the call is.
    let core = core.with_credential(&OAUTH, Credential::provider(std::future::pending));
    let limit = std::time::Duration::from_millis(40);
    assert!(core.request(&TOKEN).timeout(limit).send::<Empty>().await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn it_serves_calls_that_block() {
    let server = Server::start(|_| Reply::json("null")).await;
    let core = core(&server).with_credential(&OAUTH, Credential::provider(Numbered::new()));
    let call =
        tokio::task::spawn_blocking(move || core.request(&TOKEN).send_blocking::<Empty>().unwrap());
    call.await.unwrap();
    assert_eq!(server.only().header("authorization"), Some("Bearer s3cret1"));
}
