//! The three vendors in this process, as far as `examples/onboard` calls them. They keep what is created, so that
//! it can be read back, and refuse what the documents say is refused.

mod bindbee;
mod checkout;
mod hb;

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde_json::{Value, json};

use crate::server::{Answer, Chance, Request, Server, StatusCode};

/// One server a vendor. Each takes any credential, but wants one.
#[derive(Debug)]
pub struct Vendors {
    /// Knows the candidates of [`CANDIDATE_IDS`].
    pub bindbee: Server,
    /// Knows no candidate yet.
    pub hb: Server,
    /// Knows no applicant yet. Gives tokens at `/connect/token`.
    pub checkout: Server,
    portal: Arc<hb::Portal>,
    identities: Arc<checkout::Identities>,
}

/// The candidates that the customer's system behind Bindbee has.
pub const CANDIDATE_IDS: [&str; 5] = [
    "018b18ef-c487-703c-afd9-0ca478ccd9d6",
    "018b18ef-c488-7a51-8c02-5be0c1f2a7d4",
    "018b18ef-c489-7d0e-9f6b-31d7e9a4c680",
    "018b18ef-c48a-7b92-a1e5-c8f0427d5b13",
    "018b18ef-c48b-7c37-b640-f92ad6135e08",
];

/// After how many requests a token of Checkout's stops working, once, where things go wrong.
const TOKEN_ENDS_AFTER: usize = 7;

impl Vendors {
    /// Starts them on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// When no port can be opened.
    pub async fn start() -> io::Result<Self> {
        let (portal, identities) =
            (Arc::new(hb::Portal::default()), Arc::new(checkout::Identities::default()));
        let (hb, checkout) = (Arc::clone(&portal), Arc::clone(&identities));
        Ok(Self {
            bindbee: Server::start(bindbee::answer).await?,
            hb: Server::start(move |request| hb.answer(request)).await?,
            checkout: Server::start(move |request| checkout.answer(request)).await?,
            portal,
            identities,
        })
    }

    /// Lets things go wrong from now on: a share of the requests meets a fault, and a token ends before its time.
    /// A late answer comes after `delay`. The same seed gives the same faults.
    pub fn misbehave(&self, seed: u64, delay: Duration) {
        // A sequence of its own for each, which do not get the same number of requests.
        let servers = (0_u64..).zip([&self.bindbee, &self.hb, &self.checkout]);
        for (number, server) in servers {
            server.misbehave(Chance::new(seed.wrapping_mul(3).wrapping_add(number), delay));
        }
        self.identities.end_token_after(TOKEN_ENDS_AFTER);
    }

    /// How many tokens Checkout has given.
    #[must_use]
    pub fn tokens(&self) -> usize {
        self.identities.tokens()
    }

    /// The candidates that HB has, in the order in which they were created.
    #[must_use]
    pub fn candidates(&self) -> Vec<Value> {
        self.portal.candidates()
    }

    /// The applicants that Checkout has, in the order in which they were created.
    #[must_use]
    pub fn applicants(&self) -> Vec<Value> {
        self.identities.applicants()
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
fn lock<T>(records: &Mutex<T>) -> MutexGuard<'_, T> {
    records.lock().unwrap_or_else(PoisonError::into_inner)
}
