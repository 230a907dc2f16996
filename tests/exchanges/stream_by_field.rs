use case_stream_by_field::{Client, types::ChatBody};

use crate::support::{Server, run};

pub fn exchange() {
    let events = [("content-type", "text/event-stream")];
    let server = Server::answering(200, &events, "data: {\"word\":\"a\"}\n\ndata: [DONE]\n\n");
    let client = Client::builder().transport(server.clone()).build().unwrap();
    for body in [ChatBody::new("hi"), ChatBody::new("hi").stream(false)] {
        let mut words = run(client.chat().chat(&body).send_stream()).unwrap();
        assert_eq!(run(words.next()).unwrap().unwrap().word.as_deref(), Some("a"));
        assert!(run(words.next()).is_none());
        let seen = server.only();
        assert_eq!(seen.body, r#"{"prompt":"hi","stream":true}"#);
        assert_eq!(seen.header("accept"), Some("text/event-stream"));
    }
    let whole = Server::json(r#"{"text":"a"}"#);
    let client = Client::builder().transport(whole.clone()).build().unwrap();
    run(client.chat().chat(&ChatBody::new("hi")).send()).unwrap();
    assert_eq!(whole.only().body, r#"{"prompt":"hi"}"#);

    let watch = [("content-type", "application/json")];
    let server = Server::answering(200, &watch, "{\"name\":\"a\"}\n{\"name\":\"b\"}\n");
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let mut pods = run(client.pods().pods().send_stream()).unwrap();
    assert_eq!(run(pods.next()).unwrap().unwrap().name, "a");
    assert_eq!(run(pods.next()).unwrap().unwrap().name, "b");
    assert!(run(pods.next()).is_none());
    assert_eq!(server.only().header("accept"), Some("application/json;stream=watch"));
}
