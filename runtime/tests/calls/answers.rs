//! What comes back.

use std::collections::BTreeMap;

use vetted_runtime::{
    Answer as _, Binary, ByStatus, Bytes, Empty, Error, Json, Lines, Operation, RawResponse,
    Request, Text, Untyped, Value,
};

use super::{GET, Reply, Server, core};

vetted_runtime::request! {
    /// A request as emitted.
    GetRequest -> Json<Vec<i64>>;
}
vetted_runtime::request! { TextRequest -> Text<String>, chunks; }
vetted_runtime::request! { BytesRequest -> Binary<Bytes>, chunks; }
vetted_runtime::request! { EmptyRequest -> Empty; }
vetted_runtime::request! { RawAnswerRequest -> Untyped<RawResponse>; }
vetted_runtime::request! { SaveRequest -> ByStatus<SaveAnswer>; }
vetted_runtime::request! { WatchRequest -> stream Lines<i64> as "text/x-lines"; }

type Items = BTreeMap<String, Vec<BTreeMap<String, i64>>>;

/// An answer enum as emitted.
#[derive(Debug, PartialEq)]
pub(crate) enum SaveAnswer {
    Created(Vec<i64>),
    Accepted,
    Same,
    Text(String),
    Other(Value),
}

vetted_runtime::answers! {
    SaveAnswer {
        201 => Created: Json<Vec<i64>>;
        202 => Accepted: Empty;
        304 => Same: Empty;
        203 => Text: Text<String>;
        success => Other: Json<Value>;
    }
}

/// Without a row for the rest.
#[derive(Debug)]
pub(crate) enum StrictAnswer {
    Created(i64),
    Accepted,
}

vetted_runtime::answers! {
    StrictAnswer { 201 => Created: Json<i64>; 202 => Accepted: Empty; }
}

static SAVE: Operation = Operation::new("save", "PUT", "/things").answers(&[201, 202, 203, 304]);

fn request(server: &Server) -> Request {
    core(server).request(&GET)
}

#[tokio::test]
async fn each_kind_is_read() {
    let server =
        Server::start(|_| Reply::json("\u{feff}[1, 2]").header("x-request-id", "r1")).await;
    let raw = GetRequest { request: request(&server) }.send_raw().await.unwrap();
    assert_eq!((raw.body.as_slice(), raw.request_id()), (&[1, 2][..], Some("r1")));
    let text: String = TextRequest { request: request(&server) }.send().await.unwrap();
    assert_eq!(text, "\u{feff}[1, 2]");
    let bytes: Bytes = BytesRequest { request: request(&server) }.send().await.unwrap();
    assert_eq!(bytes.len(), 9);
    let () = EmptyRequest { request: request(&server) }.send().await.unwrap();
    let raw = RawAnswerRequest { request: request(&server) }.send().await.unwrap();
    assert_eq!(raw.status().as_u16(), 200);
    assert_eq!(server.seen()[1].header("accept"), Some("text/*, */*;q=0.5"));
}

#[tokio::test]
async fn an_answer_can_be_had_undecoded_whatever_it_is() {
    let server = Server::start(|_| Reply::status(200, "<p>hi").header("x-request-id", "r1")).await;
    let typed = GetRequest { request: request(&server) }.send().await;
    assert!(matches!(typed, Err(Error::Decode(_))));
    let answer = GetRequest { request: request(&server) }.send_bytes().await.unwrap();
    assert_eq!((answer.status.as_u16(), answer.request_id()), (200, Some("r1")));
    assert_eq!(answer.body, "<p>hi");
    // The document gives no content, or several statuses without this one.
    let answer = EmptyRequest { request: request(&server) }.send_bytes().await.unwrap();
    assert_eq!(answer.body, "<p>hi");
    let answer = SaveRequest { request: core(&server).request(&SAVE) }.send_bytes().await.unwrap();
    assert_eq!(answer.body, "<p>hi");
    let answer = WatchRequest { request: request(&server) }.send_bytes().await.unwrap();
    assert_eq!(answer.body, "<p>hi");
    let own = GetRequest { request: request(&server).header("accept", "text/html") };
    own.send_bytes().await.unwrap();
    let accepts: Vec<_> =
        server.seen().iter().filter_map(|seen| seen.header("accept").map(str::to_owned)).collect();
    assert_eq!(
        accepts[1..],
        ["application/json", "application/json", "*/*", "text/x-lines", "text/html"]
    );

    let server = Server::start(|_| Reply::status(404, "gone")).await;
    let err = GetRequest { request: request(&server) }.send_bytes().await.unwrap_err();
    assert_eq!(err.body().unwrap(), "gone");
}

