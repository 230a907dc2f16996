//! Answers that are not what their heads say, or not what the document says.

use vetted_runtime::{Empty, Error, Events, Json};

use super::{super::server::End, Always, Fault, GET, KEYED, Once, POST, Reply, Server, Way, hasty};

/// A body without end is refused as it comes, and would be the next time.
#[tokio::test]
async fn an_endless_body() {
    let fault = Fault::new(|| Reply::Endless).with(|config| config.max_response_bytes(100_000));
    let expected = "the answer is larger than 100000 bytes; 1 attempt, 1 request";
    fault.gives(&[(Once, &GET, expected), (Once, &POST, expected), (Once, &KEYED, expected)]).await;
}

/// A head without end is refused too.
#[tokio::test]
async fn an_endless_head() {
    let fault = Fault::new(|| {
        let line = format!("x-more: {}\r\n", "m".repeat(1000));
        Reply::raw(&format!("HTTP/1.1 200 OK\r\n{}", line.repeat(2000)), End::Close)
    });
    let expected = "the connection broke; 1 attempt, 1 request";
    fault.gives(&[(Always, &POST, expected)]).await;
}

/// Fewer bytes than the head says: no answer, and what can be repeated is.
#[tokio::test]
async fn a_length_that_is_too_long() {
    let fault =
        Fault::new(|| Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n12345", End::Close));
    fault
        .gives(&[
            (Once, &GET, "1; 2 requests"),
            (Always, &GET, "the connection broke; 3 attempts, retryable, 3 requests"),
            (Once, &POST, "the connection broke; 1 attempt, 1 request"),
            (Once, &KEYED, "1; 2 requests"),
        ])
        .await;
}

/// More bytes than the head says: the body ends where it should, and the rest is nobody's answer.
#[tokio::test]
async fn a_length_that_is_too_short() {
    let answers = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1";
    for (way, end) in Way::BOTH.into_iter().flat_map(|way| [(way, End::Keep), (way, End::Close)]) {
        let rest = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n2";
        for rest in [rest, "2"] {
            let server = Server::start(move |_| Reply::raw(&[answers, rest].concat(), end)).await;
            let core = hasty(&server).build().unwrap();
            for _ in 0..3 {
                let answer = way.send::<Json<i64>>(core.request(&POST)).await;
                assert_eq!(answer.unwrap(), 1, "{way:?} {rest}");
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        }
    }
}

/// No HTTP at all: as a connection that breaks.
#[tokio::test]
async fn no_http() {
    let fault = Fault::new(|| Reply::raw("SSH-2.0-OpenSSH_9.9\r\n\r\n", End::Close));
    fault
        .gives(&[
            (Once, &GET, "1; 2 requests"),
            (Once, &POST, "the connection broke; 1 attempt, 1 request"),
        ])
        .await;
}

/// A page for people where JSON is documented, from a proxy or a portal that wants a login: the error names the media
/// type. Nothing is sent again, since the server has answered.
#[tokio::test]
async fn a_wrong_content_type() {
    let fault = Fault::new(|| {
        Reply::status(200, "<!doctype html><title>Sign in</title>")
            .header("content-type", "text/html; charset=utf-8")
    });
    let expected = "the 200 answer is `text/html`, no JSON; 1 attempt, 1 request";
    fault.gives(&[(Once, &GET, expected), (Once, &POST, expected), (Once, &KEYED, expected)]).await;

    // JSON by any other name is read.
    let fault = Fault::new(|| Reply::status(200, "1").header("content-type", "text/plain"));
    fault.gives(&[(Always, &GET, "1; 1 request")]).await;
    // What says that it is JSON, and is none.
    let fault = Fault::new(|| {
        Reply::status(200, "<html>").header("content-type", "application/problem+json")
    });
    fault.gives(&[(Always, &GET, "the 200 answer is no JSON; 1 attempt, 1 request")]).await;
}

/// The same page where events are documented: to read it as a stream would give none, and no word of why.
#[tokio::test]
async fn a_page_in_place_of_events() {
    let server = Server::start(|_| {
        Reply::status(200, "<html>").header("content-type", "Text/HTML; charset=utf-8")
    })
    .await;
    let core = hasty(&server).build().unwrap();
    let err = core.request(&GET).send_stream::<Events<i64>>().await.unwrap_err();
    assert_eq!(err.to_string(), "getThing (GET /things): the 200 answer is `text/html`, no stream");
    assert!(matches!(&err, Error::Decode(err) if err.body() == "<html>"), "{err:?}");
}

/// No body where one is documented: an error that says so. Where none is, nobody looks for one.
#[tokio::test]
async fn an_empty_body() {
    let fault = Fault::new(|| Reply::status(200, ""));
    let expected = "the 200 answer has no body: the call was accepted; 1 attempt, 1 request";
    fault.gives(&[(Once, &GET, expected), (Once, &POST, expected)]).await;
    for way in Way::BOTH {
        let server = Server::start(|_| Reply::status(200, "<html>")).await;
        way.send::<Empty>(hasty(&server).build().unwrap().request(&POST)).await.unwrap();
    }
}
