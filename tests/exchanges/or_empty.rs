use case_or_empty::{
    Client, OrEmpty,
    types::{Person, PersonAddress},
};

use crate::support::{Server, run};

pub fn exchange() {
    let answer = r#"{"address":"","born":"2000-01-02","tags":"","partner":{"address":{"city":"Rome"}},"meeting":"none","limit":7}"#;
    let server = Server::json(answer);
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let person = Person::new(PersonAddress::new("Rome")).born(OrEmpty::Empty).limit(7);
    let came = run(client.people().update_person(&person).send()).unwrap();
    assert_eq!(server.only().body, "address%5Bcity%5D=Rome&born=&limit=7");
    assert!(came.address.is_empty() && came.tags.is_some_and(|tags| tags.is_empty()));
    let partner = came.partner.and_then(|partner| partner.into_value()).unwrap();
    assert_eq!(partner.address.value().map(|address| address.city.as_str()), Some("Rome"));
    // What is neither is kept.
    assert!(matches!(came.meeting, Some(OrEmpty::Unknown(_))));

    // The rules of what it holds are checked.
    let wrong = Person::new(PersonAddress::new("Constantinople"));
    let err = run(client.people().update_person(&wrong).send()).unwrap_err();
    assert!(err.to_string().contains("city"), "{err}");

    let server = Server::json("");
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let _ = run(client.people().list().limit(&OrEmpty::Empty).send());
    assert!(server.only().url.ends_with("?limit="));
}
