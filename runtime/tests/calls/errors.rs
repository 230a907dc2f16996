//! Answers that are errors.

use vetted_runtime::{Empty, Error, Json, Secret, Text, Untyped};

use super::{GET, POST, Reply, Server, core};

/// An error enum as emitted.
#[derive(Debug, PartialEq)]
pub(crate) enum GetError {
    NotFound(Vec<i64>),
    Gone,
    Client(String),
    Other(bool),
}

vetted_runtime::errors! {
    GetError {
        404 => NotFound: Json<Vec<i64>>;
        410 => Gone: Empty;
        4xx => Client: Text<String>;
        default => Other: Json<bool>;
    }
}

/// Without a row for the rest.
#[derive(Debug, PartialEq)]
pub(crate) enum FewErrors {
    NotFound,
}

vetted_runtime::errors! { FewErrors { 404 => NotFound: Empty; } }

async fn error(status: u16, body: &'static str) -> Error {
    let server = Server::start(move |_| {
        Reply::status(status, body).header("cko-request-id", "c1").header("set-cookie", "s3cret")
    })
    .await;
    core(&server).request(&GET).send::<Empty>().await.unwrap_err()
}

#[tokio::test]
async fn an_error_says_what_happened() {
    let err = error(404, "[1]").await;
    assert_eq!(
        err.to_string(),
        "getThing (GET /things): the server answered 404 Not Found (request id c1)"
    );
    assert_eq!(err.operation(), Some("getThing"));
    assert_eq!(err.method().unwrap(), "GET");
    assert_eq!(err.path(), Some("/things"));
    assert_eq!(err.request_id(), Some("c1"));
    assert_eq!(err.body().unwrap(), "[1]");
    assert_eq!(err.attempts(), 1);
    assert!(!super::shown(&err).contains("s3cret"));
    let Error::Api(err) = err else { panic!("{err:?}") };
    assert_eq!(err.json::<Vec<i64>>().unwrap(), [1]);
}

