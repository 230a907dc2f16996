//! Bodies that are streamed up.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use futures_core::Stream;
use vetted_runtime::{Body, Bytes, Empty, Encoding, Error, Fields, File, Method, Style};

use super::{POST, Reply, Seen, Server, core, shown};

/// Gives these chunks, and then fails if it is to.
struct Given {
    chunks: std::collections::VecDeque<&'static str>,
    fails: bool,
    /// How many chunks were asked for.
    asked: Arc<AtomicUsize>,
}

impl Given {
    fn new(chunks: &[&'static str]) -> Self {
        Self { chunks: chunks.iter().copied().collect(), fails: false, asked: Arc::default() }
    }
}

impl Stream for Given {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(match self.chunks.pop_front() {
            Some(chunk) => Some(Ok(chunk.into())),
            None if self.fails => Some(Err(std::io::Error::other("the disk is gone"))),
            None => None,
        })
    }
}

async fn server() -> Server {
    Server::start(|_| Reply::json("null")).await
}

#[tokio::test]
async fn a_stream_goes_out_as_it_is() {
    let server = server().await;
    let core = core(&server);
    let chunks = ["one,", "", "two,", "three"];
    let body = Body::stream(Given::new(&chunks));
    core.request(&POST).bytes(body, "text/csv").send::<Empty>().await.unwrap();
    let body = Body::stream(Given::new(&chunks)).sized(13);
    core.request(&POST).bytes(body, "text/csv").send::<Empty>().await.unwrap();
    let body = Body::reader(&b"one,two,three"[..]).sized(13);
    core.raw_request(Method::PUT, "/x").bytes(body, "text/csv").send_raw().await.unwrap();

    let seen = server.seen();
    let head = |seen: &Seen, name: &str| seen.header(name).map(str::to_owned);
    for request in &seen {
        assert_eq!(request.text(), "one,two,three");
        assert_eq!(request.header("content-type"), Some("text/csv"));
    }
    assert_eq!(head(&seen[0], "transfer-encoding").as_deref(), Some("chunked"));
    assert_eq!(head(&seen[0], "content-length"), None);
    for request in &seen[1..] {
        assert_eq!(head(request, "content-length").as_deref(), Some("13"));
        assert_eq!(head(request, "transfer-encoding"), None);
    }
}

#[tokio::test]
async fn a_large_reader_is_never_held() {
    use tokio::io::AsyncReadExt as _;

    let server = server().await;
    let body = Body::reader(tokio::io::repeat(b'x').take(3_000_000)).sized(3_000_000);
    core(&server).request(&POST).bytes(body, "a/b").send::<Empty>().await.unwrap();
    let seen = server.only();
    assert_eq!(seen.body.len(), 3_000_000);
    assert!(seen.body.iter().all(|byte| *byte == b'x'));
}

#[tokio::test]
async fn a_stream_that_fails_fails_the_call() {
    let server = server().await;
    let core = core(&server);
    let body = Body::stream(Given { fails: true, ..Given::new(&["a"]) });
    let err = core.request(&POST).bytes(body, "a/b").send::<Empty>().await.unwrap_err();
    assert_eq!(err.to_string(), "createThing (POST /things): the stream of the body failed");
    assert!(shown(&err).contains("the disk is gone"), "{}", shown(&err));
    assert!(!err.is_retryable());

    for (size, message) in [(1, "it gives more than 1 bytes"), (3, "it gives 2 bytes, not 3")] {
        let body = Body::stream(Given::new(&["ab"])).sized(size);
        let err = core.request(&POST).bytes(body, "a/b").send::<Empty>().await.unwrap_err();
        assert!(shown(&err).contains(message), "{}", shown(&err));
    }
    assert!(server.seen().is_empty(), "no request was complete");
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let server = server().await;
    let core = core(&server);
    let body = Body::stream(Given::new(&["a"]));
    core.request(&POST).bytes(body.clone(), "a/b").send::<Empty>().await.unwrap();
    let err = core.request(&POST).bytes(body, "a/b").send::<Empty>().await.unwrap_err();
    assert!(matches!(err, Error::Request(_)));
    assert!(err.to_string().ends_with("the body is a stream that was sent before"), "{err}");
    server.only();

    // A request that is wrong elsewhere does not use the stream up.
    let body = Body::stream(Given::new(&["a"]));
    let wrong = core.request(&POST).bytes(body.clone(), "a/b").header("x a", "1");
    wrong.send::<Empty>().await.unwrap_err();
    core.request(&POST).bytes(body, "a/b").send::<Empty>().await.unwrap();
}

#[tokio::test]
async fn a_stream_is_not_sent_on() {
    let server = Server::start(|seen| match seen.target.as_str() {
        "/v1/things" => Reply::redirect(307, "/v1/other"),
        _ => Reply::json("null"),
    })
    .await;
    let core = core(&server);
    core.request(&POST).bytes("again", "a/b").send::<Empty>().await.unwrap();
    assert_eq!(server.seen()[1].text(), "again");
    let body = Body::stream(Given::new(&["once"]));
    let err = core.request(&POST).bytes(body, "a/b").send::<Empty>().await.unwrap_err();
    assert!(err.to_string().ends_with("the server redirects a body that can be sent only once"));
    assert_eq!(server.seen().len(), 3);
}

struct Upload {
    note: String,
    files: Vec<File>,
}

