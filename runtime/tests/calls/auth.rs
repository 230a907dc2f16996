//! Credentials.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use vetted_runtime::{Core, Credential, Empty, Error, Method, Operation, Scheme, Secret};

use super::{GET, Reply, Seen, Server, config, shown};

static HEADER: Scheme = Scheme::api_key_header("ApiKey", "x-api-key");
static CONNECTOR: Scheme = Scheme::api_key_header("ConnectorToken", "x-connector-token");
static QUERY: Scheme = Scheme::api_key_query("QueryKey", "api_key");
static COOKIE: Scheme = Scheme::api_key_cookie("CookieKey", "sid");
static BEARER: Scheme = Scheme::bearer("HTTPBearer");
static BASIC: Scheme = Scheme::basic("Basic");
static OAUTH: Scheme = Scheme::client_credentials("OAuth", "/token", &["read", "write"]);

static BOTH: Operation =
    Operation::new("listCandidates", "GET", "/candidates").security(&[&[&BEARER, &CONNECTOR]]);
static EITHER: Operation =
    Operation::new("getPet", "GET", "/pets").security(&[&[&OAUTH], &[&HEADER]]);
static OPTIONAL: Operation = Operation::new("getNews", "GET", "/news").security(&[&[], &[&BEARER]]);
static MANY: Operation =
    Operation::new("getMany", "GET", "/many").security(&[&[&QUERY, &COOKIE, &BASIC]]);
static TOKEN: Operation = Operation::new("getOwn", "GET", "/own").security(&[&[&OAUTH]]);
static KEY: Scheme = Scheme::bearer("Key").variables(&["PETS_KEY"]);
static USER: Scheme = Scheme::basic("User").variables(&["PETS_USER", "PETS_PASSWORD"]);
static NAMED: Operation = Operation::new("getPets", "GET", "/pets").security(&[&[&KEY], &[&USER]]);

fn fetches(seen: &[Seen]) -> usize {
    seen.iter().filter(|seen| seen.target == "/token").count()
}

#[tokio::test]
async fn every_kind_goes_where_it_belongs() {
    let server = Server::start(|_| Reply::json("null")).await;
    let core = config(&server)
        .credential(&QUERY, Credential::token("q&1"))
        .credential(&COOKIE, Credential::token("c1"))
        .credential(&BASIC, Credential::basic("user", "pa:ss"))
        .build()
        .unwrap();
    core.request(&MANY).query("a", &1).cookie("b", &2).send::<Empty>().await.unwrap();
    let seen = server.only();
    assert_eq!(seen.target, "/v1/many?a=1&api_key=q%261");
    assert_eq!(seen.header("cookie"), Some("b=2; sid=c1"));
    assert_eq!(seen.header("authorization"), Some("Basic dXNlcjpwYTpzcw=="));
}

#[tokio::test]
async fn the_first_complete_alternative_is_used() {
    let server = Server::start(|_| Reply::json("null")).await;
    let core = config(&server).credential(&HEADER, Credential::token("k")).build().unwrap();
    core.request(&EITHER).send::<Empty>().await.unwrap();
    core.request(&OPTIONAL).send::<Empty>().await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].header("x-api-key"), Some("k"));
    assert_eq!(seen[1].header("x-api-key"), None);

    let core = core.with_credential(&BEARER, Credential::token("t"));
    core.request(&OPTIONAL).send::<Empty>().await.unwrap();
    assert_eq!(server.seen()[2].header("authorization"), Some("Bearer t"));
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let server = Server::start(|_| Reply::json("null")).await;
    let core = config(&server).credential(&BEARER, Credential::token("t")).build().unwrap();
    let err = core.request(&BOTH).send::<Empty>().await.unwrap_err();
    assert_eq!(
        err.to_string(),
        "listCandidates (GET /candidates): needs HTTPBearer and ConnectorToken; ConnectorToken is not set"
    );
    let err = core.request(&EITHER).send::<Empty>().await.unwrap_err();
    assert!(
        err.to_string().ends_with("needs OAuth, or ApiKey; OAuth and ApiKey are not set"),
        "{err}"
    );
    let err = core.request(&NAMED).send::<Empty>().await.unwrap_err();
    assert_eq!(
        err.to_string(),
        "getPets (GET /pets): needs Key, or User; Key and User are not set \
         (`from_env` reads them from PETS_KEY, PETS_USER, PETS_PASSWORD)"
    );
    assert!(server.seen().is_empty());

    // Set by hand, and set for one tenant.
    core.request(&BOTH).header("x-connector-token", "c").send::<Empty>().await.unwrap();
    let tenant = core.with_credential(&CONNECTOR, Credential::token("d"));
    tenant.request(&BOTH).header("authorization", "Own u").send::<Empty>().await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].header("x-connector-token"), Some("c"));
    assert_eq!(seen[1].header("x-connector-token"), Some("d"));
    assert_eq!(seen[1].header("authorization"), Some("Own u"));
}

