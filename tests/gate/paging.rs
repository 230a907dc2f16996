//! A list in pages goes through an emitted client: Bindbee's candidates, by cursor.

use bindbee_ats::{Client, PagePosition, StatusCode};
use serde_json::{Value, json};
use vetted_tests::server::{Answer, Request, Server, StatusCode as Status};

use crate::wire::block_on;

/// The names of the candidates, a page a line.
const PAGES: [&[&str]; 3] = [&["Ada", "Grace"], &[], &["Hannah"]];

/// Which page a request asks for: its cursor is the page's number.
fn number(request: &Request) -> usize {
    let pairs = request.query_pairs();
    let cursor = pairs.iter().find(|(name, _)| name == "cursor");
    cursor.and_then(|(_, cursor)| cursor.strip_prefix("page ")?.parse().ok()).unwrap_or(0)
}

fn page(number: usize) -> Answer {
    let names = PAGES.get(number).copied().unwrap_or_default();
    let items: Vec<Value> = names.iter().map(|name| candidate(name)).collect();
    let cursor = (number + 1 < PAGES.len()).then(|| format!("page {}", number + 1));
    let page = json!({ "cursor": cursor, "page_size": items.len(), "items": items });
    Answer::json(Status::OK, &page).header("x-request-id", "r1")
}

fn candidate(name: &str) -> Value {
    let fields = [
        "remote_id",
        "raw_data",
        "custom_fields",
        "last_name",
        "company",
        "title",
        "last_interaction_at",
        "is_private",
        "can_email",
        "locations",
        "phone_numbers",
        "email_addresses",
        "urls",
        "tags",
        "applications",
        "attachments",
        "remote_created_at",
        "remote_updated_at",
        "avatar",
    ];
    let mut candidate: serde_json::Map<String, Value> =
        fields.into_iter().map(|field| (field.to_owned(), Value::Null)).collect();
    candidate.insert("id".to_owned(), "018b18ef-c487-703c-afd9-0ca478ccd9d6".into());
    candidate.insert("modified_at".to_owned(), "2026-11-20T08:00:00Z".into());
    candidate.insert("first_name".to_owned(), name.into());
    Value::Object(candidate)
}

fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url());
    builder.http_bearer("the-api-key").connector_token("the-token").build().expect("a client")
}

#[test]
fn all_candidates_come_with_a_request_a_page() {
    block_on(async {
        let server = Server::start(|request| page(number(request))).await.unwrap();
        let request = client(&server).candidates().list().page_size(2).company("NHS");
        let mut candidates = request.items();
        let mut names = Vec::new();
        while let Some(candidate) = candidates.next().await {
            names.extend(candidate.expect("a candidate").first_name);
        }
        assert_eq!(names, ["Ada", "Grace", "Hannah"]);
        assert_eq!(candidates.position(), None);
        let requests = server.requests();
        assert_eq!(requests.len(), PAGES.len());
        for (at, request) in requests.iter().enumerate() {
            assert_eq!(number(request), at);
            let pairs = request.query_pairs();
            assert!(pairs.contains(&("page_size".to_owned(), "2".to_owned())), "{pairs:?}");
            assert!(pairs.contains(&("company".to_owned(), "NHS".to_owned())), "{pairs:?}");
            assert_eq!(request.header("authorization"), Some("Bearer the-api-key"));
            assert_eq!(request.header("x-connector-token"), Some("the-token"));
        }
    });
}

#[test]
fn a_list_that_broke_off_goes_on_from_what_was_kept() {
    block_on(async {
        let broken = Server::start(|request| match number(request) {
            0 => page(0),
            _ => Answer::status(Status::FORBIDDEN),
        });
        let broken = broken.await.unwrap();
        let mut pages = client(&broken).candidates().list().pages();
        let first = pages.next_raw().await.unwrap().unwrap();
        assert_eq!((first.body.items.len(), first.request_id()), (2, Some("r1")));
        let err = pages.next().await.unwrap().unwrap_err();
        assert_eq!(err.status(), Some(StatusCode::FORBIDDEN));
        assert!(pages.next().await.is_none());
        let kept = pages.position().expect("a position").to_string();
        assert_eq!(kept, "cursor:page 1");

        let server = Server::start(|request| page(number(request))).await.unwrap();
        let kept: PagePosition = kept.parse().expect("a position");
        let mut rest = client(&server).candidates().list().items().resume(kept);
        let found = rest.next().await.unwrap().unwrap();
        assert_eq!(found.first_name.as_deref(), Some("Hannah"));
        assert!(rest.next().await.is_none());
        assert_eq!(server.requests().len(), 2);
    });
}
