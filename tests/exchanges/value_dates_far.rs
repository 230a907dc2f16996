use case_value_dates_far::{Client, types::Token};

use crate::support::{Server, run};

pub fn exchange() {
    for date in [
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59.999999999Z",
        "9999-12-31T23:59:59-12:00",
        "2016-12-31T23:59:60Z",
        "0001-01-01T00:00:00Z",
    ] {
        let body = format!(r#"{{"expires":"{date}","ends":"9999-12-31"}}"#);
        let server = Server::json(body.clone().leak());
        let client = Client::builder().transport(server.clone()).build().unwrap();
        let token: Token = run(client.dates().never().send()).unwrap();
        assert_eq!(server.only().url, "https://api.example.com/never");
        run(client.dates().keep(&token).send()).unwrap();
        assert_eq!(server.only().body, body);
    }
}
