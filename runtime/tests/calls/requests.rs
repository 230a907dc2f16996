//! What goes out.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use vetted_runtime::{
    Empty, Error, Fields, File, Json, Method, Operation, Part, Parts, Rule, Style,
};

use super::{GET, POST, Reply, Server, config, core};

static ITEM: Operation = Operation::new("getItem", "GET", "/things/{id}/parts/{part}");

async fn server() -> Server {
    Server::start(|_| Reply::json("null")).await
}

#[tokio::test]
async fn a_get_request_byte_for_byte() {
    let server = server().await;
    core(&server)
        .request(&ITEM)
        .path("id", "a/b?c#d%2F é")
        .path_as("part", &[1, 2], Style::Matrix)
        .query("q", "x&y=z")
        .query("q", "replaced")
        .query("none", &None::<i64>)
        .query("list", &["a", "b"])
        .query_as("deep", &json!({"in": ["a"]}), Style::DeepObject)
        .query_reserved("where", "a:b/c?d=e&f#g", Style::Form)
        .header_param("x-version", &[1, 2])
        .cookie("session", "a/b=c%2F:d")
        .cookie_as("ids", &[1, 2], Style::FormJoined)
        .send::<Empty>()
        .await
        .unwrap();
    let seen = server.only();
    assert_eq!(seen.method, "GET");
    assert_eq!(
        seen.target,
        "/v1/things/a%2Fb%3Fc%23d%252F%20%C3%A9/parts/;part=1,2\
         ?q=replaced&list=a&list=b&deep%5Bin%5D%5B%5D=a&where=a:b/c?d=e%26f%23g"
    );
    let host = server.url("").replace("http://", "");
    let headers: Vec<_> = seen.headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let mut sorted = headers.clone();
    sorted.sort_unstable();
    assert_eq!(
        sorted,
        [
            ("accept", "application/json"),
            ("cookie", "session=a/b=c%2F:d; ids=1,2"),
            ("host", host.as_str()),
            ("user-agent", "things/1.0"),
            ("x-version", "1,2"),
        ]
    );
}

