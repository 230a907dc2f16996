//! Tokens that end in flight.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use vetted_runtime::{Config, Credential, Empty, Json, Operation, Scheme};

use super::{Reply, Seen, Server, Way, hasty};

static OAUTH: Scheme = Scheme::client_credentials("OAuth", "/token", &[]);
pub(super) static GET_OWN: Operation =
    Operation::new("getOwn", "GET", "/own").security(&[&[&OAUTH]]);
pub(super) static MAKE_OWN: Operation =
    Operation::new("makeOwn", "POST", "/own").security(&[&[&OAUTH]]);

/// A server whose tokens are `t1`, `t2` …, and that takes those from `first` on; it has `refusing` to think about the
/// others. The first lives for `life` seconds, the others for an hour; without it none says when it ends. Fetching one
/// takes a moment.
pub(super) async fn issuer(life: Option<u32>, first: u32, refusing: Duration) -> Server {
    let issued = AtomicU32::new(0);
    Server::start(move |seen| {
        let sent = seen.header("authorization").and_then(|text| text.strip_prefix("Bearer t"));
        match sent.and_then(|number| number.parse::<u32>().ok()) {
            Some(number) if number < first => Reply::Late(refusing, 401, Vec::new()),
            Some(_) => Reply::json("1"),
            None => {
                let number = issued.fetch_add(1, Ordering::SeqCst) + 1;
                let life = life.map(|life| if number == 1 { life } else { 3600 });
                let life = life.map(|life| format!(r#","expires_in":{life}"#)).unwrap_or_default();
                let body = format!(r#"{{"access_token":"t{number}"{life}}}"#);
                Reply::Late(Duration::from_millis(50), 200, body.into())
            }
        }
    })
    .await
}

pub(super) fn with_token(server: &Server) -> Config {
    hasty(server).credential(&OAUTH, Credential::client("id", "secret"))
}

/// How many tokens were fetched.
pub(super) fn fetches(seen: &[Seen]) -> usize {
    seen.iter().filter(|seen| seen.target == "/token").count()
}

/// A token that ends in flight: the call goes out once more with a new one, a POST too, since the server has refused
/// it. That is no retry, and another 401 ends it.
#[tokio::test]
async fn a_token_that_ends_in_flight() {
    for (way, operation) in
        Way::BOTH.into_iter().flat_map(|way| [(way, &GET_OWN), (way, &MAKE_OWN)])
    {
        let server = issuer(None, 2, Duration::ZERO).await;
        let core = with_token(&server).build().unwrap();
        for _ in 0..2 {
            let answer = way.send::<Json<i64>>(core.request(operation)).await;
            assert_eq!(answer.unwrap(), 1, "{way:?}");
        }
        let seen = server.seen();
        assert_eq!((fetches(&seen), seen.len()), (2, 5), "{way:?}");

        let server = issuer(None, 9, Duration::ZERO).await;
        let core = with_token(&server).build().unwrap();
        let err = way.send::<Empty>(core.request(operation)).await.unwrap_err();
        assert_eq!((err.status().unwrap().as_u16(), err.attempts()), (401, 2), "{way:?}");
        assert!(!err.is_retryable());
        let seen = server.seen();
        assert_eq!((fetches(&seen), seen.len()), (2, 4), "{way:?}");
    }
}

/// A token server that is out of order: no call goes out without a token, and fetching one is tried again.
#[tokio::test]
async fn a_token_server_that_fails() {
    for way in Way::BOTH {
        let asked = AtomicU32::new(0);
        let server = Server::start(move |seen| match seen.target.as_str() {
            "/token" if asked.fetch_add(1, Ordering::SeqCst) < 2 => Reply::status(503, ""),
            "/token" => Reply::json(r#"{"access_token":"t"}"#),
            _ => Reply::json("1"),
        })
        .await;
        let core = with_token(&server).build().unwrap();
        let answer = way.send::<Json<i64>>(core.request(&MAKE_OWN)).await;
        assert_eq!(answer.unwrap(), 1, "{way:?}");
        assert_eq!((fetches(&server.seen()), server.seen().len()), (3, 4), "{way:?}");
    }
}
