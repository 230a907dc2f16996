//! What is large goes through an emitted client without being held: files up, bytes and events down.

use std::{collections::BTreeMap, io::Cursor};

use hb_portal_v1::{Body, Bytes, Client, Error, File, ItemStream, Method, Uuid};
use vetted_tests::server::{Answer, Server, StatusCode};

use crate::wire::block_on;

fn client(server: &Server) -> Client {
    Client::builder().base_url(server.url()).api_key("any").build().expect("a client")
}

#[test]
fn a_file_is_streamed_up() {
    block_on(async {
        let server = Server::start(|_| Answer::status(StatusCode::NO_CONTENT)).await.unwrap();
        let client = client(&server);
        let contents = vec![b'x'; 300_000];
        let reader = |sized: bool| {
            let body = Body::reader(Cursor::new(contents.clone()));
            let body = if sized { body.sized(300_000) } else { body };
            File::new("proof.pdf", body).content_type("application/pdf")
        };
        for sized in [true, false] {
            let proof = BTreeMap::from([("proof".to_owned(), reader(sized))]);
            // What is answered is not the matter here.
            let _ = client.submissions().update("ref", &proof).send().await;
            let seen = server.requests().pop().expect("a request");
            assert_eq!(seen.header("content-length").is_some(), sized);
            let parts = seen.parts().expect("parts");
            assert_eq!(parts.len(), 1);
            assert_eq!(parts[0].file_name.as_deref(), Some("proof.pdf"));
            assert_eq!(parts[0].content_type.as_deref(), Some("application/pdf"));
            assert_eq!(parts[0].bytes.len(), 300_000);

            // The stream is spent.
            let err = client.submissions().update("ref", &proof).send().await.unwrap_err();
            assert!(matches!(err, Error::Request(_)), "{err}");
        }
    });
}

#[test]
fn bytes_come_down_in_chunks() {
    block_on(async {
        let archive = Bytes::from(vec![7; 500_000]);
        let answer = Answer::bytes(StatusCode::OK, "application/zip", archive.clone());
        let server = Server::start(move |_| answer.clone()).await.unwrap();
        let request = client(&server).training_certificates().download_all(Uuid::nil());
        let mut body = request.send_chunks().await.expect("an answer");
        assert_eq!(body.status(), StatusCode::OK);
        let (mut read, mut chunks) = (Vec::new(), 0);
        while let Some(chunk) = body.next().await {
            read.extend_from_slice(&chunk.expect("a chunk"));
            chunks += 1;
        }
        assert_eq!(read, archive);
        assert!(chunks > 1);
    });
}

#[test]
fn events_can_be_had_where_the_document_is_silent() {
    block_on(async {
        let text = "event: count\nid: 1\ndata: 1\n\ndata: 2\n\ndata: [DONE]\n\n";
        let server =
            Server::start(move |_| Answer::bytes(StatusCode::OK, "text/event-stream", text)).await;
        let server = server.unwrap();
        let call = client(&server).request(Method::GET, "/events").send_events();
        let mut events: ItemStream<i64> = call.await.expect("a stream");
        assert_eq!(events.next().await.unwrap().unwrap(), 1);
        assert_eq!((events.last().event.as_str(), events.last().id.as_str()), ("count", "1"));
        assert_eq!(events.next().await.unwrap().unwrap(), 2);
        assert!(events.next().await.is_none());
    });
}
