use case_answer_headers_typed::{
    Client, Error,
    a::{GetHeaders, PutHeaders},
};

use crate::support::{Server, run};

fn client(server: Server) -> Client {
    Client::builder().transport(server).build().unwrap()
}

pub fn exchange() {
    let headers = [
        ("value", "1"),
        ("x-rate", "1.5"),
        ("x-until", "9999-12-31T23:59:59Z"),
        ("x-kinds", "a, b"),
        ("x-kinds", "c"),
        ("type", "true"),
    ];
    let answer = run(client(Server::answering(200, &headers, "")).a().get().send_raw()).unwrap();
    let typed: GetHeaders = answer.typed_headers().unwrap();
    assert_eq!((typed.value.as_deref(), typed.x_rate), (Some("1"), Some(1.5)));
    assert_eq!(typed.x_until.unwrap().to_string(), "9999-12-31T23:59:59Z");
    assert_eq!(typed.x_kinds.unwrap(), ["a", "b", "c"]);
    assert_eq!((typed.x_kind, typed.x_odd, typed.r#type), (None, None, Some(true)));

    let put = |value| {
        let answer = Server::answering(204, Box::leak(Box::new([("value", value)])), "");
        run(client(answer).a().put().send_raw()).unwrap().typed_headers::<PutHeaders>()
    };
    assert_eq!(put("-2147483648").unwrap().value, Some(i32::MIN));
    let err = put("2147483648").unwrap_err();
    let said = "putA (PUT /a): the 204 answer has no integer of 32 bits in its header `value`";
    assert_eq!(err.to_string(), said);

    let missing = client(Server::answering(404, &[("x-rate", "0")], ""));
    let Err(Error::Api(err)) = run(missing.a().get().send()) else { panic!("no error") };
    assert_eq!(err.typed_headers::<GetHeaders>().unwrap().x_rate, Some(0.0));
}
