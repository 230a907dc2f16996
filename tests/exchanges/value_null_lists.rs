use case_value_null_lists::Client;
use vetted_runtime::serde_json::{Value, to_string};

use crate::support::{Server, chain, run};

pub fn exchange() {
    let server = Server::json(
        r#"{"items":null,"numbers":null,"labels":null,"names":null,"tree":[],"kept":null,"optional":null,"deleted":null}"#,
    );
    let client = Client::builder().transport(server).build().unwrap();
    let page = run(client.pages().get().send()).unwrap();
    assert!(page.items.is_empty() && page.numbers.is_empty() && page.names.is_empty());
    assert!(page.labels.is_empty());
    assert_eq!((page.kept.as_ref(), page.optional.as_ref()), (None, None));
    assert!(page.deleted.is_null());
    let written = r#"{"items":[],"numbers":[],"labels":{},"names":[],"tree":[],"kept":null,"deleted":null}"#;
    assert_eq!(to_string(&page).unwrap(), written);

    let kept = Server::json(written);
    let client = Client::builder().transport(kept).build().unwrap();
    let page = run(client.pages().get().send()).unwrap();
    assert_eq!(to_string(&page).unwrap(), written);

    let without = Server::json(r#"{"items":[],"labels":{},"names":[],"tree":[],"kept":null}"#);
    let client = Client::builder().transport(without).build().unwrap();
    let err = chain(&run(client.pages().get().send()).unwrap_err());
    assert!(err.contains("numbers"), "{err}");
    let absent = Server::json(
        r#"{"items":[],"numbers":[],"labels":{},"names":[],"tree":[],"kept":null}"#,
    );
    let client = Client::builder().transport(absent).build().unwrap();
    let page = run(client.pages().get().send()).unwrap();
    assert!(page.deleted.is_absent() && page.deleted.value() == None::<&Value>);

    let client = Client::builder().transport(Server::json("null")).build().unwrap();
    assert_eq!(run(client.pages().get_names().send()).unwrap(), Vec::<String>::new());
}
