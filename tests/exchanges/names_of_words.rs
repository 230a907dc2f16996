use case_names_of_words::{
    Client,
    types::{Outcome, PatchABody},
};

use crate::support::{Server, run};

pub fn exchange() {
    let server = Server::json(r#""err""#);
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let body = PatchABody::new().self_null().outcome(Outcome::Err);
    let call = client.a().patch(&body).retries_query(2).repeatable();
    assert_eq!(run(call.send()).unwrap(), Outcome::Err);
    assert_eq!("err".parse::<Outcome>(), Ok(Outcome::Err));
    let seen = server.only();
    assert_eq!(seen.url, "https://api.example.com/a?retries=2");
    assert_eq!(seen.body, r#"{"self":null,"outcome":"err"}"#);
}