/// What a server says with an error may repeat what it was sent, and what it sends along may be a session or a link
/// that is signed: none of it shows by itself.
#[tokio::test]
async fn an_error_shows_neither_its_body_nor_its_secrets() {
    let server = Server::start(|_| {
        Reply::status(422, r#"{"you_sent":"s3cret"}"#)
            .header("content-type", "application/problem+json; charset=utf-8")
            .header("set-cookie", "sid=s3cret")
            .header("x-auth-token", "s3cret")
            .header("location", "https://files.example.invalid/?signature=s3cret")
            .header("link", "</x?key=s3cret>; rel=next")
            .header("x-plain", "plain")
    })
    .await;
    let core = super::config(&server).on_answer(|outcome| {
        let shown = format!("{outcome:?} {:?}", outcome.headers());
        assert!(!shown.contains("s3cret") && shown.contains("plain"), "{shown}");
    });
    let core = core.build().unwrap();
    let err = core.request(&GET).send::<Empty>().await.unwrap_err();
    let shown = super::shown(&err);
    assert!(!shown.contains("s3cret"), "{shown}");
    assert!(shown.contains("body: 21 bytes of application/problem+json,"), "{shown}");
    assert!(!format!("{:?}", err.headers()).contains("s3cret"));
    // Who asks for it gets it.
    assert_eq!(err.body().unwrap(), r#"{"you_sent":"s3cret"}"#);
    assert_eq!(err.headers().unwrap()["x-auth-token"], "s3cret");

    let server =
        Server::start(|_| Reply::status(200, "s3cret").header("set-cookie", "s3cret")).await;
    let raw = self::core(&server).request(&GET).send::<Untyped>().await.unwrap();
    assert!(format!("{raw:?}").contains("6 bytes") && !format!("{raw:?}").contains("s3cret"));
    let raw = self::core(&server).request(&GET).send_raw::<Empty>().await.unwrap();
    assert!(!format!("{raw:?}").contains("s3cret"));
}

/// An id stands in every error's text: one that is a text by itself would flood the log.
#[tokio::test]
async fn a_request_id_has_a_length() {
    let server =
        Server::start(|_| Reply::status(404, "").header("x-request-id", &"r".repeat(9000)));
    let err = core(&server.await).request(&GET).send::<Empty>().await.unwrap_err();
    assert_eq!(err.request_id(), None);
    assert!(super::shown(&err).len() < 500, "{}", super::shown(&err).len());
}

#[tokio::test]
async fn documented_errors_go_by_status() {
    for (status, body, expected) in [
        (404, "[1]", GetError::NotFound(vec![1])),
        (410, "", GetError::Gone),
        (422, "no", GetError::Client("no".to_owned())),
        (500, "true", GetError::Other(true)),
    ] {
        assert_eq!(error(status, body).await.documented::<GetError>().unwrap().unwrap(), expected);
    }
    assert!(error(500, "").await.documented::<FewErrors>().is_none());
    let err = error(404, "[x]").await.documented::<GetError>().unwrap().unwrap_err();
    assert!(err.to_string().contains("the 404 answer is no JSON"), "{err}");
}

/// Nothing of it may stand in a log.
#[derive(Debug)]
struct Person {
    id: i64,
    born: Option<vetted_runtime::Date>,
    key: Option<Secret>,
}

vetted_runtime::object! {
    Person {
        "id" => id: i64, required;
        "born" => born: vetted_runtime::Date, optional;
        "recovery" => key: Secret, optional;
    }
}

#[tokio::test]
async fn what_does_not_fit_is_told_without_its_text() {
    for (body, place, near, source) in [
        (
            r#"[{"id":"s3cret"}]"#,
            "[0].id",
            Some("a string of 6 characters"),
            "invalid type: a string of 6 characters, expected i64; `.send_bytes()` gives the answer undecoded",
        ),
        (
            r#"[{"id":1},{"name":"s3cret","born":null}]"#,
            "[1]",
            Some("an object with `name`, `born`"),
            "missing field `id`; found an object with `name`, `born`; the setting `[optional]` lets `Person.id` be missing",
        ),
        (r#"[{"id":1,"born":"s3cret"}]"#, "[0].born", Some("a string of 6 characters"), "…"),
        (
            r#"[{"id":1,"recovery":1234567}]"#,
            "[0].recovery",
            Some("a value that may be a secret"),
            "invalid type: a value that may be a secret, expected a secret; `.send_bytes()` gives the answer undecoded",
        ),
        (
            r#"{"pin":"1234567"}"#,
            "",
            Some("an object with `pin`"),
            "invalid type: an object with `pin`, expected a sequence",
        ),
        (
            r#"[{"id":1,"name":"s3cret"#,
            "[0].name",
            None,
            "EOF while parsing a string at line 1 column 23",
        ),
    ] {
        let server = Server::start(move |_| Reply::json(body)).await;
        let err = core(&server).request(&GET).send::<Json<Vec<Person>>>().await.unwrap_err();
        let shown = super::shown(&err);
        assert!(!shown.contains("s3cret") && !shown.contains("1234567"), "{shown}");
        let cause = std::error::Error::source(&err).unwrap().to_string();
        assert!(cause == source || source == "…", "{cause}");
        let Error::Decode(err) = err else { panic!("{err:?}") };
        assert_eq!((err.place(), err.near()), (place, near), "{body}");
        // Who asks for it gets a single value, but no secret.
        let value = near.filter(|it| it.starts_with("a string")).map(|_| "\"s3cret\"".to_owned());
        assert_eq!(err.value(), value, "{body}");
        assert_eq!(err.body(), body);
    }
}

#[tokio::test]
async fn what_can_be_sent_again() {
    for (status, get, post) in [
        (400, false, false),
        (408, true, true),
        (429, true, true),
        (500, true, false),
        (502, true, false),
        (503, true, true),
    ] {
        assert_eq!(error(status, "").await.is_retryable(), get, "GET {status}");
        let server = Server::start(move |_| Reply::status(status, "")).await;
        let err = core(&server).request(&POST).send::<Empty>().await.unwrap_err();
        assert_eq!(err.is_retryable(), post, "POST {status}");
    }
}

/// An error body as emitted, all of whose fields may be missing.
#[derive(Debug, PartialEq)]
pub(crate) struct Problem {
    code: Option<i64>,
    inner: Option<Box<Problem>>,
}

vetted_runtime::object! {
    Problem {
        "code" => code: i64, optional;
        "inner" => inner: Box<Problem>, optional;
    }
}

/// The same, which keeps other keys.
#[derive(Debug, PartialEq)]
pub(crate) struct OpenProblem {
    code: Option<i64>,
    more: std::collections::BTreeMap<String, vetted_runtime::Value>,
}

vetted_runtime::object! {
    OpenProblem {
        "code" => code: i64, optional;
        .. => more: vetted_runtime::Value;
    }
}

#[derive(Debug, PartialEq)]
pub(crate) enum ProblemError {
    Plain(Problem),
    Open(OpenProblem),
}

vetted_runtime::errors! {
    ProblemError {
        400 => Plain: Json<Problem>;
        409 => Open: Json<OpenProblem>;
    }
}

#[tokio::test]
async fn a_body_of_other_keys_is_no_documented_error() {
    let read = async |status, body| error(status, body).await.documented::<ProblemError>().unwrap();
    let err = read(400, r#"{"detail":"x","inner2":{"code":1}}"#).await.unwrap_err();
    assert_eq!(
        err.to_string(),
        "getThing (GET /things): the 400 answer has none of the keys that the document declares (request id c1)"
    );
    assert!(err.body().is_some());
    // One key is enough, whatever it holds; and an empty object says nothing else.
    for (status, body) in [
        (400, r#"{"detail":"x","code":1}"#),
        (400, r#"{"inner":{"detail":1}}"#),
        (400, "{}"),
        (409, r#"{"detail":"x"}"#),
    ] {
        assert!(read(status, body).await.is_ok(), "{body}");
    }
}
