use case_body_of_exactly_one::{Client, types::Item};

use crate::support::{Server, run};

pub fn exchange() {
    let server = Server::silent();
    let client = Client::builder().transport(server.clone()).build().unwrap();
    run(client.a().post(&Item::new("abc").into()).send()).unwrap();
    assert_eq!(server.only().body, r#"[{"name":"abc"}]"#);
    let err = run(client.a().post(&Item::new("abcd").into()).send()).unwrap_err().to_string();
    assert!(err.contains("`[0].name` is 4 characters long"), "{err}");
    assert!(server.is_idle());
}
