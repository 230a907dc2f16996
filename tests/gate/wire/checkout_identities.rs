//! `checkout-identities`: its calls, its two ways to prove who calls, and its rules.

use checkout_identities::{
    Client, Error,
    types::{Applicant, CreateApplicant},
};
use serde_json::json;
use vetted_contract::checkout_identities::connect;
use vetted_tests::server::{Answer, Request, Server, StatusCode};

use super::{block_on, example, run::check};

/// The document's example of an id.
const APPLICANT: &str = "aplt_tkoi5db4hryu5cei5vwoabr7we";

#[test]
fn every_operation() {
    check(&vetted_contract::checkout_identities::subject());
}

#[test]
fn the_seed_applicant_in_types() {
    let applicant: Applicant = example("checkout-identities", "createApplicant", "201");
    assert_eq!(applicant.id, APPLICANT);
    assert_eq!(applicant.email.as_deref(), Some("hannah.bret@example.com"));
    assert_eq!(applicant.created_on.to_string(), "2025-07-21T17:32:28Z");
}

/// The token is asked for once, with the document's scope, and sent with each call.
#[test]
fn client_credentials() {
    block_on(async {
        let server = Server::start(token_or_teapot).await.expect("a server");
        let client = Client::builder()
            .base_url(server.url())
            .token_url(format!("{}/connect/token", server.url()))
            .oauth("ack_the_id", "the secret")
            .build()
            .expect("a client");
        for _ in 0..2 {
            let err = client.applicants().get(APPLICANT).send().await.expect_err("a teapot");
            assert_eq!(err.status(), Some(StatusCode::IM_A_TEAPOT));
        }
        let requests = server.requests();
        let paths: Vec<&str> = requests.iter().map(|request| request.path.as_str()).collect();
        let path = format!("/applicants/{APPLICANT}");
        assert_eq!(paths, ["/connect/token", &path, &path]);
        let mut asked = requests[0].form_pairs();
        asked.retain(|(name, _)| name == "grant_type" || name == "scope");
        asked.sort();
        let wanted = [("grant_type", "client_credentials"), ("scope", "identity-verification")];
        assert_eq!(asked, wanted.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(requests[1].header("authorization"), Some("Bearer the-access-token"));
    });
}

/// What breaks a rule of the document is not sent, and the error names the argument without repeating its value.
#[test]
fn rules_hold_before_anything_is_sent() {
    block_on(async {
        let server = Server::start(token_or_teapot).await.expect("a server");
        let client = connect(server.url()).expect("a client");
        let applicants = client.applicants();
        let long = "x".repeat(256);
        let broken = [
            ("applicant_id", "idv_1", applicants.get("idv_1").send().await),
            (
                "external_applicant_id",
                "shop-7",
                applicants
                    .create(&CreateApplicant::new().external_applicant_id("shop-7"))
                    .send()
                    .await,
            ),
            (
                "external_applicant_name",
                &long,
                applicants
                    .create(&CreateApplicant::new().external_applicant_name(&*long))
                    .send()
                    .await,
            ),
        ];
        for (name, value, result) in broken {
            let err = result.expect_err(name);
            assert!(matches!(err, Error::Request(_)), "{name}: {err:?}");
            let text = err.to_string();
            assert!(text.contains(name) && !text.contains(value), "{name}: {text}");
        }
        assert_eq!(server.requests(), []);
    });
}

/// Attempts come by count, ten a page: their pages have no link to the next one, and may hide one all the same.
#[test]
fn attempts_are_read_to_the_last() {
    block_on(async {
        let server = Server::start(attempts).await.expect("a server");
        let client = connect(server.url()).expect("a client");
        macro_rules! ids {
            ($request:expr) => {{
                let mut items = $request.items();
                let mut ids = Vec::new();
                while let Some(item) = items.next().await {
                    ids.push(item.expect("an attempt").id);
                }
                ids
            }};
        }
        let found = [
            ids!(client.identity_verifications().list_attempts("idv_1")),
            ids!(client.face_authentications().list_attempts("fav_1")),
            ids!(client.id_document_verifications().list_attempts("iddv_1")),
            ids!(client.address_document_verifications().list_attempts("adv_1")),
        ];
        for ids in found {
            assert_eq!((ids.len(), ids.last().map(String::as_str)), (25, Some("attempt_24")));
        }
    });
}

/// Of 25 attempts, those that are asked for.
fn attempts(request: &Request) -> Answer {
    let query = request.query_pairs();
    let skip = query.iter().find(|(name, _)| name == "skip").map(|(_, value)| value.parse());
    let skip: u64 = skip.and_then(Result::ok).unwrap_or(0);
    let attempt = |at: u64| {
        json!({ "id": format!("attempt_{at}"), "created_on": "2025-07-21T17:32:28Z",
            "modified_on": "2025-07-21T17:40:32Z", "response_codes": [] })
    };
    let data: Vec<_> = (skip..25.min(skip + 10)).map(attempt).collect();
    let page = json!({ "total_count": 25, "skip": skip, "limit": 10, "data": data,
        "_links": { "self": { "href": "https://example.com" } } });
    Answer::json(StatusCode::OK, &page)
}

/// A call without any credential is not sent either.
#[test]
fn a_credential_is_needed() {
    block_on(async {
        let client = Client::builder().base_url("http://127.0.0.1:9").build().expect("a client");
        let err = client.applicants().get(APPLICANT).send().await.expect_err("no credential");
        let text = err.to_string();
        assert!(matches!(err, Error::Request(_)), "{err:?}");
        assert!(text.contains("OAuth") && text.contains("ApiSecretKey"), "{text}");
    });
}

fn token_or_teapot(request: &Request) -> Answer {
    if request.path == "/connect/token" {
        let token = json!({
            "access_token": "the-access-token", "token_type": "Bearer", "expires_in": 3600,
        });
        return Answer::json(StatusCode::OK, &token);
    }
    Answer::status(StatusCode::IM_A_TEAPOT)
}