#[tokio::test]
async fn an_empty_body_is_null_or_an_error() {
    let server = Server::start(|_| Reply::status(200, " \n")).await;
    assert_eq!(request(&server).send::<Json<Option<i64>>>().await.unwrap(), None);
    let err = request(&server).send::<Json<i64>>().await.unwrap_err();
    assert_eq!(
        err.to_string(),
        "getThing (GET /things): the 200 answer has no body: the call was accepted"
    );
}

#[tokio::test]
async fn answers_are_told_apart_by_status() {
    for (status, body, expected) in [
        (201, "[1]", SaveAnswer::Created(vec![1])),
        (202, "", SaveAnswer::Accepted),
        (304, "", SaveAnswer::Same),
        (203, "hi", SaveAnswer::Text("hi".to_owned())),
        (200, "[1]", SaveAnswer::Other(serde_json::json!([1]))),
    ] {
        let server = Server::start(move |_| Reply::status(status, body)).await;
        let request = SaveRequest { request: core(&server).request(&SAVE) };
        assert_eq!(request.send().await.unwrap(), expected);
    }
    assert_eq!(SaveAnswer::ACCEPT, "*/*");
    assert_eq!(StrictAnswer::ACCEPT, "application/json");

    let server = Server::start(|_| Reply::status(200, "1")).await;
    let err = request(&server).send::<StrictAnswer>().await.unwrap_err();
    assert_eq!(err.to_string(), "getThing (GET /things): the 200 answer is not in the document");
    let server = Server::start(|_| Reply::status(201, "1")).await;
    let answer = request(&server).send::<StrictAnswer>().await.unwrap();
    assert!(matches!(answer, StrictAnswer::Created(1)));
    // 304 is an error where the document does not list it.
    let server = Server::start(|_| Reply::status(304, "")).await;
    assert!(matches!(request(&server).send::<Empty>().await, Err(Error::Api(_))));
}

