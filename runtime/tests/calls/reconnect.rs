//! Streams of events that go on where they broke off.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use vetted_runtime::{
    Core, Error, Event, Events, ItemStream, Lines, Operation, RawEvents, Retries,
};

use super::{
    GET, POST, Server, config,
    server::{End, Reply},
};

static KEYED: Operation =
    Operation::new("tell", "POST", "/tell").idempotency_key("idempotency-key");
static ASKED: Operation = Operation::new("ask", "POST", "/ask").repeatable(true);

/// A connection that breaks after these bytes.
fn broken(body: &str) -> Reply {
    let head = "HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\ncontent-length: 9999\r\n\r\n";
    Reply::raw(&[head, body].concat(), End::Close)
}

/// A connection that ends after these bytes.
fn whole(body: &str) -> Reply {
    Reply::status(200, body).header("content-type", "text/event-stream")
}

/// A server that answers with these one after the other, and then says that this was all.
async fn serve(replies: Vec<Reply>) -> Server {
    let replies = Mutex::new(replies);
    Server::start(move |_| {
        let mut replies = replies.lock().unwrap();
        if replies.is_empty() { Reply::status(204, "") } else { replies.remove(0) }
    })
    .await
}

fn quick(server: &Server) -> Core {
    config(server).retries(Retries::default().first_pause(Duration::ZERO)).build().unwrap()
}

async fn open(core: &Core) -> ItemStream<i64> {
    core.request(&GET).send_stream::<Events<i64>>().await.unwrap().reconnecting()
}

/// All items, errors as text.
async fn items(mut stream: ItemStream<i64>) -> Vec<Result<i64, String>> {
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item.map_err(|err| err.to_string()));
    }
    assert!(stream.next().await.is_none(), "the end stays the end");
    items
}

/// The ids by which connections went on; a dash for none.
fn ids(server: &Server) -> Vec<String> {
    let seen = server.seen();
    seen.iter().map(|seen| seen.header("last-event-id").unwrap_or("-").to_owned()).collect()
}

#[tokio::test]
async fn nothing_is_lost_or_doubled() {
    let server = serve(vec![
        broken("id: 1\ndata: 1\n\nid: 2\ndata: 2\n\nid: 3\ndata: 3\n"),
        broken("id: 3\ndata: 3\n\ndata: 4\n\nid: 5\nda"),
        // An end is no break, but the stream goes on after it too.
        whole("id: é\ndata: 5\n\n"),
    ])
    .await;
    assert_eq!(items(open(&quick(&server)).await).await, [Ok(1), Ok(2), Ok(3), Ok(4), Ok(5)]);
    assert_eq!(ids(&server), ["-", "2", "3", "é"]);
    // The rest of the request is the same.
    assert!(server.seen().iter().all(|seen| seen.header("accept") == Some("text/event-stream")));
}