#[tokio::test]
async fn secrets_do_not_show() {
    let server = Server::start(|_| Reply::status(401, "no")).await;
    let config = config(&server)
        .header("x-own", "s3cret")
        .credential(&BEARER, Credential::token("s3cret"))
        .credential(&QUERY, Credential::token("s3cret"))
        .credential(&OAUTH, Credential::client("id", "s3cret"));
    assert!(!format!("{config:?}").contains("s3cret"));
    let core = config.build().unwrap();
    let raw = core.raw_request(Method::GET, "/x?key=s3cret").header("x-b", "s3cret");
    assert!(!format!("{core:?} {raw:?}").contains("s3cret"));
    let err = raw.send_raw().await.unwrap_err();
    assert!(server.only().target.contains("s3cret"));
    assert!(!shown(&err).contains("s3cret"), "{}", shown(&err));
    let sending = core.request(&OPTIONAL).header("x-c", "s3cret").send::<Empty>();
    assert!(!format!("{sending:?}").contains("s3cret"));
    assert!(!shown(&sending.await.unwrap_err()).contains("s3cret"));

    // A server that is not there: reqwest's own error would name the URL.
    let gone = super::config(&server).base_url("http://127.0.0.1:1/v1");
    let core = gone.credential(&QUERY, Credential::token("s3cret")).build().unwrap();
    let err = core.raw_request(Method::GET, "/x").send_raw().await.unwrap_err();
    assert!(err.is_connect() && err.is_retryable() && !shown(&err).contains("s3cret"), "{err:?}");
    // A key that cannot stand in a header.
    let core = core.with_credential(&BEARER, Credential::token("s3cret\n"));
    let err = core.request(&OPTIONAL).send::<Empty>().await.unwrap_err();
    assert!(matches!(err, Error::Request(_)) && !shown(&err).contains("s3cret"), "{err:?}");
}

#[tokio::test]
async fn credentials_must_fit() {
    let server = Server::start(|_| Reply::json("null")).await;
    let err = config(&server).credential(&BASIC, Credential::token("t")).build().unwrap_err();
    assert_eq!(err.to_string(), "`Basic` takes a user and a password");
    let core = config(&server).build().unwrap();
    let core = core.with_credential(&OAUTH, Credential::basic("u", "p"));
    let err = core.request(&TOKEN).send::<Empty>().await.unwrap_err();
    assert!(
        err.to_string().ends_with("`OAuth` takes a client's id and secret, or a token"),
        "{err}"
    );
}

