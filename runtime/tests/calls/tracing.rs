//! Spans of calls.

use std::{
    fmt,
    sync::{Arc, Mutex, Once},
    time::Duration,
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
    subscriber::Interest,
};
use vetted_runtime::{Core, Credential, Empty, Events, Method, Operation, Retries, Scheme};

use super::{GET, Reply, Server, config, core};

static BY_ID: Operation = Operation::new("getPet", "GET", "/pets/{petId}");
static OAUTH: Scheme = Scheme::client_credentials("OAuth", "/token", &[]);
static OWN: Operation = Operation::new("getOwn", "GET", "/own").security(&[&[&OAUTH]]);

/// Keeps the spans and events of the runtime, for one thread.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Log>>);

#[derive(Default)]
struct Log {
    spans: Vec<Recorded>,
    /// The spans that are entered, by their index.
    stack: Vec<usize>,
    events: Vec<String>,
}

#[derive(Default)]
struct Recorded {
    name: &'static str,
    parent: Option<usize>,
    fields: Fields,
    handles: usize,
}

#[derive(Default)]
struct Fields(Vec<(&'static str, String)>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.retain(|(name, _)| *name != field.name());
        self.0.push((field.name(), format!("{value:?}").trim_matches('"').to_owned()));
    }
}

impl Recorder {
    fn log<T>(&self, read: impl FnOnce(&mut Log) -> T) -> T {
        read(&mut self.0.lock().unwrap())
    }

    /// All spans, a line each: name, the parent's name, fields in alphabetical order.
    fn spans(&self) -> Vec<String> {
        self.log(|log| {
            let line = |span: &Recorded| {
                assert_eq!(span.handles, 0, "{} is closed", span.name);
                let mut fields: Vec<_> = span.fields.0.iter().collect();
                fields.sort();
                let fields: Vec<_> =
                    fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
                let parent = span.parent.map_or("", |parent| log.spans[parent].name);
                format!("{parent}/{} {}", span.name, fields.join(" "))
            };
            log.spans.iter().map(line).collect()
        })
    }
}

/// Wants nothing, and says so each time it is asked. Without one for all threads, a test that listens to nothing can
/// settle for good, in the very moment when this file's tests begin, that nobody is interested.
struct Nobody;

impl Subscriber for Nobody {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, _: &Metadata<'_>) -> bool {
        false
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

/// To be called before a test's first call.
pub(crate) fn stay_open() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Nobody).unwrap());
}

fn index(id: &span::Id) -> usize {
    usize::try_from(id.into_u64()).unwrap() - 1
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "vetted_runtime"
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        self.log(|log| {
            let mut fields = Fields::default();
            span.record(&mut fields);
            let (name, parent) = (span.metadata().name(), log.stack.last().copied());
            log.spans.push(Recorded { name, parent, fields, handles: 1 });
            span::Id::from_u64(log.spans.len() as u64)
        })
    }

    fn record(&self, id: &span::Id, values: &span::Record<'_>) {
        self.log(|log| values.record(&mut log.spans[index(id)].fields));
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        fields.0.sort();
        let text: Vec<_> = fields.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        self.log(|log| {
            assert_eq!(log.stack.len(), 1, "an event stands in the span of its call");
            log.events.push(text.join(" "));
        });
    }

    fn enter(&self, id: &span::Id) {
        self.log(|log| log.stack.push(index(id)));
    }

    fn exit(&self, id: &span::Id) {
        self.log(|log| assert_eq!(log.stack.pop(), Some(index(id))));
    }

    fn clone_span(&self, id: &span::Id) -> span::Id {
        self.log(|log| log.spans[index(id)].handles += 1);
        id.clone()
    }

    fn try_close(&self, id: span::Id) -> bool {
        self.log(|log| log.spans[index(&id)].handles -= 1);
        false
    }
}

/// A recorder for this thread. The server, which runs on it too, must never see a span that is entered.
fn record() -> (Recorder, tracing::subscriber::DefaultGuard) {
    let recorder = Recorder::default();
    let guard = tracing::subscriber::set_default(recorder.clone());
    (recorder, guard)
}

/// A server that answers with these one after the other, while no span is entered.
async fn serve(recorder: &Recorder, replies: Vec<Reply>) -> Server {
    let (recorder, replies) = (recorder.clone(), Mutex::new(replies));
    Server::start(move |_| {
        assert!(recorder.log(|log| log.stack.is_empty()), "no span is entered across awaits");
        replies.lock().unwrap().remove(0)
    })
    .await
}

fn quick(server: &Server) -> Core {
    config(server).retries(Retries::default().first_pause(Duration::ZERO)).build().unwrap()
}

/// What every `http` span to the server says, with these fields among it.
fn http(server: &Server, fields: &[&str]) -> String {
    let port = server.url("").rsplit(':').next().unwrap().to_owned();
    let place = [
        "server.address=127.0.0.1".to_owned(),
        format!("server.port={port}"),
        "url.scheme=http".into(),
    ];
    let mut all = vec!["http.request.method=GET".to_owned(), "otel.kind=client".to_owned()];
    all.extend(place);
    all.extend(fields.iter().map(|field| (*field).to_owned()));
    all.sort();
    format!("call/http {}", all.join(" "))
}