#[tokio::test]
async fn a_break_is_an_error_unless_asked_otherwise() {
    let server = serve(vec![broken("id: 1\ndata: 1\n\n")]).await;
    let stream = quick(&server).request(&GET).send_stream::<Events<i64>>().await.unwrap();
    let broke = Err("getThing (GET /things): the connection broke".to_owned());
    assert_eq!(items(stream).await, [Ok(1), broke]);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn the_server_says_when_to_come_back() {
    let server = serve(vec![broken("retry: 80\n\ndata: 1\n\n")]).await;
    let core = quick(&server);
    let mut stream = open(&core).await;
    stream.next().await.unwrap().unwrap();
    let begun = Instant::now();
    assert!(stream.next().await.is_none());
    assert!(begun.elapsed() >= Duration::from_millis(80), "{:?}", begun.elapsed());

    // More than the client will wait.
    let server = serve(vec![broken("retry: 3600000\n\ndata: 1\n\n")]).await;
    let items = items(open(&quick(&server)).await).await;
    assert!(items.len() == 2 && items[1].is_err() && server.seen().len() == 1, "{items:?}");
}

#[tokio::test]
async fn what_ends_it() {
    // Said by the data.
    let server = serve(vec![whole("data: 1\n\ndata: [DONE]\n\n")]).await;
    assert_eq!(items(open(&quick(&server)).await).await, [Ok(1)]);
    assert_eq!(server.seen().len(), 1);

    // An error status.
    let server = serve(vec![whole("data: 1\n\n"), Reply::status(404, "")]).await;
    let gone = Err("getThing (GET /things): the server answered 404 Not Found".to_owned());
    assert_eq!(items(open(&quick(&server)).await).await, [Ok(1), gone]);

    // What is no stream any more.
    let no_stream = Reply::json("{}").header("content-type", "application/json");
    let server = serve(vec![whole("data: 1\n\n"), no_stream]).await;
    let items = items(open(&quick(&server)).await).await;
    assert!(items.len() == 2 && items[1].is_err() && server.seen().len() == 2, "{items:?}");
}

#[tokio::test]
async fn opening_again_is_a_call_with_its_retries() {
    let server = serve(vec![
        broken("id: 1\ndata: 1\n\n"),
        Reply::status(503, ""),
        Reply::status(503, ""),
        broken("id: 2\ndata: 2\n\n"),
        Reply::status(503, ""),
        Reply::status(503, ""),
        Reply::status(503, ""),
    ])
    .await;
    let items = items(open(&quick(&server)).await).await;
    let down = "getThing (GET /things): the server answered 503 Service Unavailable";
    assert_eq!(items, [Ok(1), Ok(2), Err(down.to_owned())]);
    assert_eq!(ids(&server)[1..], ["1", "1", "1", "2", "2", "2"]);
}

#[tokio::test]
async fn a_server_that_says_nothing_uses_up_the_budget() {
    let server = Server::start(|_| whole("")).await;
    let core = quick(&server);
    assert_eq!(items(open(&core).await).await, []);
    let seen = server.seen().len();
    // A success adds a tenth, a second one.
    assert!((100..130).contains(&seen), "{seen}");
}

#[tokio::test]
async fn silence_is_a_break() {
    let pieces = vec![b"id: 1\ndata: 1\n\n".to_vec()];
    let hanging = Reply::Pieces { content_type: "text/event-stream", pieces, hang: true };
    let server = serve(vec![hanging]).await;
    let retries = Retries::default().first_pause(Duration::ZERO);
    let core = config(&server).retries(retries).timeout(Duration::from_millis(50)).build().unwrap();
    assert_eq!(items(open(&core).await).await, [Ok(1)]);
    assert_eq!(ids(&server), ["-", "1"]);
}

#[tokio::test]
async fn only_what_can_be_repeated_goes_on() {
    for operation in [&POST, &KEYED] {
        let server = serve(vec![broken("id: 1\ndata: 1\n\n")]).await;
        let stream = quick(&server).request(operation).send_stream::<Events<i64>>().await.unwrap();
        let items = items(stream.reconnecting()).await;
        assert!(items.len() == 2 && items[1].is_err(), "{items:?}");
        assert_eq!(server.seen().len(), 1);
    }
    let server = serve(vec![broken("id: 1\ndata: 1\n\n")]).await;
    let call = quick(&server).request(&ASKED).json(&["who"]).send_stream::<Events<i64>>();
    assert_eq!(items(call.await.unwrap().reconnecting()).await, [Ok(1)]);
    assert!(server.seen().iter().all(|seen| seen.text() == "[\"who\"]"));

    // Lines of JSON have no ids.
    let server = serve(vec![broken("1\n")]).await;
    let stream = quick(&server).request(&GET).send_stream::<Lines<i64>>().await.unwrap();
    assert!(items(stream.reconnecting()).await[1].is_err());
}

#[tokio::test]
async fn a_stream_can_begin_where_another_ended() {
    let server = serve(vec![broken(""), broken("id: 8\ndata: 8\n\n")]).await;
    let request = quick(&server).request(&GET).header("last-event-id", "7");
    let mut stream = request.send_stream::<RawEvents>().await.unwrap().reconnecting();
    let Event { id: last, .. } = stream.next().await.unwrap().unwrap();
    assert_eq!((last.as_str(), stream.last().id.as_str()), ("8", "8"));
    assert!(stream.next().await.is_none());
    assert_eq!(ids(&server), ["7", "7", "8"]);
    assert_eq!(stream.status().as_u16(), 204);

    // An id that no header can hold.
    let server = serve(vec![broken("id: \u{1}\ndata: 1\n\n")]).await;
    let mut stream = open(&quick(&server)).await;
    stream.next().await.unwrap().unwrap();
    let err = stream.next().await.unwrap().unwrap_err();
    assert!(matches!(err, Error::Request(_)) && server.seen().len() == 1, "{err:?}");
}

#[tokio::test]
async fn streams_of_calls_that_block() {
    let server = serve(vec![broken("id: 1\ndata: 1\n\n"), whole("id: 2\ndata: 2\n\n")]).await;
    let core = quick(&server);
    let read = tokio::task::spawn_blocking(move || {
        let stream = core.request(&GET).send_stream_blocking::<Events<i64>>().unwrap();
        let mut stream = stream.reconnecting();
        std::iter::from_fn(|| stream.next_blocking()).map(Result::unwrap).collect::<Vec<_>>()
    });
    assert_eq!(read.await.unwrap(), [1, 2]);
    assert_eq!(ids(&server), ["-", "1", "2"]);
}
