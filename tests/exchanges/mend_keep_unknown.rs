use case_mend_keep_unknown::{
    Client, File,
    pets::GetError,
    types::{Friend, Home, PetOwner, Photo, Rename},
};
use vetted_runtime::serde_json::{Value, json};

use crate::support::{Server, chain, run};

fn client(server: &Server) -> Client {
    Client::builder().transport(server.clone()).build().unwrap()
}

/// An answer is read, changed and sent back; what nobody declares goes along.
fn sent_back() {
    let server = Server::json(
        r#"{"tags":["a"],"name":"Rex","home":{"city":"Bern","street":"x"},"owner":{"number":"7","vat":null},"friends":[{"age":3,"kind":"cat","lives":9},{"kind":"dog","breed":"pug"},{"kind":"fox","x":1}],"nickname":null,"a":{"b":[1.50]}}"#,
    );
    let client = client(&server);
    let mut pet = run(client.pets().get(1).send()).unwrap();
    server.only();
    assert_eq!(pet.additional["tags"], json!(["a"]));
    assert!(matches!(&pet.owner, Some(PetOwner::Company(company)) if company.additional["vat"].is_null()));
    let friends = pet.friends.as_deref().unwrap();
    // The union writes the key by which it tells: a cat does not keep it as well.
    let [Friend::Cat(cat), Friend::Dog(dog), Friend::Unknown(_)] = friends else {
        panic!("{friends:?}")
    };
    assert_eq!(cat.additional.keys().collect::<Vec<_>>(), ["age"]);
    assert_eq!((dog.constants.are_as_documented(), dog.additional.len()), (true, 1));

    pet.name = "Rexy".to_owned();
    pet.additional.insert("new".to_owned(), json!(true));
    // What is declared has a field, and stands there once.
    pet.additional.insert("name".to_owned(), json!("no"));
    run(client.pets().put(1, &pet).send()).unwrap();
    assert_eq!(
        server.only().body,
        r#"{"name":"Rexy","nickname":null,"home":{"street":"x","city":"Bern"},"owner":{"number":"7","vat":null},"friends":[{"kind":"cat","lives":9,"age":3},{"kind":"dog","breed":"pug"},{"kind":"fox","x":1}],"a":{"b":[1.5]},"new":true,"tags":["a"]}"#
    );
}

/// What is only sent can have keys of which the document says nothing, in every kind of body.
fn sent_only() {
    let server = Server::silent();
    let client = client(&server);
    let mut rename = Rename::new().name("Rex");
    assert!(rename.additional.is_empty() && Home::new().additional.is_empty());
    rename.additional.insert("why".to_owned(), Value::from("a b"));
    run(client.pets().rename(1, &rename).send()).unwrap();
    assert_eq!(server.only().body, "name=Rex&why=a+b");

    let mut photo = Photo::new(File::new("a.txt", "x"));
    photo.additional.insert("width".to_owned(), Value::from(3));
    photo.additional.insert("file".to_owned(), Value::from("no"));
    run(client.pets().add_photo(1, &photo).send()).unwrap();
    let body = server.only().body;
    assert_eq!(body.matches("name=\"width\"\r\n\r\n3\r\n").count(), 1, "{body}");
    assert_eq!(body.matches("name=\"file\"").count(), 1, "{body}");
}

/// An error body of which no key is declared is none that is documented, although all of it could be kept.
fn strange_errors() {
    let answering = |body| Server::answering(404, &[("content-type", "application/json")], body);
    let documented = |body| {
        let err = run(client(&answering(body)).pets().get(1).send()).unwrap_err();
        err.documented::<GetError>().map(|body| body.is_ok())
    };
    assert_eq!(documented(r#"{"title":"gone","x":1}"#), Some(true));
    assert_eq!(documented(r#"{"message":"gone"}"#), Some(false));
}

/// What cannot be kept as it came is an error that names the place.
fn not_kept() {
    let server = Server::json(r#"{"name":"Rex","x":[36893488147419103232]}"#);
    let err = chain(&run(client(&server).pets().get(1).send()).unwrap_err());
    assert!(err.contains("`x`") && err.contains("more than 64 bits"), "{err}");

    let server = Server::json(r#"{"name":"Rex","x":[1,2,3,4,5,6,7,8]}"#);
    let call = |most| run(client(&server).pets().get(1).max_response_items(most).send());
    assert_eq!(call(10).unwrap().additional["x"].as_array().map(Vec::len), Some(8));
    assert!(call(9).is_err());
}

pub fn exchange() {
    sent_back();
    sent_only();
    strange_errors();
    not_kept();
}
