//! Connections that are refused, reset, or gone.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use vetted_runtime::{Body, Empty, Json};

use super::{
    super::server::End, Always, Fault, GET, KEYED, Once, POST, Reply, Server, Way, counted, hasty,
    outcome,
};

const BROKEN_GET: &str = "the connection broke; 3 attempts, retryable, 3 requests";
const BROKEN_POST: &str = "the connection broke; 1 attempt, 1 request";

/// What can be repeated is; a POST may have been acted on, and is sent once.
#[tokio::test]
async fn a_reset_before_the_head() {
    let fault = Fault::new(|| Reply::raw("", End::Reset));
    fault
        .gives(&[
            (Once, &GET, "1; 2 requests"),
            (Always, &GET, BROKEN_GET),
            (Once, &POST, BROKEN_POST),
            (Once, &KEYED, "1; 2 requests"),
            (Always, &KEYED, BROKEN_GET),
        ])
        .await;
}

/// As before the head.
#[tokio::test]
async fn a_reset_in_the_head() {
    let fault = Fault::new(|| Reply::raw("HTTP/1.1 200 OK\r\ncontent-le", End::Reset));
    fault
        .gives(&[
            (Once, &GET, "1; 2 requests"),
            (Always, &GET, BROKEN_GET),
            (Once, &POST, BROKEN_POST),
            (Once, &KEYED, "1; 2 requests"),
        ])
        .await;
}

/// As before the head: half of an answer is no answer.
#[tokio::test]
async fn a_reset_in_the_body() {
    for reply in [
        || Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n12345", End::Reset),
        || {
            let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
            Reply::raw(&format!("{head}5\r\n12345\r\n"), End::Reset)
        },
        // What ends with its connection has not ended.
        || Reply::raw("HTTP/1.1 200 OK\r\n\r\n12345", End::Reset),
    ] {
        let fault = Fault::new(reply);
        fault
            .gives(&[
                (Once, &GET, "1; 2 requests"),
                (Always, &GET, BROKEN_GET),
                (Once, &POST, BROKEN_POST),
                (Once, &KEYED, "1; 2 requests"),
            ])
            .await;
    }
}

/// The status of an answer that breaks off stands in the error, and so does the cause.
#[tokio::test]
async fn a_reset_keeps_the_status() {
    let reply = || Reply::raw("HTTP/1.1 201 OK\r\ncontent-length: 9\r\n\r\n1", End::Reset);
    for way in Way::BOTH {
        let server = Fault::new(reply).server(Always).await;
        let core = hasty(&server).build().unwrap();
        let err = way.send::<Empty>(core.request(&POST)).await.unwrap_err();
        assert_eq!(err.status().unwrap().as_u16(), 201, "{way:?}");
        let cause = super::super::shown(&err);
        assert!(cause.contains("ConnectionReset"), "{way:?} {cause}");
    }
}

/// The connection ends in order, but in the middle of an answer: as a reset.
#[tokio::test]
async fn a_connection_that_closes_early() {
    for reply in [
        || Reply::raw("", End::Close),
        || Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n", End::Close),
        || Reply::raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n12", End::Close),
    ] {
        let fault = Fault::new(reply);
        fault
            .gives(&[
                (Once, &GET, "1; 2 requests"),
                (Always, &GET, BROKEN_GET),
                (Once, &POST, BROKEN_POST),
            ])
            .await;
    }
}

/// A body without a length ends with its connection, if that ends in order.
#[tokio::test]
async fn a_body_that_ends_with_its_connection() {
    let fault = Fault::new(|| Reply::raw("HTTP/1.1 200 OK\r\n\r\n1", End::Close));
    fault.gives(&[(Always, &GET, "1; 1 request"), (Always, &POST, "1; 1 request")]).await;
}

/// Nobody listens: every call is sent again, since the server has seen nothing of it.
#[tokio::test]
async fn a_refused_connection() {
    for operation in [&GET, &POST, &KEYED] {
        for way in Way::BOTH {
            let server = Fault::new(|| Reply::json("1")).server(Always).await;
            // A port that was free a moment ago, and is again.
            let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
            let core = hasty(&server).base_url(format!("http://{free}")).build().unwrap();
            let result = way.send::<Json<i64>>(core.request(operation)).await;
            let expected =
                "could not connect to the server; 3 attempts, retryable, 0 requests".to_owned();
            assert_eq!(outcome(&result, server.seen().len()), expected, "{way:?}");
        }
    }
}

/// A connection that the server has closed or reset since the last call is not used again, so that a POST goes well
/// too.
#[tokio::test]
async fn a_connection_that_died_between_calls() {
    for (end, operation) in [End::Close, End::Reset]
        .into_iter()
        .flat_map(|end| [&GET, &POST, &KEYED].map(|operation| (end, operation)))
    {
        for way in Way::BOTH {
            let server = Server::start(move |_| Reply::kept(200, "1", end)).await;
            let core = hasty(&server).build().unwrap();
            for call in 1..=3 {
                let result = way.send::<Json<i64>>(core.request(operation)).await;
                let expected = format!("1; {}", counted(call, "request"));
                assert_eq!(outcome(&result, server.seen().len()), expected, "{way:?} {end:?}");
                // So that the end of the connection is here before the next call.
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// A connection that stays open is used again.
#[tokio::test]
async fn a_connection_that_is_kept() {
    for way in Way::BOTH {
        let server = Server::start(|_| Reply::kept(200, "1", End::Keep)).await;
        let core = hasty(&server).build().unwrap();
        for _ in 0..3 {
            way.send::<Json<i64>>(core.request(&POST)).await.unwrap();
        }
        assert_eq!((server.seen().len(), *server.connections.lock().unwrap()), (3, 1), "{way:?}");
    }
}

/// The server closes a connection while the next request is on its way: nobody knows whether it was acted on.
#[tokio::test]
async fn a_connection_that_dies_under_a_call() {
    for way in Way::BOTH {
        for (operation, expected) in [
            (&GET, "1; 3 requests"),
            (&POST, "the connection broke; 1 attempt, 2 requests"),
            (&KEYED, "1; 3 requests"),
        ] {
            let asked = AtomicU32::new(0);
            let server = Server::start(move |_| match asked.fetch_add(1, Ordering::SeqCst) {
                1 => Reply::raw("", End::Reset),
                _ => Reply::kept(200, "1", End::Keep),
            })
            .await;
            let core = hasty(&server).build().unwrap();
            way.send::<Json<i64>>(core.request(operation)).await.unwrap();
            let result = way.send::<Json<i64>>(core.request(operation)).await;
            assert_eq!(outcome(&result, server.seen().len()), expected, "{way:?}");
        }
    }
}

/// A body that is streamed is sent once, whatever the operation: it cannot be had again.
#[tokio::test]
async fn a_reset_under_a_streamed_body() {
    for way in Way::BOTH {
        let server = Fault::new(|| Reply::raw("", End::Reset)).server(Once).await;
        let core = hasty(&server).build().unwrap();
        let body = Body::reader(&b"ab"[..]);
        let request = core.request(&KEYED).bytes(body, "text/plain");
        let err = way.send::<Empty>(request).await.unwrap_err();
        assert_eq!((err.attempts(), server.only().text()), (1, "ab"), "{way:?}");
        assert!(err.is_retryable(), "the caller can, with a stream of its own");
    }
}
