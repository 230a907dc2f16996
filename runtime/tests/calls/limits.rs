//! Sizes, times, and callers that go away.

use std::time::{Duration, Instant};

use vetted_runtime::{Binary, Empty, Error, Json, Lines, Method, Sending, SendingRaw, Value};

use super::{GET, POST, Reply, Server, config, core};

#[tokio::test]
async fn an_endless_answer_is_refused_as_it_comes() {
    let server = Server::start(|_| Reply::Endless).await;
    let core = config(&server).max_response_bytes(100_000).build().unwrap();
    let err = core.request(&GET).send::<Binary>().await.unwrap_err();
    assert!(matches!(&err, Error::Transport(err) if err.is_too_large()), "{err:?}");
    assert_eq!(err.to_string(), "getThing (GET /things): the answer is larger than 100000 bytes");
    assert_eq!(err.status().unwrap().as_u16(), 200);
    assert!(!err.is_retryable());
    // What the sockets hold comes on top of the limit.
    assert!(*server.sent.lock().unwrap() < 20_000_000);
}

#[tokio::test]
async fn a_large_answer_is_refused_by_its_length() {
    let server = Server::start(|_| Reply::Promise(u64::MAX / 2)).await;
    let err = core(&server).request(&GET).send::<Binary>().await.unwrap_err();
    assert!(matches!(&err, Error::Transport(err) if err.is_too_large()), "{err:?}");

    let server = Server::start(|_| Reply::status(200, "12345")).await;
    let core = config(&server).max_response_bytes(5).build().unwrap();
    assert_eq!(core.request(&GET).send::<Binary>().await.unwrap(), "12345");
    // A HEAD answer states the length of a body that does not come.
    let server = Server::start(|_| Reply::status(200, "").header("x-a", "b")).await;
    let core = config(&server).max_response_bytes(0).build().unwrap();
    core.raw_request(Method::HEAD, "/x").send_raw().await.unwrap();
}

#[tokio::test]
async fn items_are_limited_if_the_caller_says_so() {
    let server = Server::start(|_| Reply::status(200, "[[1,2],{\"a\":[]},3]")).await;
    let core = config(&server).max_response_items(5).build().unwrap();
    let err = core.request(&GET).send::<Json<Value>>().await.unwrap_err();
    assert!(err.to_string().contains("has more than 5 items"), "{err}");
    core.request(&GET).max_response_items(6).send::<Json<Value>>().await.unwrap();
    assert!(core.request(&GET).send::<Binary>().await.is_ok());
    let stream = core.request(&GET).max_response_items(1).send_stream::<Lines<Value>>().await;
    let err = stream.unwrap().next().await.unwrap().unwrap_err();
    assert!(err.to_string().contains("has more than 1 items"), "{err}");
}

#[tokio::test]
async fn a_call_ends_in_time() {
    let server = Server::start(|_| Reply::Silence).await;
    let core = config(&server).timeout(Duration::from_mins(1)).build().unwrap();
    let start = Instant::now();
    let call = core.request(&GET).timeout(Duration::from_millis(50)).send::<Empty>();
    let err = call.await.unwrap_err();
    assert!(err.is_timeout() && !err.is_connect() && err.is_retryable(), "{err:?}");
    assert_eq!(err.to_string(), "getThing (GET /things): the call took too long");
    assert!(start.elapsed() < Duration::from_secs(5));
    let call = core.request(&POST).timeout(Duration::from_millis(50)).send::<Empty>();
    assert!(!call.await.unwrap_err().is_retryable(), "a POST may have been acted on");
    // A body that stops counts as well.
    let server = Server::start(|_| Reply::Promise(9)).await;
    let core = config(&server).timeout(Duration::from_millis(50)).build().unwrap();
    assert!(core.request(&GET).send::<Empty>().await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn connecting_ends_in_time() {
    // An address that is kept for documentation: nothing answers there.
    let server = Server::start(|_| Reply::Silence).await;
    let config =
        config(&server).base_url("https://192.0.2.1").connect_timeout(Duration::from_millis(50));
    let start = Instant::now();
    let err = config.build().unwrap().request(&GET).send::<Empty>().await.unwrap_err();
    assert!(err.is_connect(), "{err:?}");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_server_without_tls_is_not_spoken_to() {
    let server = Server::start(|_| Reply::json("1")).await;
    let url = server.url("/").replace("http:", "https:");
    let limit = Duration::from_millis(100);
    let core = config(&server).base_url(url).connect_timeout(limit).build().unwrap();
    let err = core.request(&GET).send::<Empty>().await.unwrap_err();
    // The handshake counts as connecting.
    assert_eq!(err.to_string(), "getThing (GET /things): connecting to the server took too long");
    assert!(err.is_connect() && err.is_timeout() && std::error::Error::source(&err).is_some());
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_broken_answer_is_no_answer() {
    let server = Server::start(|_| Reply::Break).await;
    let err = core(&server).request(&GET).send::<Binary>().await.unwrap_err();
    assert_eq!(err.to_string(), "getThing (GET /things): the connection broke");
    assert!(err.is_retryable() && !err.is_timeout() && !err.is_connect());
}

#[tokio::test]
async fn dropping_a_call_cancels_it() {
    let server = Server::start(|_| Reply::Silence).await;
    let core = core(&server);
    let call = tokio::spawn(core.request(&GET).send::<Empty>());
    while server.seen().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    call.abort();
    tokio::time::timeout(Duration::from_secs(5), async {
        while *server.hung_up.lock().unwrap() == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await
    .expect("the connection is closed");
    // A call that is never awaited is never sent.
    drop(core.request(&GET).send::<Empty>());
    server.only();
}

#[test]
fn futures_can_be_spawned() {
    fn future<T: Send + Unpin + 'static>() {}
    fn shared<T: Send + Sync + 'static>() {}
    // The body need not be Send: only its decoder is held.
    future::<Sending<std::rc::Rc<u8>>>();
    future::<SendingRaw<String>>();
    shared::<vetted_runtime::Core>();
    shared::<Error>();
}

#[tokio::test]
async fn chunks_of_any_size_come_together_in_their_order() {
    let sizes = [1, 10_000, 3, 5, 8_000, 20_000, 1];
    let pieces: Vec<Vec<u8>> =
        sizes.iter().zip(b'a'..).map(|(size, letter)| vec![letter; *size]).collect();
    let whole = pieces.concat();
    let server = Server::start(move |_| Reply::Pieces {
        content_type: "application/octet-stream",
        pieces: pieces.clone(),
        hang: false,
    })
    .await;
    assert_eq!(core(&server).request(&GET).send::<Binary>().await.unwrap(), whole);
}
