//! The pages that the documents began with: what they show reads, and what they list stands in the documents.
//!
//! `tests/seeds` has the part of each page that describes operations, word for word. The differences that are meant
//! stand in the documents' `x-deviations`, and each of them is named here.

use hb_portal_v1::{Client, Only, candidates::UpdateAnswer, types};
use serde_json::{Value, json};
use vetted_contract::document::{Document, entries, items, text};
use vetted_tests::server::{Answer, Server, StatusCode};

use crate::wire::block_on;

const HB_GET: &str = include_str!("../seeds/000_9f8f287e4b13c143.txt");
const HB_CREATE: &str = include_str!("../seeds/001_484de6738345a693.txt");
const HB_UPDATE: &str = include_str!("../seeds/002_b383ba858d4934b3.txt");
const BINDBEE_GET: &str = include_str!("../seeds/003_4037549e42ce6121.txt");
const CHECKOUT: &str = include_str!("../seeds/004_bcf4fa8a210aae2f.txt");

fn document(api: &str) -> Document {
    Document::read(api).expect("a document")
}

/// The example of an HB page's answer.
fn hb_example(page: &str) -> &str {
    let (_, from) = page.split_once("\nExample\n").expect("an example");
    let (example, _) = from.split_once("\nModified at").expect("its end");
    example
}

/// The form that an HB page's sample sends.
fn hb_form(page: &str) -> Vec<(&str, &str)> {
    let lines = page.lines().filter_map(|line| line.trim().strip_prefix("--data-urlencode '"));
    lines
        .map(|line| {
            let (pair, _) = line.split_once('\'').expect("a quote");
            pair.split_once('=').expect("a pair")
        })
        .collect()
}

/// The example of a request, or of an answer, in a document.
fn shown<'d>(document: &'d Document, operation: &str, status: Option<&str>) -> &'d Value {
    let found = document.written(operation).expect("an operation");
    let content = match status {
        Some(status) => &found["responses"][status]["content"],
        None => &document.resolve(&found["requestBody"])["content"],
    };
    let (_, media) = entries(content).next().expect("a media type");
    &media["example"]
}

#[test]
fn the_candidate_reads_as_it_stands() {
    let verbatim = hb_example(HB_GET);
    let read: Only<types::CandidateEnvelope> = serde_json::from_str(verbatim).expect("reads");
    let page: Value = serde_json::from_str(verbatim).expect("JSON");
    // No text changes, and no field is lost.
    let back = serde_json::to_value(&read).expect("JSON");
    assert_eq!(back, page);
    assert_eq!(page[0]["candidate"].as_object().expect("an object").len(), 31);
    let document = document("hb-portal-v1");
    assert_eq!(shown(&document, "getCandidate", Some("200")), &page);
}

#[test]
fn the_new_candidate_reads_but_for_a_number_that_is_none() {
    let verbatim = hb_example(HB_CREATE);
    serde_json::from_str::<Value>(verbatim).expect_err("a number with leading zeros");
    let mended = verbatim.replace("0000000", "\"0000000\"");
    let read: Only<types::CandidateReferenceEnvelope> =
        serde_json::from_str(&mended).expect("reads");
    let id = read.response.candidate_id.as_ref().expect("an id");
    assert_eq!((id.as_str(), id.value()), ("0000000", Some(0)));
    let document = document("hb-portal-v1");
    for status in ["200", "201", "202"] {
        let example = shown(&document, "createCandidate", Some(status));
        assert_eq!(example, &serde_json::from_str::<Value>(&mended).expect("JSON"));
    }
    // That of the prose has typographic quotes, and lacks a comma.
    let prose = HB_CREATE.lines().find(|line| line.starts_with("{ “response”")).expect("prose");
    let prose = prose.replace(['“', '”'], "\"").replace("\" \"candidate_id", "\", \"candidate_id");
    let read: Only<types::CandidateReferenceEnvelope> =
        serde_json::from_str(&prose).expect("reads");
    assert!(read.response.candidate_id.as_ref().is_some_and(hb_portal_v1::TextOf::is_empty));
}

#[test]
fn the_forms_are_those_of_the_pages() {
    let document = document("hb-portal-v1");
    for (page, operation) in [(HB_CREATE, "createCandidate"), (HB_UPDATE, "updateCandidate")] {
        let example = shown(&document, operation, None);
        let pairs: Vec<_> = entries(example).map(|(name, value)| (name, text(value))).collect();
        assert_eq!(pairs, hb_form(page), "{operation}");
        assert_eq!(pairs.len(), 14);
    }
    // What is empty in the sample can be sent empty, a flag too.
    let body = types::CreateCandidate::new().send_activation_mail("").form_set(Vec::new());
    let sent = serde_json::to_value(&body).expect("JSON");
    assert_eq!(sent, json!({ "form_set": "", "send_activation_mail": "" }));
}

#[test]
fn an_update_that_was_made_is_a_success() {
    let bodies = [hb_example(HB_UPDATE), "", "\"\"", "{}", "OK", "<html>"];
    block_on(async {
        for body in bodies {
            let answer = move |_: &_| Answer::bytes(StatusCode::OK, "text/html", body);
            let server = Server::start(answer).await.expect("a server");
            let client = Client::builder().base_url(server.url()).api_key("key").build();
            let change = types::UpdateCandidate::new().archived(true);
            let call =
                client.expect("a client").candidates().update(hb_portal_v1::Uuid::nil(), &change);
            assert_eq!(call.send().await.expect(body), UpdateAnswer::Ok);
            let version = server.requests()[0].header("api-version").map(str::to_owned);
            assert_eq!(version.as_deref(), Some("1.0"));
        }
    });
}

