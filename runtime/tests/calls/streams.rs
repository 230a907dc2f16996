//! Answers that are read as they come.

use std::{future::poll_fn, pin::Pin, time::Duration};

use futures_core::Stream;
use serde_json::{Value, json};
use vetted_runtime::{
    Chunks, Error, Event, Events, ItemStream, Json, Lines, RawEvents, Sequence, Streamed,
    WholeEvents,
};

use super::{GET, Reply, Server, config, core};

/// A server that sends these bytes, each by itself.
async fn bytewise(content_type: &'static str, body: &'static str) -> Server {
    let pieces: Vec<Vec<u8>> = body.bytes().map(|byte| vec![byte]).collect();
    Server::start(move |_| Reply::Pieces { content_type, pieces: pieces.clone(), hang: false })
        .await
}

/// A server that sends these pieces, and then nothing.
async fn hanging(content_type: &'static str, pieces: &'static [&'static str]) -> Server {
    let pieces: Vec<Vec<u8>> = pieces.iter().map(|piece| piece.as_bytes().to_vec()).collect();
    Server::start(move |_| Reply::Pieces { content_type, pieces: pieces.clone(), hang: true }).await
}

async fn open<S: Streamed>(server: &Server) -> Result<S::Stream, Error> {
    core(server).request(&GET).send_stream::<S>().await
}

/// All items, errors as text.
async fn items<T>(mut stream: ItemStream<T>) -> Vec<Result<T, String>> {
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item.map_err(|err| err.to_string()));
    }
    assert!(stream.next().await.is_none(), "the end stays the end");
    items
}

const STREAM: &str = "text/event-stream";

#[tokio::test]
async fn events_of_json() {
    let body = ": hi\n\nid: 7\nevent: word\ndata: {\"a\":\ndata: 1}\n\ndata: {\"a\": 2}\r\n\r\ndata: [DONE]\n\ndata: {\"a\": 3}\n\n";
    let server = bytewise("text/event-stream; charset=utf-8", body).await;
    let mut stream = open::<Events<Value>>(&server).await.unwrap();
    assert_eq!((stream.status().as_u16(), stream.request_id()), (200, Some("r1")));
    assert_eq!(stream.next().await.unwrap().unwrap(), json!({"a": 1}));
    let Event { event, data, id, .. } = stream.last();
    assert_eq!((event.as_str(), data.as_str(), id.as_str()), ("word", "{\"a\":\n1}", "7"));
    assert_eq!(items(stream).await, [Ok(json!({"a": 2}))]);
    assert_eq!(server.only().header("accept"), Some(STREAM));
}

#[tokio::test]
async fn an_item_that_does_not_fit_is_an_error_of_its_own() {
    let server = bytewise(STREAM, "data: 1\n\ndata: one\n\ndata: {\"a\":1}\n\ndata: 2\n\n").await;
    let mut stream = open::<Events<i64>>(&server).await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap(), 1);
    let err = stream.next().await.unwrap().unwrap_err();
    assert!(matches!(err, Error::Decode(_)));
    assert_eq!(err.body().unwrap(), "one");
    assert_eq!(
        err.to_string(),
        "getThing (GET /things): the 200 answer has an item that is no JSON (request id r1)"
    );
    let err = stream.next().await.unwrap().unwrap_err();
    assert!(err.to_string().contains("has an item that is not what the document says"), "{err}");
    assert_eq!(items(stream).await, [Ok(2)]);
}

struct Named {
    event: String,
    data: Value,
    id: Option<String>,
}

vetted_runtime::object! {
    Named {
        "event" => event: String, required;
        "data" => data: Value, required;
        "id" => id: String, optional;
    }
}

struct Text {
    data: String,
}

vetted_runtime::object! {
    Text {
        "data" => data: String, required;
    }
}

#[tokio::test]
async fn whole_events() {
    let body = "event: a\ndata: {\"x\": \"\\u00e9\"}\n\nid: 1\ndata: plain \"text\"\n\nevent: done\ndata: [DONE]\n\n";
    let server = bytewise(STREAM, body).await;
    let mut stream = open::<WholeEvents<Named>>(&server).await.unwrap();
    let mut seen = Vec::new();
    while let Some(item) = stream.next().await {
        let Named { event, data, id } = item.unwrap();
        seen.push((event, data, id));
    }
    let one = Some("1".to_owned());
    assert_eq!(
        seen,
        [
            ("a".to_owned(), json!({"x": "é"}), None),
            ("message".to_owned(), json!("plain \"text\""), one.clone()),
            // There is a place for it here.
            ("done".to_owned(), json!("[DONE]"), one),
        ]
    );

    let server = bytewise(STREAM, "data: 12\n\ndata: {}\n\n").await;
    let mut stream = open::<WholeEvents<Text>>(&server).await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().data, "12");
    assert_eq!(stream.next().await.unwrap().unwrap().data, "{}");
}

