use case_swagger2_octets::Client;

use crate::support::{Server, run};

pub fn exchange() {
    let octets = [("content-type", "application/octet-stream")];
    let server = Server::answering(200, &octets, "{\"a\": 1.50}\n");
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let file = run(client.files().get().send()).unwrap();
    assert_eq!(&file[..], b"{\"a\": 1.50}\n");
    assert_eq!(server.only().header("accept"), Some("application/octet-stream"));
    for call in [0, 1] {
        match call {
            0 => run(client.files().put("a\nb").send()).unwrap(),
            _ => run(client.files().post("a\nb").send()).unwrap(),
        }
        let seen = server.only();
        assert_eq!(seen.body, "a\nb");
        assert_eq!(seen.header("content-type"), Some("application/octet-stream"));
    }
}
