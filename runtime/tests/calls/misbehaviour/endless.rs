//! Servers that never come to an end, and callers that have set no limit of time.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use vetted_runtime::{
    Body, BoxFuture, Config, Empty, Error, HeaderMap, HttpRequest, HttpResponse, Json, StatusCode,
    Transport, TransportFailure,
};

use super::{
    super::server::End,
    Always, Fault, GET, KEYED, Once, POST, Reply, Server, Way,
    credentials::{MAKE_OWN, with_token},
    hasty,
};

const HINT: &str = "HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
const HEAD_LIMIT: Duration = Duration::from_millis(300);

fn head_limit(config: Config) -> Config {
    config.head_timeout(HEAD_LIMIT)
}

/// Informational answers without end are no answer, and neither is silence. Nothing is sent again: the server would
/// do the same.
#[tokio::test]
async fn informational_answers_or_silence() {
    let expected = "the server has not begun to answer in 300ms; 1 attempt, 1 request";
    for reply in [
        || Reply::Forever("", HINT.to_owned(), Duration::from_millis(10)),
        || {
            let progress = "HTTP/1.1 102 Processing\r\n\r\n".to_owned();
            Reply::Forever("HTTP/1.1 100 Continue\r\n\r\n", progress, Duration::from_millis(10))
        },
        || Reply::Silence,
    ] {
        let fault = Fault::new(reply).with(head_limit);
        fault
            .gives(&[(Once, &GET, expected), (Once, &POST, expected), (Once, &KEYED, expected)])
            .await;
    }
    // A limit that is shorter goes before it, and is one of time like any other.
    let fault = Fault::new(|| Reply::Silence)
        .with(|config| head_limit(config).attempt_timeout(Duration::from_millis(50)));
    fault.gives(&[(Once, &GET, "1; 2 requests")]).await;
}

/// As fast as they go through the line.
#[tokio::test]
async fn a_flood_of_informational_answers() {
    for way in Way::BOTH {
        let flood = HINT.repeat(100);
        let server =
            Server::start(move |_| Reply::Forever("", flood.clone(), Duration::ZERO)).await;
        let core = hasty(&server).head_timeout(HEAD_LIMIT).build().unwrap();
        let start = Instant::now();
        let err = way.send::<Empty>(core.request(&POST)).await.unwrap_err();
        assert!(matches!(err, Error::Transport(_)), "{way:?} {err:?}");
        assert!(start.elapsed() < Duration::from_secs(10), "{way:?} {:?}", start.elapsed());
    }
}

/// Some are as usual.
#[tokio::test]
async fn some_informational_answers() {
    let fault = Fault::new(|| {
        let answer = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1";
        Reply::raw(&[&HINT.repeat(20), answer].concat(), End::Close)
    });
    fault.gives(&[(Always, &GET, "1; 1 request"), (Always, &POST, "1; 1 request")]).await;
}

/// The limit is one for the head: neither for the body of the answer, nor for that of the request.
#[tokio::test]
async fn bodies_may_take_longer_than_the_head() {
    let fault = Fault::new(|| {
        let answer = "HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n1                   ";
        Reply::raw(answer, End::Close).slow(answer.len() - 20, HEAD_LIMIT / 10)
    })
    .with(head_limit);
    fault.gives(&[(Always, &GET, "1; 1 request")]).await;

    for way in Way::BOTH {
        let server = Server::start(|_| Reply::json("1")).await;
        let core = hasty(&server).head_timeout(HEAD_LIMIT).build().unwrap();
        let (mut writer, reader) = tokio::io::duplex(1);
        tokio::spawn(async move {
            for byte in *b"0123456789" {
                tokio::time::sleep(HEAD_LIMIT / 5).await;
                tokio::io::AsyncWriteExt::write_all(&mut writer, &[byte]).await.unwrap();
            }
        });
        let body = Body::reader(reader).sized(10);
        let request = core.request(&POST).bytes(body, "text/plain");
        assert_eq!(way.send::<Json<i64>>(request).await.unwrap(), 1, "{way:?}");
        assert_eq!(server.only().text(), "0123456789");
    }
}

