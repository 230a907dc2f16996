//! The vendors of `examples/onboard` keep what is created and fail when told to, and the clients tell one failure
//! from another; and the example itself does everything once, whatever fails.

#[expect(dead_code, reason = "an example is called by its `main`, and here by what that calls")]
#[path = "../examples/onboard/main.rs"]
mod example;

use std::time::Duration;

use hb_portal_v1::{
    Client, Error, Retries, StatusCode, TextOf, Uuid,
    candidates::{CreateAnswer, UpdateAnswer},
    types::{CreateCandidate, UpdateCandidate},
};
use vetted_tests::{
    server::{Fault, StatusCode as Status},
    vendors::Vendors,
};

use crate::wire::block_on;

fn client(vendors: &Vendors) -> Client {
    Client::builder().base_url(vendors.hb.url()).api_key("any").build().expect("a client")
}

fn hannah() -> CreateCandidate {
    CreateCandidate::new().first_name("Hannah").email("hannah.bret@example.com")
}

fn reference(answer: &CreateAnswer) -> Option<Uuid> {
    answer.body().response.candidate_ref.as_ref()?.value()
}

#[test]
fn created_once_and_read_back() {
    block_on(async {
        let vendors = Vendors::start().await.expect("servers");
        let hb = client(&vendors);
        let first = hb.candidates().create(&hannah()).send().await.expect("created");
        assert!(matches!(first, CreateAnswer::Created(_)), "{first:?}");
        let again = hb.candidates().create_multipart(&hannah()).send().await.expect("known");
        assert!(matches!(again, CreateAnswer::Accepted(_)), "{again:?}");
        assert_eq!(reference(&first), reference(&again));

        let reference = reference(&first).expect("a reference");
        let change = UpdateCandidate::new().archived(true);
        let changed = hb.candidates().update(reference, &change).send().await.expect("changed");
        assert_eq!(changed, UpdateAnswer::Ok);
        let same = hb.candidates().update(reference, &change).send().await.expect("the same");
        assert_eq!(same, UpdateAnswer::NotModified);

        let read = hb.candidates().get(reference).send().await.expect("read");
        let candidate = &read.candidate;
        assert_eq!(candidate.first_name.as_deref(), Some("Hannah"));
        assert_eq!(candidate.archived.as_ref().and_then(TextOf::value), Some(true));
        assert_eq!(candidate.last_login.as_ref().and_then(TextOf::value), None);
    });
}

#[test]
fn faults_are_told_apart() {
    block_on(async {
        let vendors = Vendors::start().await.expect("servers");
        let hb = client(&vendors);
        let get = || {
            let request = hb.candidates().get(Uuid::nil()).retries(Retries::none());
            request.timeout(Duration::from_millis(200)).send()
        };

        let err = get().await.expect_err("nobody is there");
        assert_eq!((err.status(), err.is_retryable()), (Some(StatusCode::NOT_FOUND), false));

        vendors.hb.inject(Fault::Status(Status::SERVICE_UNAVAILABLE));
        let err = get().await.expect_err("503");
        assert!(matches!(err, Error::Api(_)) && err.is_retryable(), "{err:?}");

        vendors.hb.inject(Fault::HangUp);
        let err = get().await.expect_err("no answer");
        assert!(matches!(err, Error::Transport(_)) && !err.is_timeout(), "{err:?}");

        vendors.hb.inject(Fault::Delay(Duration::from_secs(5)));
        let err = get().await.expect_err("too late");
        assert!(err.is_timeout(), "{err:?}");
    });
}

#[test]
fn everything_is_done_once_without_faults() {
    block_on(async { example::run(None).await.expect("done once") });
}

/// Whatever goes wrong. Each seed is other faults.
#[test]
fn everything_is_done_once_in_spite_of_faults() {
    block_on(async {
        let runs: Vec<_> = (1..=12).map(|seed| tokio::spawn(example::run(Some(seed)))).collect();
        for (seed, run) in (1..).zip(runs) {
            run.await.expect("no panic").unwrap_or_else(|err| panic!("seed {seed}: {err:?}"));
        }
    });
}
