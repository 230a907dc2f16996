//! Runs the calls of a table against a real server: what is sent, and what becomes of each documented answer.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use vetted_contract::{
    document::{Document, Media, Operation, Response},
    table::{Answered, Body, Call, Seen, Subject, Typed},
};
use vetted_runtime::Error;
use vetted_tests::server::{Answer, Server, StatusCode};

use super::{
    compare::difference,
    expect,
    places::{Changed, misfits, unheard_of},
    sample,
    statuses::statuses,
};

/// How many problems of an operation are shown: one mistake makes many.
const SHOWN: usize = 8;

/// Runs everything, and reports everything that is wrong at once.
pub(super) fn check<C>(subject: &Subject<C>) {
    let document = super::read(subject.api);
    let mut problems = subject.differences(&document);
    super::block_on(async {
        let server = Stub::start().await;
        let client = (subject.connect)(server.http.url()).expect("a client");
        for call in &subject.calls {
            let operations = document.operations();
            let Some(operation) = operations.iter().find(|it| it.id == call.id) else { continue };
            let run = Run { document: &document, subject, operation, call, client: &client };
            let found = run.all(&server).await;
            let more = found.len().saturating_sub(SHOWN);
            let named = found.into_iter().map(|problem| format!("{}: {problem}", call.id));
            problems.extend(named.take(SHOWN));
            if more > 0 {
                problems.push(format!("{}: and {more} more", call.id));
            }
        }
    });
    let (count, list) = (problems.len(), problems.join("\n\n"));
    assert!(problems.is_empty(), "{}: {count} problems\n\n{list}\n", subject.api);
}

/// A server that answers what it is told to.
struct Stub {
    http: Server,
    next: Arc<Mutex<Answer>>,
}

impl Stub {
    async fn start() -> Self {
        let next = Arc::new(Mutex::new(Answer::status(StatusCode::IM_A_TEAPOT)));
        let answers = Arc::clone(&next);
        let handler = move |_: &_| answers.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match Server::start(handler).await {
            Ok(http) => Self { http, next },
            Err(err) => panic!("no port for a server: {err}"),
        }
    }

    fn will_answer(&self, answer: Answer) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = answer;
    }
}

struct Run<'r, C> {
    document: &'r Document,
    subject: &'r Subject<C>,
    operation: &'r Operation<'r>,
    call: &'r Call<C>,
    client: &'r C,
}

