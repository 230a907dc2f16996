//! Functions of the program that see attempts come and go.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use vetted_runtime::{Credential, Empty, Error, Json, Operation, Retries, Scheme};

use super::{GET, POST, Reply, Server, config, shown};

static KEY: Scheme = Scheme::api_key_header("Key", "x-key");
static QUERY: Scheme = Scheme::api_key_query("Query", "key");
static KEYED: Operation =
    Operation::new("getKeyed", "GET", "/keyed/{id}").security(&[&[&KEY, &QUERY]]);

fn quick(attempts: u32) -> Retries {
    Retries::default().attempts(attempts).first_pause(Duration::ZERO)
}

/// What hooks saw, a line each.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    fn add(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

/// A client whose hooks write down what they see.
fn watched(server: &Server, lines: &Lines) -> vetted_runtime::Config {
    let (before, after) = (lines.clone(), lines.clone());
    config(server)
        .retries(quick(3))
        .on_request(move |attempt| {
            before.add(format!("{} {}", attempt.number(), attempt.operation()));
        })
        .on_answer(move |outcome| {
            let status = outcome.status().map(|status| status.as_u16());
            let failed = outcome.error().is_some();
            after.add(format!("{} {status:?} {failed}", outcome.number()));
        })
}

#[tokio::test]
async fn each_attempt_has_one_of_either() {
    let server = Server::start(|seen| match seen.header("x-attempt") {
        Some("1") => Reply::Break,
        Some("2") => Reply::status(503, ""),
        _ => Reply::json("7").header("x-request-id", "r7"),
    })
    .await;
    let lines = Lines::default();
    let ids = lines.clone();
    let core = watched(&server, &lines)
        .on_request(|attempt| attempt.header("x-attempt", &attempt.number().to_string()))
        .on_answer(move |outcome| {
            ids.add(format!("{:?} {:?}", outcome.request_id(), outcome.path()));
        })
        .build()
        .unwrap();
    assert_eq!(core.request(&GET).send::<Json<i64>>().await.unwrap(), 7);
    assert_eq!(
        lines.take(),
        [
            "1 getThing",
            "1 Some(200) true",
            "None \"/things\"",
            "2 getThing",
            "2 Some(503) true",
            "None \"/things\"",
            "3 getThing",
            "3 Some(200) false",
            "Some(\"r7\") \"/things\"",
        ]
    );
}

#[tokio::test]
async fn limits_of_time_are_seen() {
    let server = Server::start(|_| Reply::Silence).await;
    let lines = Lines::default();
    let limit = Duration::from_millis(40);
    let core = watched(&server, &lines).build().unwrap();
    let call = core.request(&GET).attempt_timeout(limit).retries(quick(2));
    assert!(call.send::<Empty>().await.unwrap_err().is_timeout());
    assert_eq!(lines.take(), ["1 getThing", "1 None true", "2 getThing", "2 None true"]);
    assert!(core.request(&GET).timeout(limit).send::<Empty>().await.unwrap_err().is_timeout());
    assert_eq!(lines.take(), ["1 getThing", "1 None true"]);
}

#[tokio::test]
async fn a_hook_sees_all_but_the_credentials() {
    let server = Server::start(|_| Reply::json("null")).await;
    let lines = Lines::default();
    let seen = lines.clone();
    let core = config(&server)
        .credential(&KEY, Credential::token("s3cret"))
        .credential(&QUERY, Credential::token("s3cret"))
        .on_request(move |attempt| {
            let length = attempt.body().map(|body| body.len());
            seen.add(format!("{} {length:?} {:?}", attempt.url(), attempt.headers()));
            seen.add(format!("{attempt:?}"));
            attempt.header("x-signature", "s3cret");
        })
        .build()
        .unwrap();
    core.request(&KEYED).path("id", "7").query("a", &1).send::<Empty>().await.unwrap();
    let shown = lines.take().concat();
    assert!(shown.contains("/v1/keyed/7?a=1 Some(0)"), "{shown}");
    assert!(shown.contains("things/1.0") && !shown.contains("s3cret"), "{shown}");
    let sent = server.only();
    assert_eq!(sent.target, "/v1/keyed/7?a=1&key=s3cret");
    assert_eq!(
        (sent.header("x-key"), sent.header("x-signature")),
        (Some("s3cret"), Some("s3cret"))
    );

    core.request(&POST).json(&[1, 2]).send::<Empty>().await.unwrap();
    assert!(lines.take().concat().contains("Some(5)"));
}

#[tokio::test]
async fn a_hook_can_sign_in_place_of_a_credential() {
    let server = Server::start(|_| Reply::json("null")).await;
    let core = config(&server)
        .credential(&QUERY, Credential::token("q"))
        .on_request(|attempt| attempt.header("x-key", &format!("signed {}", attempt.method())))
        .build()
        .unwrap();
    // Without the hook, a credential would be missing.
    core.request(&KEYED).path("id", "7").send::<Empty>().await.unwrap();
    assert_eq!(server.only().header("x-key"), Some("signed GET"));
}

#[tokio::test]
async fn a_hook_can_refuse() {
    let server = Server::start(|_| Reply::json("null")).await;
    let lines = Lines::default();
    let core = watched(&server, &lines)
        .on_request(|attempt| attempt.refuse("no signature"))
        .on_request(|_| panic!("nothing is asked after a refusal"))
        .build()
        .unwrap();
    let err = core.request(&GET).send::<Empty>().await.unwrap_err();
    assert!(matches!(err, Error::Request(_)) && err.attempts() == 0, "{err:?}");
    assert_eq!(err.to_string(), "getThing (GET /things): a hook does not let the request go");
    assert_eq!(std::error::Error::source(&err).unwrap().to_string(), "no signature");
    assert_eq!(lines.take(), ["1 getThing", "1 None true"]);

    let core = config(&server).on_request(|it| it.header("x-a", "s3cret\n")).build().unwrap();
    let err = core.request(&GET).send::<Empty>().await.unwrap_err();
    assert!(shown(&err).contains("the header `x-a` has a control character"), "{}", shown(&err));
    assert!(!shown(&err).contains("s3cret") && server.seen().is_empty());
}

#[tokio::test]
async fn another_origin_sees_no_header_of_a_hook() {
    let elsewhere = Server::start(|_| Reply::json("null")).await;
    let url = elsewhere.url("/x");
    let server = Server::start(move |seen| match seen.target.as_str() {
        "/v1/things" => Reply::redirect(302, "/v1/next"),
        _ => Reply::redirect(302, &url),
    })
    .await;
    let lines = Lines::default();
    let core = watched(&server, &lines).on_request(|it| it.header("x-own", "1")).build().unwrap();
    core.request(&GET).send::<Empty>().await.unwrap();
    assert!(server.seen().iter().all(|seen| seen.header("x-own") == Some("1")));
    assert_eq!(elsewhere.only().header("x-own"), None);
    // Redirects are part of their attempt; within the origin a hook sees where each leads.
    assert_eq!(lines.take(), ["1 getThing", "1 getThing", "1 Some(200) false"]);
}

#[tokio::test]
async fn hooks_of_calls_that_block() {
    let server = Server::start(|_| Reply::json("7")).await;
    let lines = Lines::default();
    let core = watched(&server, &lines).build().unwrap();
    let answer = tokio::task::spawn_blocking(move || {
        core.request(&GET).send_blocking::<Json<i64>>().unwrap()
    });
    assert_eq!(answer.await.unwrap(), 7);
    assert_eq!(lines.take(), ["1 getThing", "1 Some(200) false"]);
}