#[tokio::test]
async fn events_as_they_come() {
    let server = bytewise(STREAM, "retry: 50\n\ndata: [DONE]\n\nevent: x\ndata\n\n").await;
    let mut stream = open::<RawEvents>(&server).await.unwrap();
    let first = stream.next().await.unwrap().unwrap();
    assert_eq!((first.event.as_str(), first.data.as_str()), ("message", "[DONE]"));
    assert_eq!(stream.retry(), Some(Duration::from_millis(50)));
    assert_eq!(stream.next().await.unwrap().unwrap().event, "x");
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn lines_and_sequences() {
    let server = bytewise("application/x-ndjson", "1\r\n\n2\nx\n[3]\n4").await;
    let stream = open::<Lines<i64>>(&server).await.unwrap();
    let items = items(stream).await;
    assert_eq!((&items[0], &items[1], &items[4]), (&Ok(1), &Ok(2), &Ok(4)));
    assert!(items[2].is_err() && items[3].is_err());
    assert_eq!(server.only().header("accept"), Some("application/jsonl, application/x-ndjson"));

    let server = bytewise("application/json-seq", "\u{1E}{\"a\":\n1}\n\u{1E}2\n").await;
    let stream = open::<Sequence<Value>>(&server).await.unwrap();
    assert_eq!(self::items(stream).await, [Ok(json!({"a": 1})), Ok(json!(2))]);
}

#[tokio::test]
async fn items_come_before_the_end() {
    let server = hanging(STREAM, &["data: 1\n\n"]).await;
    let mut stream = open::<Events<i64>>(&server).await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap(), 1);
    // Nobody need wait for what does not come: dropping the stream ends the call.
    drop(stream);
    tokio::time::timeout(Duration::from_secs(5), async {
        while *server.hung_up.lock().unwrap() == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await
    .expect("the connection is closed");
}

#[tokio::test]
async fn an_end_mark_ends_the_call() {
    let server = hanging(STREAM, &["data: 1\n\ndata: [DO", "NE]\n\n"]).await;
    assert_eq!(items(open::<Events<i64>>(&server).await.unwrap()).await, [Ok(1)]);
}

#[tokio::test]
async fn a_stream_may_be_silent_as_long_as_a_call_may_take() {
    let server = hanging(STREAM, &["data: 1\n\n"]).await;
    let core = config(&server).timeout(Duration::from_millis(200)).build().unwrap();
    let mut stream = core.request(&GET).send_stream::<Events<i64>>().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap(), 1);
    let err = stream.next().await.unwrap().unwrap_err();
    assert!(err.is_timeout(), "{err:?}");
    assert!(stream.next().await.is_none());

    // The limit is one for each silence, not for all of them.
    let server =
        bytewise(STREAM, "data: 12345678901234567890123456789012345678901234567890\n\n").await;
    let limit = Duration::from_millis(40);
    let stream = core_with(&server, limit).request(&GET).send_stream::<RawEvents>().await.unwrap();
    assert_eq!(items(stream).await.len(), 1);
}

fn core_with(server: &Server, limit: Duration) -> vetted_runtime::Core {
    config(server).timeout(limit).build().unwrap()
}

#[tokio::test]
async fn an_item_has_a_limit_and_a_stream_has_none() {
    let small = |server: &Server| config(server).max_response_bytes(20).build().unwrap();
    let server = bytewise(STREAM, "data: 12345\n\ndata: 12345\n\ndata: 12345\n\n").await;
    let stream = small(&server).request(&GET).send_stream::<Events<i64>>().await.unwrap();
    assert_eq!(items(stream).await, [Ok(12345), Ok(12345), Ok(12345)]);

    // A line, an event of many lines, and a line of JSON.
    for (content_type, body) in [
        (STREAM, "data: 123456789012345678901234567890\n\n"),
        (STREAM, "data: 1234567890\ndata: 1234567890\ndata: 1\n\n"),
        (STREAM, ": 123456789012345678901234567890"),
    ] {
        let server = bytewise(content_type, body).await;
        let mut stream = small(&server).request(&GET).send_stream::<RawEvents>().await.unwrap();
        let err = stream.next().await.unwrap().unwrap_err();
        assert!(matches!(&err, Error::Transport(err) if err.is_too_large()), "{body}: {err:?}");
        assert!(stream.next().await.is_none());
    }
    let server = Server::start(|_| Reply::Endless).await;
    let mut stream = small(&server).request(&GET).send_stream::<Lines<i64>>().await.unwrap();
    let err = stream.next().await.unwrap().unwrap_err();
    assert!(matches!(&err, Error::Transport(err) if err.is_too_large()), "{err:?}");
}

#[tokio::test]
async fn bytes_come_chunk_by_chunk() {
    let server = Server::start(|_| Reply::Endless).await;
    let core = core(&server);
    let mut body = core.request(&GET).send_stream::<Chunks>().await.unwrap();
    let mut read = 0;
    // More than an answer may have that is held.
    while read < 70 * 1024 * 1024 {
        read += body.next().await.unwrap().unwrap().len();
    }
    drop(body);
    // A limit that was set holds.
    let core = config(&server).max_response_bytes(100_000).build().unwrap();
    let mut body = core.request(&GET).send_stream::<Chunks>().await.unwrap();
    let err = loop {
        if let Err(err) = body.next().await.unwrap() {
            break err;
        }
    };
    assert_eq!(err.to_string(), "getThing (GET /things): the answer is larger than 100000 bytes");
    assert!(body.next().await.is_none());
}

#[tokio::test]
async fn a_stream_that_breaks_is_an_error() {
    let server = Server::start(|_| Reply::Break).await;
    let mut body = open::<Chunks>(&server).await.unwrap();
    assert_eq!(body.next().await.unwrap().unwrap(), "{");
    assert_eq!(
        body.next().await.unwrap().unwrap_err().to_string(),
        "getThing (GET /things): the connection broke"
    );
    assert!(body.next().await.is_none());
}

#[tokio::test]
async fn an_error_status_is_no_stream() {
    let server = Server::start(|_| Reply::status(400, "{\"why\":1}")).await;
    let err = open::<Events<i64>>(&server).await.unwrap_err();
    assert!(matches!(err, Error::Api(_)));
    assert_eq!(err.body().unwrap(), "{\"why\":1}");
}

#[tokio::test]
async fn a_whole_answer_is_no_stream() {
    let answer =
        || Reply::json("{\"a\":1}").header("content-type", "application/json; charset=utf-8");
    let server = Server::start(move |_| answer()).await;
    let err = open::<Events<i64>>(&server).await.unwrap_err();
    assert_eq!(
        err.to_string(),
        "getThing (GET /things): the 200 answer is `application/json`, no stream"
    );
    assert_eq!(err.body().unwrap(), "{\"a\":1}");
    // Lines of JSON are often sent as JSON.
    let stream = open::<Lines<Value>>(&server).await.unwrap();
    assert_eq!(items(stream).await, [Ok(json!({"a": 1}))]);
}

#[tokio::test]
async fn streams_are_streams_for_everybody() {
    fn sendable<T: Send + Unpin + 'static>(stream: T) -> T {
        stream
    }
    let server = bytewise(STREAM, "data: 1\n\n").await;
    let mut stream = sendable(open::<Events<i64>>(&server).await.unwrap());
    let item = poll_fn(|cx| Pin::new(&mut stream).poll_next(cx)).await;
    assert_eq!(item.unwrap().unwrap(), 1);
    drop(sendable(open::<Chunks>(&server).await.unwrap()));
    drop(sendable(core(&server).request(&GET).send_stream::<Lines<std::net::IpAddr>>()));
}

vetted_runtime::request! {
    /// Both ways.
    TellRequest -> Json<Value>, stream Events<i64> as "text/event-stream, application/json;q=0.1";
}

#[tokio::test]
async fn one_request_both_ways() {
    let server = Server::start(|seen| {
        if seen.header("accept").unwrap().starts_with(STREAM) {
            Reply::Pieces {
                content_type: STREAM,
                pieces: vec![b"data: 1\n\n".to_vec()],
                hang: false,
            }
        } else {
            Reply::json("{}")
        }
    })
    .await;
    let tell = || TellRequest { request: core(&server).request(&GET) };
    assert_eq!(tell().send().await.unwrap(), json!({}));
    assert_eq!(items(tell().send_stream().await.unwrap()).await, [Ok(1)]);
}
