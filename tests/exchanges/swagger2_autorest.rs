use case_swagger2_autorest::Client;

use crate::support::{Server, run};

pub fn exchange() {
    let server = Server::json(r#"{"values":["a"],"nextLink":"https://api.example.com/a?2"}"#);
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let list = run(client.a().list().send()).unwrap();
    assert_eq!(list.values.unwrap(), ["a"]);
    server.only();
    run(client.a().post("text/html").send()).unwrap();
    assert_eq!(server.only().header("content-type"), Some("text/html"));
    run(client.a().put("x").send()).unwrap();
    assert_eq!(server.only().header("content-type"), Some("application/json"));
}
