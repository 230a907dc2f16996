use case_object_constants::{
    Client, File,
    types::{Circle, Customer, Plan, Shape, UploadBody},
};

use crate::support::{Server, run};

pub fn exchange() {
    let answer = r#"{"object":"customer","name":"Ann","version":3,"rate":1.5,"active":false,"source":null,"plan":"free","note":null,"constants":[]}"#;
    let server = Server::json(answer);
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let customer = Customer::new("Ann", None, []);
    let mut came = run(client.customers().create(&customer).send()).unwrap();
    // Constants are sent by themselves, those too that the server would take without them.
    assert_eq!(
        server.only().body,
        r#"{"object":"customer","version":2,"rate":1.5,"active":true,"source":"api","name":"Ann","note":null,"plan":"free","constants":[]}"#
    );
    assert_eq!((&came.plan, &came.silent, &came.unit), (&Plan::Free, &None, &None));
    // What came in their places is kept, and sent back.
    assert_eq!(came.constant_keys.other("version"), Some(&3.into()));
    assert_eq!(came.constant_keys.other("active"), Some(&false.into()));
    assert!(came.constant_keys.is_left_out("source"));
    came.constant_keys.set("object", "person");
    let server = Server::json(answer);
    let client = Client::builder().transport(server.clone()).build().unwrap();
    run(client.customers().create(&came).send()).unwrap();
    assert_eq!(
        server.only().body,
        r#"{"object":"person","version":3,"rate":1.5,"active":false,"name":"Ann","note":null,"plan":"free","constants":[]}"#
    );
    // One that must come and does not is an error that names it.
    let server = Server::json(r#"{"name":"Ann"}"#);
    let client = Client::builder().transport(server).build().unwrap();
    let err = run(client.customers().create(&customer).send()).unwrap_err();
    assert!(err.to_string().contains("object"), "{err}");

    let server = Server::json(r#"{"kind":"square","side":2}"#);
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let square = run(client.shapes().create(&Shape::Circle(Circle::new(1))).send()).unwrap();
    assert_eq!(server.only().body, r#"{"kind":"circle","radius":1}"#);
    assert_eq!(square.kind, "square");

    let server = Server::json("");
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let body = UploadBody::new(File::new("a.txt", "hello"));
    let _ = run(client.uploads().upload(&body).send());
    let sent = server.only().body;
    assert!(sent.contains("name=\"purpose\"") && sent.contains("\r\nbatch\r\n"), "{sent}");
}
