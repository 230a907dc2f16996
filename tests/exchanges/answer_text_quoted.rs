use case_answer_text_quoted::Client;

use crate::support::{Server, run};

fn client(server: &Server) -> Client {
    Client::builder().transport(server.clone()).build().unwrap()
}

pub fn exchange() {
    let version = client(&Server::json(r#""1.2.\u0033""#));
    assert_eq!(run(version.server().version().send()).unwrap(), "1.2.3");
    let text = Server::answering(200, &[("content-type", "text/plain")], r#""1.2""#);
    assert_eq!(run(client(&text).server().version().send()).unwrap(), r#""1.2""#);

    let empty = Server::answering(200, &[], "");
    let touched = run(client(&empty).server().touch().send()).unwrap();
    assert_eq!(touched.at, None);
    let made = Server::answering(201, &[], "");
    let err = run(client(&made).server().make().send()).unwrap_err().to_string();
    assert!(err.contains("has no body: the call was accepted"), "{err}");
}