#[tokio::test]
async fn a_decode_error_names_the_place() {
    let server = Server::start(|_| {
        Reply::json(r#"{"items": [{"id": 1}, {"id": "x"}]}"#).header("x-request-id", "r1")
    })
    .await;
    let err = request(&server).send::<Json<Items>>().await.unwrap_err();
    assert_eq!(
        err.to_string(),
        "getThing (GET /things): the 200 answer is not what the document says at `items[1].id` (request id r1)"
    );
    let source = std::error::Error::source(&err).unwrap().to_string();
    assert_eq!(source, "invalid type: a string of 1 character, expected i64");
    let Error::Decode(err) = err else { panic!("{err:?}") };
    assert_eq!(err.place(), "items[1].id");
    assert_eq!(err.body().len(), 35);

    let server = Server::start(|_| Reply::json("<html>")).await;
    let err = request(&server).send::<Json<Items>>().await.unwrap_err();
    assert_eq!(err.to_string(), "getThing (GET /things): the 200 answer is no JSON");
}

vetted_runtime::object! {
    Labels {
        "names" => names: Vec<String>, list;
        "sizes" => sizes: Vec<i64>, list;
        "kinds" => kinds: BTreeMap<String, String>, list;
        "note" => note: String, optional;
    }
}

/// What Go's servers send where a list is empty.
#[derive(Debug, PartialEq)]
pub(crate) struct Labels {
    names: Vec<String>,
    sizes: Vec<i64>,
    kinds: BTreeMap<String, String>,
    note: Option<String>,
}

vetted_runtime::object! { Note { "note" => note: String, optional; } }

#[derive(Debug, PartialEq)]
pub(crate) struct Note {
    note: Option<String>,
}

#[tokio::test]
async fn null_where_a_list_must_be_is_an_empty_one() {
    let text = r#"{"names":null,"sizes":null,"kinds":null}"#;
    let server = Server::start(move |_| Reply::json(text)).await;
    let labels = request(&server).send::<Json<Labels>>().await.unwrap();
    let empty = Labels { names: Vec::new(), sizes: Vec::new(), kinds: BTreeMap::new(), note: None };
    assert_eq!(labels, empty);
    let written = vetted_runtime::serde_json::to_string(&labels).unwrap();
    assert_eq!(written, r#"{"names":[],"sizes":[],"kinds":{}}"#);

    let server = Server::start(|_| Reply::json(r#"{"names":null,"sizes":[1]}"#)).await;
    let err = request(&server).send::<Json<Labels>>().await.unwrap_err();
    assert!(matches!(err, Error::Decode(_)), "what is missing is no list: {err}");

    let server = Server::start(|_| Reply::json(" null ")).await;
    assert_eq!(request(&server).send::<Json<Vec<i64>>>().await.unwrap(), [0; 0]);
    assert!(request(&server).send::<Json<BTreeMap<String, i64>>>().await.unwrap().is_empty());
    assert!(request(&server).send::<Json<Labels>>().await.is_err());
    assert!(request(&server).send::<Json<Note>>().await.is_err());
    assert!(request(&server).send::<Json<i64>>().await.is_err());
}

#[tokio::test]
async fn an_empty_body_is_an_object_of_which_nothing_is_required() {
    let server = Server::start(|_| Reply::status(202, "")).await;
    assert_eq!(request(&server).send::<Json<Note>>().await.unwrap(), Note { note: None });
    for err in [
        request(&server).send::<Json<Labels>>().await.unwrap_err(),
        request(&server).send::<Json<Vec<i64>>>().await.map(drop).unwrap_err(),
        request(&server).send::<Json<i64>>().await.map(drop).unwrap_err(),
    ] {
        assert!(err.to_string().contains("has no body: the call was accepted"), "{err}");
    }
}

#[tokio::test]
async fn text_that_comes_as_a_json_string_loses_its_quotes() {
    for (media_type, body, text) in [
        ("application/json", r#" "a\n\"b\"" "#, "a\n\"b\""),
        ("application/problem+json; charset=utf-8", r#""1.2""#, "1.2"),
        ("application/json", r#"{"a":1}"#, r#"{"a":1}"#),
        ("application/json", "plain", "plain"),
        ("text/plain", r#""quoted""#, r#""quoted""#),
    ] {
        let reply = move |_: &_| Reply::status(200, body).header("content-type", media_type);
        let server = Server::start(reply).await;
        assert_eq!(request(&server).send::<Text>().await.unwrap(), text);
    }
}

/// A type as emitted, with what must be there and what must not be null.
#[derive(Debug, PartialEq)]
pub(crate) struct UserSimple {
    login: String,
    token: String,
    tags: Vec<String>,
}

vetted_runtime::object! {
    UserSimple {
        "login" => login: String, required;
        "token" => token: String, required;
        "tags" => tags: Vec<String>, required;
    }
}

#[derive(Debug, PartialEq)]
pub(crate) struct Team {
    lead: UserSimple,
}

vetted_runtime::object! { Team { "lead" => lead: UserSimple, required; } }

#[tokio::test]
async fn a_decode_error_names_the_field_to_mend_and_the_way() {
    for (lead, field, way) in [
        (
            r#""login": null"#,
            "UserSimple.login",
            "the setting `[nullable]` lets `UserSimple.login` be null",
        ),
        (
            r#""token": null"#,
            "UserSimple.token",
            "the setting `[nullable]` lets `UserSimple.token` be null",
        ),
        (
            r#""token": "x""#,
            "UserSimple.login",
            "the setting `[optional]` lets `UserSimple.login` be missing",
        ),
        (r#""tags": [null]"#, "UserSimple.tags", "`.send_bytes()` gives the answer undecoded"),
        (r#""login": 1"#, "UserSimple.login", "`.send_bytes()` gives the answer undecoded"),
    ] {
        let body = format!("{{\"lead\": {{{lead}}}}}");
        let server = Server::start(move |_| Reply::json(&body)).await;
        let err = request(&server).send::<Json<Team>>().await.unwrap_err();
        assert!(err.to_string().ends_with(&format!(" (`{field}`)")), "{err}");
        let source = std::error::Error::source(&err).unwrap().to_string();
        assert!(source.ends_with(&format!("; {way}")), "{source}");
        let Error::Decode(err) = err else { panic!("{err:?}") };
        assert_eq!(err.field().as_deref(), Some(field));
    }
    // The object itself is none, and what went wrong before is forgotten.
    let server = Server::start(|_| Reply::json("[1]")).await;
    let err = request(&server).send::<Json<Team>>().await.unwrap_err();
    let Error::Decode(err) = err else { panic!("{err:?}") };
    assert_eq!(err.field(), None);
}
