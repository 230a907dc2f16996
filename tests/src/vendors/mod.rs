//! The three vendors in this process, as far as `examples/onboard.rs` calls them. They keep what is created, so that
//! it can be read back, and refuse what the documents say is refused.

mod bindbee;
mod checkout;
mod hb;

use std::{
    io,
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::{Value, json};

use crate::server::{Answer, Request, Server, StatusCode};

/// One server a vendor. Each takes any credential, but wants one.
#[derive(Debug)]
pub struct Vendors {
    /// Knows one candidate, [`CANDIDATE_ID`].
    pub bindbee: Server,
    /// Knows no candidate yet.
    pub hb: Server,
    /// Knows no applicant yet.
    pub checkout: Server,
}

/// The candidate that the customer's system behind Bindbee has.
pub const CANDIDATE_ID: &str = "018b18ef-c487-703c-afd9-0ca478ccd9d6";

impl Vendors {
    /// Starts them on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// When no port can be opened.
    pub async fn start() -> io::Result<Self> {
        let (hb, checkout) = (hb::Portal::default(), checkout::Identities::default());
        Ok(Self {
            bindbee: Server::start(bindbee::answer).await?,
            hb: Server::start(move |request| hb.answer(request)).await?,
            checkout: Server::start(move |request| checkout.answer(request)).await?,
        })
    }
}

/// Whether the request carries a bearer token.
fn has_bearer(request: &Request) -> bool {
    request.header("authorization").is_some_and(|value| value.starts_with("Bearer "))
}

/// The body that Bindbee gives its errors, and the others' guides leave open.
fn refusal(status: StatusCode, detail: &str) -> Answer {
    Answer::json(status, &json!({ "detail": detail }))
}

/// What is behind a prefix of the path, if it is one segment.
fn last_segment<'p>(path: &'p str, prefix: &str) -> Option<&'p str> {
    path.strip_prefix(prefix).filter(|rest| !rest.is_empty() && !rest.contains('/'))
}

/// Records, in the order in which they were created.
type Records = Mutex<Vec<Value>>;

/// What a panicking handler left behind is still good to read.
fn lock(records: &Records) -> MutexGuard<'_, Vec<Value>> {
    records.lock().unwrap_or_else(PoisonError::into_inner)
}