#[tokio::test]
async fn a_call_and_its_request() {
    let (recorder, _guard) = record();
    let server = serve(&recorder, vec![Reply::json("null")]).await;
    let core = config(&server).header("x-own", "s3cret").build().unwrap();
    let call = core.request(&BY_ID).path("petId", "s3cret").query("a", "s3cret").json("s3cret");
    call.send::<Empty>().await.unwrap();
    assert_eq!(
        recorder.spans(),
        [
            "/call openapi.operation_id=getPet otel.kind=internal otel.name=getPet".to_owned(),
            http(
                &server,
                &[
                    "http.response.status_code=200",
                    "otel.name=GET /pets/{petId}",
                    "url.template=/pets/{petId}"
                ]
            ),
        ]
    );
}

#[tokio::test]
async fn each_attempt_is_a_span() {
    let (recorder, _guard) = record();
    let replies =
        vec![Reply::Break, Reply::status(503, ""), Reply::redirect(302, "/x"), Reply::json("1")];
    let server = serve(&recorder, replies).await;
    quick(&server).request(&GET).send::<Empty>().await.unwrap();
    let template = ["otel.name=GET /things", "url.template=/things"];
    let with = |more: &[&str]| http(&server, &[&template, more].concat());
    assert_eq!(
        recorder.spans()[1..],
        [
            with(&["error.type=broken", "http.response.status_code=200", "otel.status_code=ERROR"]),
            with(&[
                "error.type=503",
                "http.request.resend_count=1",
                "http.response.status_code=503",
                "otel.status_code=ERROR"
            ]),
            with(&["http.request.resend_count=2", "http.response.status_code=302"]),
            // Where it is sent on, there is no template.
            http(
                &server,
                &["http.request.resend_count=3", "http.response.status_code=200", "otel.name=GET"]
            ),
        ]
    );
    let events = recorder.log(|log| log.events.clone());
    assert_eq!(
        events,
        [
            "error.type=broken message=the call is sent again pause_ms=0",
            "error.type=503 message=the call is sent again pause_ms=0",
        ]
    );
}

#[tokio::test]
async fn failures_and_limits_of_time() {
    let (recorder, _guard) = record();
    let server =
        serve(&recorder, vec![Reply::status(404, ""), Reply::Silence, Reply::Silence]).await;
    let core = quick(&server);
    assert!(core.request(&GET).send::<Empty>().await.is_err());
    let limit = Duration::from_millis(40);
    assert!(core.request(&GET).timeout(limit).send::<Empty>().await.is_err());
    // A call that is dropped closes its spans, and did not fail.
    let call = core.request(&GET).send::<Empty>();
    assert!(tokio::time::timeout(limit, call).await.is_err());
    let spans = recorder.spans();
    let types: Vec<_> = spans
        .iter()
        .map(|span| span.split(' ').find_map(|it| it.strip_prefix("error.type=")).unwrap_or("-"))
        .collect();
    assert_eq!(types, ["404", "404", "timeout", "timeout", "-", "-"]);

    let gone = config(&server).base_url("http://127.0.0.1:1").retries(Retries::none());
    assert!(
        gone.build().unwrap().raw_request(Method::GET, "/x?key=s3cret").send_raw().await.is_err()
    );
    assert_eq!(
        recorder.spans()[6..],
        [
            "/call error.type=connect openapi.operation_id=request otel.kind=internal otel.name=request otel.status_code=ERROR",
            "call/http error.type=connect http.request.method=GET otel.kind=client otel.name=GET otel.status_code=ERROR \
             server.address=127.0.0.1 server.port=1 url.scheme=http",
        ]
    );
}

#[tokio::test]
async fn a_token_is_a_request_of_its_call() {
    let (recorder, _guard) = record();
    let token = |number| Reply::json(&format!("{{\"access_token\":\"s3cret{number}\"}}"));
    let replies = vec![token(1), Reply::status(401, ""), token(2), Reply::json("null")];
    let server = serve(&recorder, replies).await;
    let core = config(&server).credential(&OAUTH, Credential::client("id", "s3cret")).build();
    core.unwrap().request(&OWN).send::<Empty>().await.unwrap();
    let spans = recorder.spans();
    let names: Vec<_> = spans
        .iter()
        .map(|span| span.split_once("otel.name=").unwrap().1.split(" otel").next().unwrap())
        .map(|name| name.split(" server").next().unwrap())
        .collect();
    assert_eq!(names, ["getOwn", "POST", "GET /own", "POST", "GET /own"]);
    assert!(spans[1..].iter().all(|span| span.starts_with("call/http ")), "{spans:#?}");
    assert!(!spans.concat().contains("s3cret"), "{spans:#?}");
    assert_eq!(recorder.log(|log| log.events.len()), 1);
}

#[tokio::test]
async fn a_stream_ends_its_span_with_the_head() {
    let (recorder, _guard) = record();
    let pieces = vec![b"data: 1\n\n".to_vec()];
    let reply = Reply::Pieces { content_type: "text/event-stream", pieces, hang: true };
    let server = serve(&recorder, vec![reply]).await;
    let mut stream = core(&server).request(&GET).send_stream::<Events<i64>>().await.unwrap();
    assert_eq!(recorder.spans().len(), 2);
    assert_eq!(stream.next().await.unwrap().unwrap(), 1);
}

#[tokio::test]
async fn a_call_that_blocks() {
    let server = Server::start(|_| Reply::json("null")).await;
    let core = core(&server);
    let call = tokio::task::spawn_blocking(move || {
        let (recorder, _guard) = record();
        core.request(&GET).send_blocking::<Empty>().unwrap();
        recorder.spans().len()
    });
    assert_eq!(call.await.unwrap(), 2);
}