impl<C> Run<'_, C> {
    async fn all(&self, server: &Stub) -> Vec<String> {
        let mut found = self.requests(server).await;
        for response in &self.operation.responses {
            if response.is_success() {
                found.extend(self.success(server, *response).await);
            } else {
                found.extend(self.failure(server, *response).await);
            }
        }
        found
    }

    /// What is sent, with and without what is optional.
    async fn requests(&self, server: &Stub) -> Vec<String> {
        server.will_answer(Answer::status(StatusCode::IM_A_TEAPOT));
        drop(server.http.take_requests());
        let mut found = Vec::new();
        let bare = (self.call.bare)(self.client).await.map(|_| ());
        let full = (self.call.full)(self.client).await.map(|_| ());
        let requests = server.http.take_requests();
        // A status that no document lists is an error all the same.
        for result in [bare, full] {
            match result {
                Err(Error::Api(err)) if err.status() == StatusCode::IM_A_TEAPOT => {}
                other => found.push(format!("418 gave {other:?}")),
            }
        }
        let [bare, full] = &requests[..] else {
            found.push(format!("two calls sent {} requests", requests.len()));
            return found;
        };
        for (name, request, everything) in [("bare", bare, false), ("full", full, true)] {
            let problems = expect::problems(
                self.document,
                self.operation,
                self.call.media,
                everything,
                self.subject.credentials,
                request,
            );
            // A client names itself, not its generator.
            let agent = request.header("user-agent").unwrap_or_default();
            if !agent.starts_with(&format!("{}/", self.subject.api)) {
                found.push(format!("the client calls itself {agent:?}"));
            }
            found.extend(problems.into_iter().map(|it| format!("{name} call: {it}")));
        }
        found
    }

    /// Each documented answer is read and says what was sent; what is new is kept; what does not fit is named.
    async fn success(&self, server: &Stub, response: Response<'_>) -> Vec<String> {
        let mut found = Vec::new();
        for status in statuses(response) {
            let media = response.media;
            let Some(media) = media.filter(|it| it.name == "application/json") else {
                found.extend(self.not_json(server, status, media).await);
                continue;
            };
            let mut instances: Vec<Value> = media.example.into_iter().cloned().collect();
            instances.extend(sample::all(self.document, media.schema));
            for instance in &instances {
                found.extend(self.reads(server, status, media, instance).await);
            }
            for Changed { at, value, .. } in each(&instances, self.document, media, unheard_of) {
                let problem = self.reads(server, status, media, &value).await;
                found.extend(problem.map(|it| format!("new value at `{at}`: {it}")));
            }
            for changed in each(&instances, self.document, media, misfits) {
                found.extend(self.refuses(server, status, &changed).await);
            }
        }
        found
    }

    /// An answer of another kind: bytes come as they are, and nothing is nothing.
    async fn not_json(
        &self,
        server: &Stub,
        status: StatusCode,
        media: Option<Media<'_>>,
    ) -> Option<String> {
        const BYTES: &[u8] = b"%PDF-1.7\n\xff\x00";
        let (answer, body) = match media {
            Some(_) => (Answer::bytes(status, "application/pdf", BYTES), Body::Bytes(BYTES.into())),
            None => (Answer::status(status), Body::Json(Value::Null)),
        };
        server.will_answer(answer);
        let wanted = Seen { variant: self.variant(status), body };
        match (self.call.full)(self.client).await {
            Ok(Answered { status: got, seen, .. }) if got == status && seen == wanted => None,
            other => Some(format!("{status}: {other:?}, not {wanted:?}")),
        }
    }

    /// The variant that a status must give, where there are several answers.
    fn variant(&self, status: StatusCode) -> Option<&'static str> {
        let several = self.operation.responses.iter().filter(|it| it.is_success()).count() > 1;
        several.then(|| match status.as_u16() {
            200 => "Ok",
            201 => "Created",
            202 => "Accepted",
            204 => "NoContent",
            304 => "NotModified",
            other => panic!("the harness does not know the variant of {other}"),
        })
    }

    async fn reads(
        &self,
        server: &Stub,
        status: StatusCode,
        media: Media<'_>,
        instance: &Value,
    ) -> Option<String> {
        server.will_answer(Answer::json(status, instance));
        let seen = match (self.call.bare)(self.client).await {
            Ok(seen) => seen,
            Err(err) => return Some(format!("{}: {}", short(status, instance), chain(&err))),
        };
        if seen.variant != self.variant(status) {
            return Some(format!("{status} gave the variant {:?}", seen.variant));
        }
        let Body::Json(back) = seen.body else { return Some("JSON gave bytes".to_owned()) };
        let problem = difference(self.document, media.schema, instance, &back)?;
        Some(format!("{}: {problem}", short(status, instance)))
    }

    async fn refuses(
        &self,
        server: &Stub,
        status: StatusCode,
        changed: &Changed,
    ) -> Option<String> {
        server.will_answer(Answer::json(status, &changed.value));
        let Changed { at, put, .. } = changed;
        let became = match (self.call.bare)(self.client).await {
            Err(Error::Decode(err)) if err.place() == at => return None,
            Err(Error::Decode(err)) => {
                format!("the error names `{}`: {}", err.place(), chain(&*err))
            }
            Err(other) => chain(&other),
            Ok(_) => "it was read".to_owned(),
        };
        Some(format!("{status}: {put} does not fit at `{at}`, but {became}"))
    }

    /// Each documented error keeps its status and body, and is typed where the document types it.
    async fn failure(&self, server: &Stub, response: Response<'_>) -> Vec<String> {
        let mut found = Vec::new();
        for status in statuses(response) {
            let mut bodies = vec![None];
            if let Some(media) = response.media {
                bodies.extend(media.example.into_iter().cloned().map(Some));
                bodies.extend(sample::all(self.document, media.schema).into_iter().map(Some));
            }
            for body in bodies {
                server.will_answer(match &body {
                    Some(body) => Answer::json(status, body),
                    None => Answer::bytes(status, "text/html", "<h1>no</h1>"),
                });
                let err = match (self.call.bare)(self.client).await {
                    Err(err @ Error::Api(_)) if err.status() == Some(status) => err,
                    other => {
                        found.push(format!("{status} gave {other:?}"));
                        continue;
                    }
                };
                let typed = self.call.error.and_then(|decode| decode(&err));
                found.extend(typed_problem(status, response, body.as_ref(), typed));
            }
        }
        found
    }
}

/// What is wrong with a typed error.
fn typed_problem(
    status: StatusCode,
    response: Response<'_>,
    body: Option<&Value>,
    typed: Typed,
) -> Option<String> {
    match (response.media, body, typed) {
        (None, _, None) | (Some(_), None, Some(Err(Error::Decode(_)))) => None,
        (Some(_), Some(body), Some(Ok(shown))) => {
            let name = status.canonical_reason().unwrap_or_default().replace(' ', "");
            let all = leaves(body).into_iter().find(|leaf| !shown.contains(leaf.as_str()));
            if !shown.starts_with(&format!("{name}(")) {
                return Some(format!("{status} gave the typed error {shown}"));
            }
            all.map(|leaf| format!("{status}: the typed error {shown} has lost {leaf}"))
        }
        (_, body, typed) => Some(format!("{status} {body:?} gave the typed error {typed:?}")),
    }
}

/// The texts and numbers of a value.
fn leaves(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(leaves).collect(),
        Value::Object(object) => object.values().flat_map(leaves).collect(),
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(_) | Value::Null => Vec::new(),
    }
}

type Changes = fn(&Document, &Value, &Value) -> Vec<Changed>;

/// The changes of the richest instance.
fn each(
    instances: &[Value],
    document: &Document,
    media: Media<'_>,
    changes: Changes,
) -> Vec<Changed> {
    let sets = instances.iter().map(|instance| changes(document, media.schema, instance));
    sets.max_by_key(Vec::len).unwrap_or_default()
}

/// An answer, in a line.
fn short(status: StatusCode, instance: &Value) -> String {
    let text = instance.to_string();
    let start: String = text.chars().take(120).collect();
    let dots = if start.len() < text.len() { "…" } else { "" };
    format!("{status} {start}{dots}")
}

/// An error with what caused it.
fn chain(err: &dyn std::error::Error) -> String {
    match err.source() {
        Some(source) => format!("{err}: {}", chain(source)),
        None => err.to_string(),
    }
}