vetted_runtime::multipart! {
    Upload {
        "note" => note: String, required;
        "files" => files: Vec<File>, required;
    }
}

#[tokio::test]
async fn files_are_streamed_among_other_parts() {
    let server = server().await;
    let core = core(&server);
    for sized in [false, true] {
        let body = Body::stream(Given::new(&["str", "eam"]));
        let body = if sized { body.sized(6) } else { body };
        let upload = Upload {
            note: "n".to_owned(),
            files: vec![
                File::new("a.csv", body).content_type("text/csv"),
                File::new("b.bin", [0_u8, 1]),
            ],
        };
        core.request(&POST).multipart(&upload).send::<Empty>().await.unwrap();
        let seen = server.seen().pop().unwrap();
        assert_eq!(seen.header("content-length").is_some(), sized);
        assert_eq!(seen.header("transfer-encoding").is_some(), !sized);
        let content_type = seen.header("content-type").unwrap();
        let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
        let expected = "--B\r\ncontent-disposition: form-data; name=\"note\"\r\n\r\nn\r\n\
            --B\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a.csv\"\r\n\
            content-type: text/csv\r\n\r\nstream\r\n\
            --B\r\ncontent-disposition: form-data; name=\"files\"; filename=\"b.bin\"\r\n\
            content-type: application/octet-stream\r\n\r\n\0\u{1}\r\n\
            --B--\r\n";
        assert_eq!(seen.text().replace(boundary, "B"), expected);
    }
}

#[tokio::test]
async fn encodings_say_how_parts_are_written() {
    let server = server().await;
    let body = serde_json::json!({
        "sdp": "v=0",
        "session": {"a": [1]},
        "ids": [1, 2],
        "plain": [1, {"b": 2}],
        "deep": {"x": {"y": ["z"]}},
        "joined": ["a", "b"],
        "none": null,
        "empty": [],
    });
    let encodings = [
        Encoding::new("sdp").content_type("application/sdp"),
        Encoding::new("ids").content_type("application/json"),
        Encoding::new("deep").style(Style::DeepObject),
        Encoding::new("joined").style(Style::Pipe),
    ];
    let request = core(&server).request(&POST).multipart_as(&Fields(&body), &encodings);
    request.send::<Empty>().await.unwrap();
    let seen = server.only();
    let boundary = seen.header("content-type").unwrap().split_once("boundary=").unwrap().1;
    let text = seen.text().replace("content-disposition: form-data; ", "");
    let parts: Vec<String> = text
        .split(&format!("--{boundary}"))
        .map(|part| part.trim_matches(['\r', '\n']).replace("\r\n", "|"))
        .filter(|part| !part.is_empty() && part != "--")
        .collect();
    assert_eq!(
        parts,
        [
            "name=\"sdp\"|content-type: application/sdp||v=0",
            "name=\"session\"|content-type: application/json||{\"a\":[1]}",
            "name=\"ids\"|content-type: application/json||[1,2]",
            "name=\"plain\"||1",
            "name=\"plain\"|content-type: application/json||{\"b\":2}",
            "name=\"deep[x][y][]\"||z",
            "name=\"joined\"||a|b",
        ]
    );
}

struct Picture {
    file: File,
}

vetted_runtime::multipart! {
    Picture {
        "file" => file: File, required;
    }
}

enum Choice {
    Picture(Box<Picture>),
    Link(std::collections::BTreeMap<String, String>),
    #[allow(dead_code, reason = "only reading makes one")]
    Unknown(vetted_runtime::UnknownValue),
}

vetted_runtime::multipart! {
    union Choice {
        Picture => parts, adds "kind" = "picture";
        Link => fields;
    }
}

#[tokio::test]
async fn a_union_has_the_parts_of_what_it_holds() {
    let server = server().await;
    let core = core(&server);
    let picture = Choice::Picture(Box::new(Picture { file: File::new("a", "b") }));
    let link = Choice::Link([("url".to_owned(), "u".to_owned())].into());
    for body in [picture, link] {
        core.request(&POST).multipart(&body).send::<Empty>().await.unwrap();
    }
    let seen = server.seen();
    let lines = |seen: &Seen| -> Vec<String> {
        seen.text().lines().filter(|it| !it.starts_with("--")).map(str::to_owned).collect()
    };
    assert_eq!(
        lines(&seen[0]),
        [
            "content-disposition: form-data; name=\"kind\"",
            "",
            "picture",
            "content-disposition: form-data; name=\"file\"; filename=\"a\"",
            "content-type: application/octet-stream",
            "",
            "b",
        ]
    );
    assert_eq!(lines(&seen[1]), ["content-disposition: form-data; name=\"url\"", "", "u"]);
}

#[test]
fn a_file_is_text_where_there_are_no_parts() {
    let file = File::from("https://example.com/a.png");
    assert_eq!((file.name(), file.media_type()), (None, Some("text/plain")));
    let text = serde_json::to_string(&file).unwrap();
    assert_eq!(text, r#""https://example.com/a.png""#);
    assert_eq!(serde_json::from_str::<File>(&text).unwrap(), file);
    for file in [File::new("a", [255]), File::new("a", Body::reader(&b"a"[..]))] {
        let err = serde_json::to_string(&file).unwrap_err().to_string();
        assert!(err.contains("only in a multipart body"), "{err}");
    }
}
