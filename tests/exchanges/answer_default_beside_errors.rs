use case_answer_default_beside_errors::{Client, Error, a::GetError};

use crate::support::{Server, run};

pub fn exchange() {
    let fault = r#"{"message":"no"}"#;
    let server = Server::answering(418, &[("content-type", "application/json")], fault);
    let client = Client::builder().transport(server).build().unwrap();
    let err: Error = run(client.a().get().send()).unwrap_err();
    let Some(Ok(GetError::Other(fault))) = err.documented() else { panic!("{err}") };
    assert_eq!(fault.message, "no");
    // What went well is none of the faults.
    let client = Client::builder().transport(Server::json(r#"{"n":1}"#)).build().unwrap();
    run(client.a().get().send()).unwrap();
    let client = Client::builder().transport(Server::json(r#""all""#)).build().unwrap();
    assert_eq!(run(client.a().put().send()).unwrap(), "all");
}
