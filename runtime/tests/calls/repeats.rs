//! What is sent again, and what says that it was.

use std::time::Duration;

use vetted_runtime::{Core, Empty, Operation, Retries};

use super::{Reply, Server, config};

static KEYED: Operation =
    Operation::new("createThing", "POST", "/things").idempotency_key("Request-Key");
static PLAIN: Operation = Operation::new("makeThing", "POST", "/things");
static SEARCH: Operation = Operation::new("search", "POST", "/search").repeatable(true);
static COUNT: Operation = Operation::new("count", "PUT", "/count").repeatable(false);
static CARELESS: Operation = Operation::new("forgetThing", "POST", "/things")
    .idempotency_key("Request-Key")
    .repeatable(false);

/// A server that fails every call, and a client of it that does not wait.
async fn failing() -> (Server, Core) {
    let server = Server::start(|_| Reply::status(500, "no")).await;
    let pauses = Duration::from_millis(1);
    let retries = Retries::default().first_pause(pauses).longest_pause(pauses);
    let core = config(&server).retries(retries).build().unwrap();
    (server, core)
}

async fn attempts(operation: &'static Operation) -> usize {
    let (server, core) = failing().await;
    core.request(operation).send::<Empty>().await.unwrap_err();
    server.seen().len()
}

#[tokio::test]
async fn the_document_knows_better_than_the_method() {
    assert_eq!(attempts(&PLAIN).await, 1);
    assert_eq!(attempts(&SEARCH).await, 3);
    assert_eq!(attempts(&COUNT).await, 1);
    assert_eq!(attempts(&KEYED).await, 3);
    assert_eq!(attempts(&CARELESS).await, 1);
}

#[tokio::test]
async fn the_caller_knows_better_than_the_document() {
    for operation in [&PLAIN, &COUNT, &CARELESS] {
        let (server, core) = failing().await;
        core.request(operation).repeatable().send::<Empty>().await.unwrap_err();
        assert_eq!(server.seen().len(), 3);
    }
    let (server, core) = failing().await;
    core.raw_request(vetted_runtime::Method::POST, "/x")
        .repeatable()
        .send::<()>()
        .await
        .unwrap_err();
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn all_attempts_of_a_call_have_one_key() {
    let (server, core) = failing().await;
    for _ in 0..2 {
        core.request(&KEYED).send::<Empty>().await.unwrap_err();
    }
    let seen = server.seen();
    let keys: Vec<_> = seen.iter().map(|seen| seen.header("request-key").unwrap()).collect();
    assert_eq!(keys.len(), 6);
    assert!(keys[..3].iter().all(|key| *key == keys[0]));
    assert!(keys[3..].iter().all(|key| *key == keys[3]));
    assert_ne!(keys[0], keys[3]);
    let uuid: vetted_runtime::Uuid = keys[0].parse().unwrap();
    assert_eq!(uuid.get_version_num(), 4);
}

#[tokio::test]
async fn the_callers_key_stands() {
    let (server, core) = failing().await;
    let request = core.request(&KEYED).header_param("Request-Key", "order 7");
    request.send::<Empty>().await.unwrap_err();
    core.request(&KEYED).header("request-key", "order 8").send::<Empty>().await.unwrap_err();
    let seen = server.seen();
    let keys: Vec<_> = seen.iter().filter_map(|seen| seen.header("request-key")).collect();
    assert_eq!(keys, ["order 7", "order 7", "order 7", "order 8", "order 8", "order 8"]);
}
