//! Servers that misbehave: each fault has one outcome, the same whether a call is awaited or blocks its thread.
//!
//! A fault is a reply, and a row says what comes of it: how often the server does it, which operation is called, and
//! what the caller gets. An operation by GET can be repeated, one by POST cannot, and one with an idempotency key can.

mod answers;
mod connections;
mod credentials;
mod endless;
mod pages;
mod slowness;
mod statuses;
mod storms;

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use vetted_runtime::{Answer, Config, Error, Json, Operation, Request, Retries};

use super::{GET, POST, Reply, Seen, Server, config};

static KEYED: Operation =
    Operation::new("orderThing", "POST", "/things").idempotency_key("Idempotency-Key");

/// How often the server misbehaves before it answers `1`.
#[derive(Debug, Clone, Copy)]
enum How {
    Once,
    Always,
}

use How::{Always, Once};

/// Both ways to send a call.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Way {
    Awaited,
    Blocking,
}

impl Way {
    pub(super) const BOTH: [Self; 2] = [Self::Awaited, Self::Blocking];

    pub(super) async fn send<A: Answer>(self, request: Request) -> Result<A::Body, Error>
    where
        A::Body: Send + 'static,
    {
        match self {
            Self::Awaited => request.send::<A>().await,
            Self::Blocking => {
                let call = tokio::task::spawn_blocking(move || request.send_blocking::<A>());
                call.await.unwrap()
            }
        }
    }
}

/// A fault, and the settings of the client that meets it.
#[derive(Clone, Copy)]
struct Fault {
    reply: fn() -> Reply,
    settings: fn(Config) -> Config,
}

impl Fault {
    fn new(reply: fn() -> Reply) -> Self {
        Self { reply, settings: |config| config }
    }

    fn with(self, settings: fn(Config) -> Config) -> Self {
        Self { settings, ..self }
    }

    /// Calls operations, each of a fresh server and in both ways, and compares what comes of it. All at the same time:
    /// most of it is waiting.
    async fn gives(self, rows: &[(How, &'static Operation, &str)]) {
        let calls: Vec<_> = rows
            .iter()
            .flat_map(|row| Way::BOTH.map(|way| (way, row)))
            .map(|(way, (how, operation, expected))| {
                tokio::spawn(self.one(way, *how, operation, (*expected).to_owned()))
            })
            .collect();
        for call in calls {
            call.await.unwrap();
        }
    }

    async fn one(self, way: Way, how: How, operation: &'static Operation, expected: String) {
        let server = self.server(how).await;
        let core = (self.settings)(hasty(&server)).build().unwrap();
        let request = core.request(operation);
        let request = match operation.method() {
            "POST" => request.json(&[1]),
            _ => request,
        };
        let result = way.send::<Json<i64>>(request).await;
        let seen = server.seen();
        let outcome = outcome(&result, seen.len());
        assert_eq!(outcome, expected, "{way:?}, {} {how:?}: {result:?}", operation.id());
        let keys: Vec<_> = seen.iter().map(|seen| seen.header("idempotency-key")).collect();
        assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
    }

    async fn server(&self, how: How) -> Server {
        let (reply, asked) = (self.reply, AtomicU32::new(0));
        Server::start(move |_| match (how, asked.fetch_add(1, Ordering::SeqCst)) {
            (Once, 1..) => Reply::json("1"),
            _ => reply(),
        })
        .await
    }
}

/// The settings of a client that hardly waits between attempts.
pub(super) fn hasty(server: &Server) -> Config {
    let pause = Duration::from_millis(1);
    config(server).retries(Retries::default().first_pause(pause).longest_pause(pause))
}

/// All that a caller learns of a call, and how many requests the server saw.
fn outcome(result: &Result<i64, Error>, requests: usize) -> String {
    let (text, err) = match result {
        Ok(body) => (body.to_string(), None),
        Err(err) => (err.to_string(), Some(err)),
    };
    let text = text.split_once("): ").map_or(text.as_str(), |(_, text)| text);
    let mut facts = Vec::new();
    if let Some(err) = err {
        facts.push(counted(err.attempts() as usize, "attempt"));
        if err.is_retryable() {
            facts.push("retryable".to_owned());
        }
        if let Some(pause) = err.retry_after() {
            facts.push(format!("after {pause:?}"));
        }
    }
    facts.push(counted(requests, "request"));
    format!("{text}; {}", facts.join(", "))
}

fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