/// A server whose tokens are `t1`, `t2` … and live for `life` seconds.
async fn issuer(life: &'static str) -> Server {
    let issued = AtomicU32::new(0);
    Server::start(move |seen| {
        if seen.target != "/token" {
            return Reply::json("null");
        }
        let number = issued.fetch_add(1, Ordering::SeqCst) + 1;
        let body = format!(r#"{{"access_token":"t{number}","token_type":"Bearer"{life}}}"#);
        Reply::Late(Duration::from_millis(50), 200, body.into())
    })
    .await
}

fn client(server: &Server) -> Core {
    config(server).credential(&OAUTH, Credential::client("my id", "s/3")).build().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_callers_fetch_one_token() {
    let server = issuer(r#","expires_in":3600"#).await;
    let core = client(&server);
    let calls: Vec<_> =
        (0..100).map(|_| tokio::spawn(core.request(&TOKEN).send::<Empty>())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let seen = server.seen();
    assert_eq!((fetches(&seen), seen.len()), (1, 101));
    let fetch = &seen[0];
    assert_eq!((fetch.method.as_str(), fetch.target.as_str()), ("POST", "/token"));
    // "my+id:s%2F3"
    assert_eq!(fetch.header("authorization"), Some("Basic bXkraWQ6cyUyRjM="));
    assert_eq!(fetch.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(fetch.text(), "grant_type=client_credentials&scope=read+write");
    assert!(seen[1..].iter().all(|seen| seen.header("authorization") == Some("Bearer t1")));
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends() {
    let server = issuer(r#","expires_in":"1""#).await;
    let core = client(&server);
    core.request(&TOKEN).send::<Empty>().await.unwrap();
    core.request(&TOKEN).send::<Empty>().await.unwrap();
    assert_eq!(fetches(&server.seen()), 1);
    // Its last fifth begins.
    tokio::time::sleep(Duration::from_millis(850)).await;
    core.request(&TOKEN).send::<Empty>().await.unwrap();
    let seen = server.seen();
    assert_eq!(fetches(&seen), 2);
    assert_eq!(seen[4].header("authorization"), Some("Bearer t2"));
}

#[tokio::test]
async fn a_token_that_is_refused_is_not_used_again() {
    let issued = AtomicU32::new(0);
    let server = Server::start(move |seen| match seen.header("authorization") {
        Some("Bearer t1") => Reply::status(401, ""),
        Some("Bearer t2") => Reply::json("null"),
        _ => {
            let number = issued.fetch_add(1, Ordering::SeqCst) + 1;
            Reply::json(&format!(r#"{{"access_token":"t{number}"}}"#))
        }
    })
    .await;
    let core = client(&server);
    core.request(&TOKEN).send::<Empty>().await.unwrap();
    core.request(&TOKEN).send::<Empty>().await.unwrap();
    assert_eq!(fetches(&server.seen()), 2);
}

#[tokio::test]
async fn a_token_is_renewed_once() {
    let server = Server::start(|seen| match seen.header("authorization") {
        Some(text) if text.starts_with("Bearer") => Reply::status(401, ""),
        _ => Reply::json(r#"{"access_token":"t"}"#),
    })
    .await;
    let err = client(&server).request(&TOKEN).send::<Empty>().await.unwrap_err();
    assert_eq!((err.status().unwrap().as_u16(), err.attempts()), (401, 2));
    assert_eq!(fetches(&server.seen()), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn callers_share_a_failed_fetch() {
    let server = Server::start(|_| {
        Reply::Late(Duration::from_millis(100), 404, br#"{"error":"s3cret"}"#.to_vec())
    })
    .await;
    let core = client(&server);
    let calls: Vec<_> =
        (0..20).map(|_| tokio::spawn(core.request(&TOKEN).send::<Empty>())).collect();
    for call in calls {
        let err = call.await.unwrap().unwrap_err();
        // Not the operation's own 404.
        assert!(matches!(&err, Error::Auth(err) if err.scheme() == "OAuth"), "{err:?}");
        assert_eq!((err.status(), err.operation()), (None, Some("getOwn")));
        assert_eq!(err.to_string(), "getOwn (GET /own): no token for `OAuth`");
        let cause = std::error::Error::source(&err).unwrap().to_string();
        assert_eq!(cause, "token for `OAuth` (POST /token): the server answered 404 Not Found");
    }
    assert!(fetches(&server.seen()) < 5, "{}", fetches(&server.seen()));
    // The failure is not kept.
    let before = fetches(&server.seen());
    assert!(core.request(&TOKEN).send::<Empty>().await.is_err());
    assert_eq!(fetches(&server.seen()), before + 1);
}

#[tokio::test]
async fn a_token_can_be_asked_for_again() {
    static SAVE: Operation = Operation::new("save", "POST", "/save").security(&[&[&OAUTH]]);
    let server = Server::start(|_| Reply::status(502, "")).await;
    let err = client(&server).request(&SAVE).send::<Empty>().await.unwrap_err();
    assert!(err.is_retryable(), "{err:?}");
}

#[tokio::test]
async fn a_token_answer_does_not_show() {
    let server = Server::start(|_| Reply::json(r#"{"accessToken":"s3cret"}"#)).await;
    let err = client(&server).request(&TOKEN).send::<Empty>().await.unwrap_err();
    assert!(matches!(err, Error::Auth(_)));
    assert!(!shown(&err).contains("s3cret"), "{}", shown(&err));
}

/// A token that no header can hold is none: it is not kept, so that the next call asks for another one.
#[tokio::test]
async fn a_token_that_cannot_be_sent_is_not_kept() {
    let asked = AtomicU32::new(0);
    let server = Server::start(move |seen| match seen.target.as_str() {
        "/token" if asked.fetch_add(1, Ordering::SeqCst) == 0 => {
            Reply::json(r#"{"access_token":"s3cret\r\nx: y"}"#)
        }
        "/token" => Reply::json(r#"{"access_token":"t"}"#),
        _ => Reply::json("null"),
    })
    .await;
    let core = client(&server);
    let err = core.request(&TOKEN).send::<Empty>().await.unwrap_err();
    assert!(shown(&err).contains("an `access_token` that cannot be sent"), "{}", shown(&err));
    assert!(!shown(&err).contains("s3cret"), "{}", shown(&err));
    core.request(&TOKEN).send::<Empty>().await.unwrap();
}

#[tokio::test]
async fn a_caller_that_goes_leaves_the_fetch_to_the_next() {
    let server = issuer(r#","expires_in":3600"#).await;
    let core = client(&server);
    let first = tokio::spawn(core.request(&TOKEN).send::<Empty>());
    tokio::time::sleep(Duration::from_millis(20)).await;
    let second = tokio::spawn(core.request(&TOKEN).send::<Empty>());
    tokio::time::sleep(Duration::from_millis(5)).await;
    first.abort();
    second.await.unwrap().unwrap();
}

/// The URL of tokens is one without a user, as the server's is, and is not repeated where it is wrong.
#[tokio::test]
async fn a_token_url_holds_no_password() {
    let server = Server::start(|_| Reply::json("null")).await;
    for (url, message) in [
        ("https://user:s3cret@tokens.example.invalid/", "the token URL holds a user or a password"),
        ("https://user:s3cret@[/", "the token URL cannot be read: invalid IPv6 address"),
    ] {
        let config = config(&server).token_url(url);
        let err = config.credential(&OAUTH, Credential::client("i", "s")).build().unwrap_err();
        assert!(err.to_string().starts_with(message), "{err}");
        assert!(!shown(&err).contains("s3cret"), "{err:?}");
    }
}

#[tokio::test]
async fn tokens_do_not_travel_in_the_clear() {
    let server = Server::start(|_| Reply::json("null")).await;
    let config = config(&server).token_url("http://tokens.example.invalid/token");
    let core = config.credential(&OAUTH, Credential::client("i", "s")).build().unwrap();
    let err = core.request(&TOKEN).send::<Empty>().await.unwrap_err();
    assert!(shown(&err).contains("plain http"), "{}", shown(&err));
    core.request(&GET).send::<Empty>().await.unwrap();
}

static SILENT: Operation = Operation::new("getSilent", "GET", "/silent");

#[tokio::test]
async fn a_client_can_send_its_credentials_everywhere() {
    let server = Server::start(|_| Reply::json("null")).await;
    let config = config(&server)
        .credential(&HEADER, Credential::token("k"))
        .credential(&BEARER, Credential::token("t"));
    let core = config.clone().build().unwrap();
    core.request(&SILENT).send::<Empty>().await.unwrap();
    let core = config.credentials_everywhere().build().unwrap();
    core.request(&SILENT).send::<Empty>().await.unwrap();
    // What the document says of an operation still counts.
    core.request(&EITHER).send::<Empty>().await.unwrap();
    let sent: Vec<_> = server
        .seen()
        .iter()
        .map(|seen| (seen.header("x-api-key").is_some(), seen.header("authorization").is_some()))
        .collect();
    assert_eq!(sent, [(false, false), (true, true), (true, false)]);
}

#[tokio::test]
async fn a_header_of_the_client_can_be_a_secret() {
    let server = Server::start(|_| Reply::status(403, "")).await;
    let core = config(&server).header("x-app", Secret::from("s3cret")).build().unwrap();
    let err = core.request(&SILENT).send::<Empty>().await.unwrap_err();
    assert_eq!(server.only().header("x-app"), Some("s3cret"));
    assert!(!shown(&err).contains("s3cret") && !format!("{core:?}").contains("s3cret"));
}

#[tokio::test]
async fn a_refusal_says_that_no_credential_was_sent() {
    for (status, lacks) in [(401, true), (403, true), (404, false)] {
        let server = Server::start(move |_| Reply::status(status, "")).await;
        let key = Credential::token("k");
        let core = config(&server).credential(&HEADER, key).build().unwrap();
        let err = core.request(&SILENT).send::<Empty>().await.unwrap_err();
        assert_eq!(err.to_string().contains("no credential was sent"), lacks, "{err}");
        let Error::Api(err) = err else { panic!("{err:?}") };
        assert_eq!(err.lacks_credential(), lacks);
        // One of the document's, one by hand, and one that only its name tells of.
        let calls = [
            core.request(&EITHER),
            core.request(&SILENT).header("authorization", "Bearer t"),
            core.request(&SILENT).query("access_token", "t"),
        ];
        for call in calls {
            let err = call.send::<Empty>().await.unwrap_err();
            assert!(!err.to_string().contains("no credential"), "{err}");
        }
    }
}
