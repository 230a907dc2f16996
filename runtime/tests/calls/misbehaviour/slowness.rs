//! Servers that take their time, and callers that do not.

use std::time::{Duration, Instant};

use vetted_runtime::{Binary, Chunks, Config, Empty, Retries};

use super::{
    super::server::End, Always, Fault, GET, KEYED, Once, POST, Reply, Server, config, hasty,
};

const ANSWER: &str = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1";
const LIMIT: Duration = Duration::from_millis(300);
const TIMEOUT_GET: &str = "the call took too long; 3 attempts, retryable, 3 requests";
const TIMEOUT_POST: &str = "the call took too long; 1 attempt, 1 request";

fn attempt_limit(config: Config) -> Config {
    config.attempt_timeout(LIMIT)
}

/// A head that comes byte by byte: without a limit as long as it takes; a limit for each attempt ends it, and what can
/// be repeated is.
#[tokio::test]
async fn a_slow_head() {
    let fault = Fault::new(|| Reply::raw(ANSWER, End::Close).slow(0, Duration::from_millis(20)));
    fault.gives(&[(Always, &GET, "1; 1 request"), (Always, &POST, "1; 1 request")]).await;
    let fault = fault.with(attempt_limit);
    fault
        .gives(&[
            (Once, &GET, "1; 2 requests"),
            (Always, &GET, TIMEOUT_GET),
            (Always, &POST, TIMEOUT_POST),
            (Once, &KEYED, "1; 2 requests"),
        ])
        .await;
}

/// As with a head: each byte comes in time, all of them do not.
#[tokio::test]
async fn a_slow_body() {
    let fault = Fault::new(|| {
        let answer = "HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n1                   ";
        Reply::raw(answer, End::Close).slow(answer.len() - 20, Duration::from_millis(30))
    });
    fault.gives(&[(Always, &GET, "1; 1 request"), (Always, &POST, "1; 1 request")]).await;
    let fault = fault.with(attempt_limit);
    fault
        .gives(&[
            (Once, &GET, "1; 2 requests"),
            (Always, &GET, TIMEOUT_GET),
            (Always, &POST, TIMEOUT_POST),
            (Once, &KEYED, "1; 2 requests"),
        ])
        .await;
}

/// No answer at all: as a slow one.
#[tokio::test]
async fn silence() {
    let fault = Fault::new(|| Reply::Silence).with(attempt_limit);
    fault
        .gives(&[
            (Once, &GET, "1; 2 requests"),
            (Always, &GET, TIMEOUT_GET),
            (Always, &POST, TIMEOUT_POST),
            (Once, &KEYED, "1; 2 requests"),
        ])
        .await;
}

/// The limit of the whole call ends it whatever it is about: the first attempt, a later one, or the pause before it.
#[tokio::test]
async fn a_call_that_has_run_out_of_time() {
    let start = Instant::now();
    let fault = Fault::new(|| Reply::Silence).with(|config| config.timeout(LIMIT));
    let expected = "the call took too long; 1 attempt, retryable, 1 request";
    fault.gives(&[(Always, &GET, expected), (Always, &POST, TIMEOUT_POST)]).await;
    let fault = fault.with(|config| config.timeout(LIMIT * 3 / 2).attempt_timeout(LIMIT));
    let expected = "the call took too long; 2 attempts, retryable, 2 requests";
    fault.gives(&[(Always, &GET, expected)]).await;
    let fault = Fault::new(|| Reply::raw(ANSWER, End::Close).slow(20, LIMIT / 2))
        .with(|config| config.timeout(LIMIT));
    let expected = "the call took too long; 1 attempt, retryable, 1 request";
    fault.gives(&[(Always, &GET, expected)]).await;
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());

    // A pause that would end later than the call is not begun: the caller learns what the server said.
    let start = Instant::now();
    let fault = Fault::new(|| Reply::status(503, "").header("retry-after", "20"))
        .with(|config| config.timeout(Duration::from_secs(10)));
    let expected =
        "the server answered 503 Service Unavailable; 1 attempt, retryable, after 20s, 1 request";
    fault.gives(&[(Always, &GET, expected)]).await;
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

/// A stream may take longer than a call, but not be silent for longer.
#[tokio::test]
async fn a_slow_stream() {
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n1                   ";
    let reply =
        move || Reply::raw(answer, End::Close).slow(answer.len() - 20, Duration::from_millis(30));
    let server = Server::start(move |_| reply()).await;
    let core = config(&server).timeout(LIMIT).build().unwrap();
    let mut chunks = core.request(&GET).send_stream::<Chunks>().await.unwrap();
    let mut bytes = 0;
    while let Some(chunk) = chunks.next().await {
        bytes += chunk.unwrap().len();
    }
    assert_eq!(bytes, 20);

    let request = core.request(&GET);
    let blocking = tokio::task::spawn_blocking(move || {
        let mut bytes = 0;
        let mut chunks = request.send_stream_blocking::<Chunks>().unwrap();
        while let Some(chunk) = chunks.next_blocking() {
            bytes += chunk.unwrap().len();
        }
        bytes
    });
    assert_eq!(blocking.await.unwrap(), 20);
}

/// A caller that goes away in a pause is not called back: nothing more is sent.
#[tokio::test]
async fn a_caller_that_leaves_in_a_pause() {
    let server =
        Fault::new(|| Reply::status(503, "").header("retry-after", "1")).server(Once).await;
    let core = hasty(&server).retries(Retries::default()).build().unwrap();
    let call = core.request(&GET).send::<Empty>();
    let limit = Duration::from_millis(300);
    assert!(tokio::time::timeout(limit, call).await.is_err(), "it waits");
    server.only();
    tokio::time::sleep(Duration::from_millis(1200)).await;
    server.only();
}

/// A caller that goes away in the middle of a body ends the exchange.
#[tokio::test]
async fn a_caller_that_leaves_in_a_body() {
    let server = Server::start(|_| Reply::Endless).await;
    let core = hasty(&server).max_response_bytes(u64::MAX).build().unwrap();
    let call = core.request(&GET).send::<Binary>();
    assert!(tokio::time::timeout(Duration::from_millis(100), call).await.is_err());
    // What was on its way may still arrive.
    tokio::time::sleep(Duration::from_millis(50)).await;
    let sent = *server.sent.lock().unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(*server.sent.lock().unwrap(), sent);
}
