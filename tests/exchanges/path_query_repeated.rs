use case_path_query_repeated::Client;

use crate::support::{Server, run};

pub fn exchange() {
    let server = Server::silent();
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let a = client.a();
    run(a.list().prefix("x").send()).unwrap();
    assert_eq!(server.only().url, "https://api.example.com/a?comp=list&prefix=x");
    run(a.meta().send()).unwrap();
    assert_eq!(server.only().url, "https://api.example.com/a?restype=container&comp=metadata");
    run(a.one("b&c").send()).unwrap();
    assert_eq!(server.only().url, "https://api.example.com/a?id=b%26c");
}