#[test]
fn the_version_is_a_setting() {
    block_on(async {
        let server =
            Server::start(|_| Answer::json(StatusCode::OK, &Value::Null)).await.expect("a server");
        let client = Client::builder().base_url(server.url()).api_key("key").api_version("1.1");
        let client = client.build().expect("a client");
        let change = types::UpdateCandidate::new();
        let update = || client.candidates().update(hb_portal_v1::Uuid::nil(), &change);
        update().send().await.expect("changed");
        update().header("API-Version", "2.0").send().await.expect("changed");
        let other = client.request(hb_portal_v1::Method::GET, "/other");
        other.send::<Value>().await.expect("read");
        let requests = server.requests();
        let versions: Vec<_> = requests.iter().map(|it| it.header("api-version")).collect();
        assert_eq!(versions, [Some("1.1"), Some("2.0"), Some("1.1")]);
    });
}

/// The page's fields: a name, a type, and `required` where it is. A blank line stands behind each.
#[test]
fn bindbee_has_the_fields_of_the_page() {
    let document = document("bindbee-ats");
    let schema = document.resolve(&document.root()["components"]["schemas"]["AtsCandidate"]);
    let (_, listed) = BINDBEE_GET.split_once("200 - application/json\n").expect("the answer");
    let lines: Vec<&str> = listed.lines().collect();
    let is_type = |line: &str| {
        let ty = line.trim_end_matches(" | null").trim_end_matches("[]");
        matches!(ty, "string" | "boolean" | "object")
    };
    let at = (0..lines.len() - 1).filter(|&at| is_type(lines[at + 1]));
    let mut count = 0;
    for at in at {
        let (name, ty) = (lines[at], lines[at + 1]);
        let field = document.resolve(&schema["properties"][name]);
        let kind = match field["type"].as_str() {
            Some("array") => format!("{}[]", text(&document.resolve(&field["items"])["type"])),
            other => other.unwrap_or_default().to_owned(),
        };
        let null = if field["nullable"] == true { " | null" } else { "" };
        assert_eq!(format!("{kind}{null}"), ty, "{name}");
        let required = lines.get(at + 2) == Some(&"required");
        assert_eq!(items(&schema["required"]).any(|it| it == name), required, "{name}");
        count += 1;
    }
    assert_eq!(count, 21);
    // An address of any shape costs nobody the candidate.
    let mut candidate = serde_json::Map::new();
    for name in items(&schema["required"]).map(text) {
        candidate.insert(name.to_owned(), Value::Null);
    }
    candidate.insert("id".to_owned(), json!("1"));
    candidate.insert("modified_at".to_owned(), json!("2021-10-16T00:00:00Z"));
    candidate.insert("urls".to_owned(), json!([{ "href": "https://example.com" }, {}]));
    let read: bindbee_ats::types::AtsCandidate =
        serde_json::from_value(Value::Object(candidate)).expect("reads");
    let urls = read.urls.expect("addresses");
    assert_eq!(serde_json::to_value(urls).expect("JSON")[0]["href"], "https://example.com");
}

#[test]
fn checkout_has_the_statuses_examples_and_patterns_of_the_page() {
    let document = document("checkout-identities");
    let operations = [
        ("createApplicant", "Create an applicant", &["201", "400"][..]),
        ("getApplicant", "Get an applicant", &["200", "404"]),
        ("updateApplicant", "Update an applicant", &["200", "400", "404", "500"]),
        ("anonymizeApplicant", "Anonymize an applicant", &["200", "400", "404", "500"]),
    ];
    let mut rest = CHECKOUT;
    for (index, (operation, title, statuses)) in operations.into_iter().enumerate() {
        let (_, from) = rest.split_once(&format!("\n{title}\n")).expect(title);
        let next = operations.get(index + 1).map(|it| format!("\n{}\n", it.1));
        let section = next.and_then(|next| from.split_once(&next)).map_or(from, |it| it.0);
        rest = &rest[rest.len() - from.len()..];
        let found = document.written(operation).expect(operation);
        assert_eq!(text(&found["x-vendor-title"]), title);
        let (_, answers) = section.split_once("\nResponses\n").expect("answers");
        let is_status = |line: &&str| line.len() == 3 && line.bytes().all(|b| b.is_ascii_digit());
        let listed: Vec<&str> = answers.lines().filter(is_status).collect();
        assert_eq!(listed, statuses);
        let described: Vec<&str> = entries(&found["responses"]).map(|(status, _)| status).collect();
        assert_eq!(described, statuses);
        if let Some((_, sample)) = section.split_once("application/json\n{\n  • ") {
            let (sample, _) = sample.split_once("\n}").expect("its end");
            let sample: Value =
                serde_json::from_str(&format!("{{{}}}", sample.replace("• ", ""))).expect("JSON");
            assert_eq!(shown(&document, operation, None), &sample);
        }
    }
    let schemas = &document.root()["components"]["schemas"];
    let create = &schemas["CreateApplicant"]["properties"];
    assert_eq!(create["external_applicant_id"]["pattern"], r"^ext_\w+$");
    assert_eq!(create["email"]["format"], "email");
    assert_eq!(create["external_applicant_name"]["maxLength"], 255);
    let id = &document.root()["components"]["parameters"]["ApplicantId"];
    assert_eq!(id["schema"]["pattern"], r"^aplt_\w+$");
    assert!(CHECKOUT.contains("^aplt_\\w+$") && CHECKOUT.contains("^ext_\\w+$"));
}
