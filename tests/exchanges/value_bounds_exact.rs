use case_value_bounds_exact::{Client, types::PutIdBody};

use crate::support::{Server, run};

pub fn exchange() {
    let server = Server::silent();
    let client = Client::builder().transport(server.clone()).build().unwrap();
    run(client.ids().get(9_007_199_254_740_993).send()).unwrap();
    let url = "https://api.example.com/ids/9007199254740993?q=-1.034E-20&api-version=1.10";
    assert_eq!(server.only().url, url);

    let refused = client.ids().get(9_007_199_254_740_992).send();
    let err = run(refused).unwrap_err().to_string();
    assert!(err.contains("must be at least 9007199254740993"), "{err}");
    let refused = client.ids().get(9_007_199_254_740_993).below(9_007_199_254_740_993).send();
    let err = run(refused).unwrap_err().to_string();
    assert!(err.contains("must be less than 9007199254740993"), "{err}");
    assert!(server.is_idle());

    let most = PutIdBody::new().most(9_223_372_036_854_775_806).unsigned(u64::MAX - 1);
    run(client.ids().put("1", &most).send()).unwrap();
    let body = r#"{"most":9223372036854775806,"unsigned":18446744073709551614}"#;
    assert_eq!(server.only().body, body);
    for (broken, field) in [
        (PutIdBody::new().most(i64::MAX), "most"),
        (PutIdBody::new().unsigned(u64::MAX), "unsigned"),
        (PutIdBody::new().unsigned(9_223_372_036_854_775_808), "unsigned"),
        (PutIdBody::new().least(9_007_199_254_740_992), "least"),
        (PutIdBody::new().plain(4_294_967_297), "plain"),
    ] {
        let err = run(client.ids().put("1", &broken).send()).unwrap_err().to_string();
        assert!(err.contains(field), "{err}");
    }
    assert!(server.is_idle());
}
