//! Redirects, and what goes along.

use vetted_runtime::{Credential, Empty, Error, Json, Operation, Scheme};

use super::{GET, POST, Reply, Server, config, core};

static KEY: Scheme = Scheme::api_key_header("ApiKey", "api-key");
static BEARER: Scheme = Scheme::bearer("Bearer");
static BOTH: Operation = Operation::new("getThing", "GET", "/things").security(&[&[&KEY, &BEARER]]);
static FOUND: Operation = Operation::new("whereIs", "GET", "/where").answers(&[302]);

#[tokio::test]
async fn another_host_sees_no_secret() {
    let back = Server::start(|_| Reply::json("1")).await;
    let home = back.url("/home");
    let other = Server::start(move |_| Reply::redirect(307, &home)).await;
    let location = other.url("/there?x=1").replace("http://", "http://user:pass@");
    let server = Server::start(move |seen| match seen.target.as_str() {
        "/v1/things?q=1" => Reply::redirect(302, "/v1/moved"),
        _ => Reply::redirect(301, &location),
    })
    .await;
    let core = config(&server)
        .header("x-default", "d")
        .credential(&KEY, Credential::token("k"))
        .credential(&BEARER, Credential::token("t"))
        .build()
        .unwrap();
    let answer = core
        .request(&BOTH)
        .query("q", &1)
        .header("x-connector-token", "c")
        .header("user-agent", "mine")
        .header_param("x-param", "p")
        .cookie("session", "s")
        .send::<Json<i64>>()
        .await;
    assert_eq!(answer.unwrap(), 1);

    // The same origin gets it all again.
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    for name in ["api-key", "authorization", "x-connector-token", "x-default", "x-param", "cookie"]
    {
        assert!(seen[1].header(name).is_some(), "{name}");
    }
    // Others, a further port included, get nothing.
    for seen in [other.only(), back.only()] {
        let names: Vec<_> = seen.headers.iter().map(|(name, _)| name.as_str()).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, ["accept", "host", "user-agent"]);
        assert_eq!(seen.header("user-agent"), Some("things/1.0"));
    }
    assert_eq!(other.only().target, "/there?x=1");
}

#[tokio::test]
async fn bodies_are_repeated_within_the_origin_only() {
    let server = Server::start(|seen| match seen.target.as_str() {
        "/v1/things" => Reply::redirect(308, "/v1/new"),
        _ => Reply::json("2"),
    })
    .await;
    let answer = core(&server).request(&POST).json(&[1]).send::<Json<i64>>().await.unwrap();
    assert_eq!(answer, 2);
    let seen = server.seen();
    assert_eq!((seen[1].method.as_str(), seen[1].text()), ("POST", "[1]"));

    let other = Server::start(|_| Reply::json("3")).await;
    let location = other.url("/");
    let server = Server::start(move |_| Reply::redirect(307, &location)).await;
    let err = core(&server).request(&POST).json(&[1]).send::<Json<i64>>().await.unwrap_err();
    assert_eq!(err.status().unwrap().as_u16(), 307);
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn a_post_is_not_turned_into_a_get() {
    for status in [301, 302] {
        let server = Server::start(move |_| Reply::redirect(status, "/v1/new")).await;
        let err = core(&server).request(&POST).json(&[1]).send::<Empty>().await.unwrap_err();
        assert_eq!(err.status().unwrap().as_u16(), status);
        assert_eq!(err.headers().unwrap()["location"], "/v1/new");
        server.only();
    }
}

#[tokio::test]
async fn what_a_post_has_brought_about_is_fetched_by_get() {
    let server = Server::start(|seen| match seen.target.as_str() {
        "/v1/things" => Reply::redirect(303, "/v1/things/7"),
        _ => Reply::json("7"),
    })
    .await;
    let answer = core(&server).request(&POST).json(&[1]).send::<Json<i64>>().await.unwrap();
    assert_eq!(answer, 7);
    let seen = server.seen();
    assert_eq!((seen[0].method.as_str(), seen[0].text()), ("POST", "[1]"));
    assert_eq!((seen[1].method.as_str(), seen[1].target.as_str()), ("GET", "/v1/things/7"));
    assert_eq!((seen[1].text(), seen[1].header("content-type")), ("", None));
    assert_eq!(seen.len(), 2);

    // A body that can be sent once is not sent again, and elsewhere goes no more than with any GET.
    let other = Server::start(|_| Reply::json("8")).await;
    let location = other.url("/x");
    let server = Server::start(move |_| Reply::redirect(303, &location)).await;
    let body = vetted_runtime::Body::reader(&b"[1]"[..]);
    let call = core(&server).request(&POST).bytes(body, "application/json");
    let call = call.header("x-own", "secret").send::<Json<i64>>();
    assert_eq!(call.await.unwrap(), 8);
    let seen = other.only();
    assert_eq!((seen.method.as_str(), seen.text(), seen.header("x-own")), ("GET", "", None));
}

#[tokio::test]
async fn ten_are_enough() {
    let server = Server::start(|_| Reply::redirect(302, "/v1/things")).await;
    let err = core(&server).request(&GET).send::<Empty>().await.unwrap_err();
    assert!(matches!(&err, Error::Transport(err) if err.is_redirect()), "{err:?}");
    assert_eq!(server.seen().len(), 11);
    assert!(!err.is_retryable());
}

#[tokio::test]
async fn redirects_to_nowhere_are_refused() {
    for location in
        ["http://example.invalid/", "file:///etc/passwd", "http://[", "ftp://localhost/"]
    {
        let server = Server::start(move |_| Reply::redirect(302, location)).await;
        let err = core(&server).request(&GET).send::<Empty>().await.unwrap_err();
        assert!(matches!(&err, Error::Transport(err) if err.is_redirect()), "{location} {err:?}");
    }
}

#[tokio::test]
async fn a_redirect_that_the_document_lists_is_an_answer() {
    let server = Server::start(|_| Reply::redirect(302, "https://files.example.invalid/1")).await;
    let answer = core(&server).request(&FOUND).send_raw::<Empty>().await.unwrap();
    assert_eq!(answer.headers["location"], "https://files.example.invalid/1");
}