/// What a transport is told when nobody has set a limit.
#[tokio::test]
async fn there_is_always_a_limit_for_the_head() {
    struct Asked(Arc<Mutex<Vec<Duration>>>);

    impl Transport for Asked {
        fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, TransportFailure>> {
            self.0.lock().unwrap().push(request.head_limit());
            assert_eq!(request.limit(), None);
            Box::pin(async { Ok(HttpResponse::new(StatusCode::OK, HeaderMap::new(), "1")) })
        }

        fn sleep(&self, _: Duration) -> BoxFuture<()> {
            Box::pin(async {})
        }
    }

    let asked = Arc::new(Mutex::new(Vec::new()));
    let server = Server::start(|_| Reply::Silence).await;
    let core = hasty(&server).transport(Asked(Arc::clone(&asked))).build().unwrap();
    assert_eq!(core.request(&GET).send::<Json<i64>>().await.unwrap(), 1);
    assert_eq!(*asked.lock().unwrap(), [Duration::from_secs(3600)]);
}

/// Trailers, and what may stand beside the size of a chunk, are held and given to nobody.
#[tokio::test]
async fn trailers_and_extensions_of_chunks() {
    for reply in [
        || Reply::Forever(CHUNKED, "0;a=b".to_owned() + &"c".repeat(1000), Duration::ZERO),
        || {
            let line = format!("x-more: {}\r\n", "m".repeat(1000));
            Reply::Forever(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n1\r\n0\r\n",
                line,
                Duration::ZERO,
            )
        },
    ] {
        let fault = Fault::new(reply);
        fault.gives(&[(Always, &POST, "the connection broke; 1 attempt, 1 request")]).await;
    }
    // hyper allows but few extensions in one body, ureq none that is long.
    for way in Way::BOTH {
        let server = Server::start(|_| {
            let chunk = format!("1;{}\r\n \r\n", "e".repeat(1000));
            Reply::Forever(CHUNKED, chunk, Duration::ZERO)
        })
        .await;
        let err = way.send::<Empty>(hasty(&server).build().unwrap().request(&POST)).await;
        assert!(matches!(err, Err(Error::Transport(_))), "{way:?} {err:?}");
    }
}

/// The body of an error is limited as that of an answer is, and so is that of a token server.
#[tokio::test]
async fn bodies_of_errors_and_tokens() {
    let fault = Fault::new(|| {
        let head = "HTTP/1.1 500 Oh\r\ntransfer-encoding: chunked\r\n\r\n";
        Reply::Forever(head, format!("1000\r\n{}\r\n", " ".repeat(0x1000)), Duration::ZERO)
    })
    .with(|config| config.max_response_bytes(100_000));
    let expected = "the answer is larger than 100000 bytes; 1 attempt, 1 request";
    fault.gives(&[(Once, &GET, expected), (Once, &POST, expected)]).await;

    for way in Way::BOTH {
        let server = Server::start(|_| Reply::Endless).await;
        let core = with_token(&server).max_response_bytes(u64::MAX).build().unwrap();
        let err = way.send::<Empty>(core.request(&MAKE_OWN)).await.unwrap_err();
        let shown = super::super::shown(&err);
        assert!(shown.contains("larger than 1048576 bytes"), "{way:?} {shown}");
    }
}

/// Nothing is decompressed, so that nothing can grow: what says that it is compressed is bytes like any other.
#[tokio::test]
async fn a_compressed_body() {
    let bomb = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    for way in Way::BOTH {
        let server = Server::start(move |_| {
            Reply::Answer(
                200,
                vec![("content-encoding".to_owned(), "gzip".to_owned())],
                bomb.into(),
            )
        })
        .await;
        let core = hasty(&server).build().unwrap();
        let body = way.send::<vetted_runtime::Binary>(core.request(&GET)).await.unwrap();
        assert_eq!(body, bomb.as_slice(), "{way:?}");
        assert_eq!(server.only().header("accept-encoding"), None, "{way:?}");
    }
}