#[tokio::test]
async fn what_no_cookie_can_hold_is_refused() {
    let server = server().await;
    for (value, style) in [
        (json!("a;b"), Style::Form),
        (json!("a b"), Style::Form),
        (json!("a,b"), Style::Form),
        (json!("\u{e9}"), Style::Form),
        (json!("a\"b"), Style::Form),
        (json!(["a,b", "c"]), Style::FormJoined),
        (json!({"a b": "c"}), Style::Form),
    ] {
        let call = core(&server).request(&GET).cookie_as("session", &value, style);
        let err = call.send::<Empty>().await.unwrap_err();
        assert!(matches!(err, Error::Request(_)), "{value}: {err}");
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_call_can_ask_for_items_in_its_body() {
    static CHAT: Operation = Operation::new("chat", "POST", "/chat").streams_by("stream");
    let server = Server::start(|_| Reply::json("null")).await;
    let chat = || core(&server).request(&CHAT).json(&json!({"m": [1.5], "stream": false}));
    drop(chat().send_stream::<vetted_runtime::Lines<Value>>().await.unwrap());
    drop(chat().send_stream::<vetted_runtime::Chunks>().await.unwrap());
    chat().send::<Empty>().await.unwrap();
    let seen = server.seen();
    let bodies: Vec<&str> = seen.iter().map(super::server::Seen::text).collect();
    let whole = r#"{"m":[1.5],"stream":false}"#;
    assert_eq!(bodies, [r#"{"m":[1.5],"stream":true}"#, whole, whole]);
}

#[tokio::test]
async fn bodies_byte_for_byte() {
    let server = server().await;
    let core = core(&server);
    let post = || core.request(&POST);
    let body = json!({"a": "é", "list": [1, 2], "none": null, "z": 1});
    post().json(&body).send::<Empty>().await.unwrap();
    post().json_as(&body, "application/merge-patch+json").send::<Empty>().await.unwrap();
    post().form(&body).send::<Empty>().await.unwrap();
    post().text("a,b\n", "text/csv").send::<Empty>().await.unwrap();
    post().bytes(vec![0, 255], "application/pdf").send::<Empty>().await.unwrap();
    post().send::<Empty>().await.unwrap();

    let json = r#"{"a":"é","list":[1,2],"none":null,"z":1}"#.as_bytes();
    let seen = server.seen();
    let bodies: Vec<_> =
        seen.iter().map(|seen| (seen.header("content-type"), seen.body.as_slice())).collect();
    assert_eq!(
        bodies,
        [
            (Some("application/json"), json),
            (Some("application/merge-patch+json"), json),
            (Some("application/x-www-form-urlencoded"), &b"a=%C3%A9&list=1&list=2&z=1"[..]),
            (Some("text/csv"), b"a,b\n"),
            (Some("application/pdf"), &[0, 255]),
            (None, b""),
        ]
    );
    assert_eq!(seen[5].header("content-length"), Some("0"));
}

struct Person {
    age: Option<i64>,
}

vetted_runtime::object! {
    Person {
        "age" => age: i64, optional;
    }
}

vetted_runtime::rules! {
    Person {
        age: at_most(150);
    }
}

#[tokio::test]
async fn rules_are_checked_before_anything_is_sent() {
    let server = server().await;
    let core = core(&server);
    let send = |age, id: &str| {
        let body = Person { age };
        let rules = &[Rule::Pattern("^p_"), Rule::MaxLength(4)];
        core.request(&POST).check("id", id, rules).check_body(&body).json(&body).send::<Empty>()
    };
    let err = send(Some(151), "p_1").await.unwrap_err();
    assert_eq!(err.to_string(), "createThing (POST /things): `age` must be at most 150");
    let err = send(None, "p_1234").await.unwrap_err();
    assert_eq!(
        err.to_string(),
        "createThing (POST /things): `id` is 6 characters long, at most 4 are allowed"
    );
    assert!(server.seen().is_empty());
    let way = std::error::Error::source(&err).unwrap().to_string();
    assert!(way.contains(".without_checks()"), "{way}");
    send(Some(1), "p_1").await.unwrap();
    assert_eq!(server.only().text(), r#"{"age":1}"#);
}

#[tokio::test]
async fn a_client_can_send_what_breaks_a_rule() {
    let server = server().await;
    let core = config(&server).without_checks().build().unwrap();
    let rules = &[Rule::MaxLength(4)];
    let body = Person { age: Some(151) };
    let request = core.request(&POST).check("id", "p_1234", rules).query("id", "p_1234");
    request.check_body(&body).json(&body).send::<Empty>().await.unwrap();
    let seen = server.only();
    assert_eq!(seen.text(), r#"{"age":151}"#);
    assert!(seen.target.ends_with("?id=p_1234"), "{}", seen.target);
}

struct Upload {
    file: File,
    tags: Vec<String>,
    meta: Option<Value>,
}

vetted_runtime::multipart! {
    Upload {
        "fi\"le" => file: File, required;
        "tags" => tags: Vec<String>, required;
        "meta" => meta: Value, optional;
    }
}

#[tokio::test]
async fn parts_byte_for_byte() {
    let server = server().await;
    let upload = Upload {
        file: File::new("a\r\nb\".png", [0_u8, 255]).content_type("image/png"),
        tags: vec!["x".to_owned(), "--".to_owned()],
        meta: Some(json!({"a": 1})),
    };
    core(&server).request(&POST).multipart(&upload).send::<Empty>().await.unwrap();
    let seen = server.only();
    let content_type = seen.header("content-type").unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let part = |head: &str, body: &[u8]| {
        let disposition = format!("--{boundary}\r\ncontent-disposition: form-data; {head}\r\n\r\n");
        [disposition.as_bytes(), body, b"\r\n"].concat()
    };
    let file = "name=\"fi%22le\"; filename=\"a%0D%0Ab%22.png\"\r\ncontent-type: image/png";
    let expected = [
        part(file, &[0, 255]),
        part("name=\"tags\"", b"x"),
        part("name=\"tags\"", b"--"),
        part("name=\"meta\"\r\ncontent-type: application/json", br#"{"a":1}"#),
        format!("--{boundary}--\r\n").into_bytes(),
    ];
    assert_eq!(seen.body, expected.concat());

    let file = File::new("a", "b").content_type("a/b\r\nx: y");
    let upload = Upload { file, tags: Vec::new(), meta: None };
    let err = core(&server).request(&POST).multipart(&upload).send::<Empty>().await.unwrap_err();
    assert!(err.to_string().contains("control character"), "{err}");
}

/// A part of this name, and a file of that.
struct Named(String, String);

impl Parts for Named {
    fn parts(&self) -> Result<Vec<Part>, serde_json::Error> {
        let file = BTreeMap::from([("file".to_owned(), File::new(self.1.as_str(), "b"))]);
        Ok([Fields(&json!({ self.0.as_str(): 1 })).parts()?, file.parts()?].concat())
    }
}

/// A server that ends a name at its first NUL would save another file than the one that was checked.
#[tokio::test]
async fn names_of_parts_hold_no_control_characters() {
    let server = server().await;
    let send = |name: &str, file_name: &str| {
        let body = Named(name.to_owned(), file_name.to_owned());
        core(&server).request(&POST).multipart(&body).send::<Empty>()
    };
    for control in (0_u8..32).chain([127]).map(char::from) {
        let text = format!("a{control}b");
        if matches!(control, '\t' | '\r' | '\n') {
            send(&text, &text).await.unwrap();
            continue;
        }
        let err = send("a", &text).await.unwrap_err();
        let expected = "the file name of the part `file` has a control character";
        assert!(err.to_string().ends_with(expected), "{err}");
        let err = send(&text, "a").await.unwrap_err();
        assert!(err.to_string().contains("the name of the part `a\\"), "{err}");
    }
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    for seen in seen {
        let heads = seen.text().lines().filter(|line| line.starts_with("content-disposition"));
        assert_eq!(heads.count(), 2, "{}", seen.text());
    }
    // What is no control character goes out as it is.
    send("é\u{202e}", "../é.png").await.unwrap();
    assert!(server.seen()[3].text().contains("filename=\"../é.png\""));
}

/// The media types that are asked for are the document's words.
#[tokio::test]
async fn what_cannot_be_asked_for_is_an_error() {
    let server = server().await;
    for accept in ["a/b\r\nx: y", "a/b\0", "a/é\n"] {
        let err = core(&server).request(&GET).accept(accept).send::<Empty>().await.unwrap_err();
        assert!(matches!(err, Error::Request(_)), "{err:?}");
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn nothing_is_sent_if_something_is_wrong() {
    let server = server().await;
    let core = core(&server);
    let item = |value: &str| core.request(&ITEM).path("id", value).path("part", "1");
    for (request, message) in [
        (item(""), "`id` is empty"),
        (item(".."), "`id` has a path segment of dots"),
        (item("../../admin"), "`id` has a path segment of dots"),
        (core.request(&ITEM).path("id", "1"), "the path parameter `part` is not set"),
        (
            core.request(&GET).header("x-a", "1\r\nx-b: 2"),
            "the header `x-a` has a control character in its value",
        ),
        (core.request(&GET).header("x a", "1"), "`x a` is no header name"),
        (
            core.request(&GET).header_param("x-p", "1\nx: 2"),
            "the header `x-p` has a control character in its value",
        ),
        (
            core.request(&GET).header("content-length", "0"),
            "the header `content-length` is set by the client itself",
        ),
        (core.request(&POST).text("", "a\r\nb"), "`a\\r\\nb` is no content type"),
        // The first error is the one that is told.
        (item("..").path("part", ""), "`id` has a path segment of dots"),
    ] {
        let err = request.send::<Empty>().await.unwrap_err();
        assert!(matches!(err, Error::Request(_)), "{err:?}");
        assert_eq!(err.attempts(), 0);
        assert!(err.to_string().ends_with(&format!(": {message}")), "{err}");
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn the_callers_headers_come_last() {
    let server = server().await;
    let core = config(&server).header("x-tenant", "default").header("x-all", "1").build().unwrap();
    core.request(&GET)
        .header("X-Tenant", "mine")
        .header("accept", "text/csv")
        .header("user-agent", "me")
        .send::<Json<Value>>()
        .await
        .unwrap();
    let seen = server.only();
    assert_eq!(seen.header("x-tenant"), Some("mine"));
    assert_eq!(seen.header("x-all"), Some("1"));
    assert_eq!(seen.header("accept"), Some("text/csv"));
    assert_eq!(seen.header("user-agent"), Some("me"));
}

#[tokio::test]
async fn any_path_can_be_called_by_hand() {
    let server = server().await;
    let core = core(&server);
    core.raw_request(Method::PUT, "new/{x}?a=b%20c")
        .query("a b", &[1, 2])
        .json(&[1])
        .send_raw()
        .await
        .unwrap();
    let seen = server.only();
    assert_eq!((seen.method.as_str(), seen.text()), ("PUT", "[1]"));
    assert_eq!(seen.target, "/v1/new/%7Bx%7D?a=b%20c&a%20b=1&a%20b=2");
    for path in ["/../admin", "/a/%2e%2E/b"] {
        assert!(core.raw_request(Method::GET, path).send_raw().await.is_err(), "{path}");
    }
}

#[test]
fn settings_are_checked() {
    let err = vetted_runtime::Config::without_server().build().unwrap_err();
    assert_eq!(err.to_string(), "the server's URL is not set");
    let build = |url: &str| {
        let document = vetted_runtime::Server::new("https://api.example.invalid", &[]);
        vetted_runtime::Config::new(document).base_url(url).build()
    };
    assert!(build("https://a/b/").is_ok());
    for url in
        ["", "/v1", "http://a", "https://user:hunter2@a", "https://a?b", "https://a#b", "ftp://a"]
    {
        let err = build(url).unwrap_err();
        assert!(!super::shown(&err).contains("hunter2"));
    }
    assert!(
        vetted_runtime::Config::new(vetted_runtime::Server::new("http://a", &[]))
            .allow_plain_http()
            .build()
            .is_ok()
    );
}

#[tokio::test]
async fn an_operation_can_have_a_server_of_its_own() {
    let files = Server::start(|_| Reply::json("null")).await;
    let url: &'static str = files.url("/uploads").leak();
    let upload: &'static Operation =
        Box::leak(Box::new(Operation::new("upload", "GET", "/files").at(url)));
    let documented = vetted_runtime::Server::new("http://127.0.0.1:1/v1", &[]);
    let core = vetted_runtime::Config::new(documented).build().unwrap();
    core.request(upload).send::<Empty>().await.unwrap();
    assert_eq!(files.only().target, "/uploads/files");

    // What the caller sets by hand goes before it: a proxy or a mock sees every call.
    let server = Server::start(|_| Reply::json("null")).await;
    let core = config(&server).build().unwrap();
    core.request(upload).send::<Empty>().await.unwrap();
    assert_eq!(server.only().target, "/v1/files");
}
