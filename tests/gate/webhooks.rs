//! Events of the vendors, as their pages show them: signed as the pages say, believed, and read without losing a field.

use std::{error::Error, path::Path};

use base64::{Engine as _, engine::general_purpose::URL_SAFE};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Serialize;
use serde_json::Value;
use sha2::Sha256;
use vetted_codegen::load;

use bindbee_ats::{HeaderMap, webhooks as bindbee};
use checkout_identities::webhooks as checkout;

const SECRET: &str = "Zp9vJ4m-signature-key";

/// A sample of an event that a document has, and the webhook that it stands under.
struct Sample {
    webhook: String,
    event: Value,
}

/// The samples of a document's events: those of its webhooks, and those that bodies list by the webhook's name.
fn samples(api: &str) -> Vec<Sample> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../specs/{api}.yaml"));
    let document =
        load::Document::read(&path, api.to_owned()).expect("the document is read").to_json();
    let mut samples = Vec::new();
    for (webhook, item) in document["x-webhooks"].as_object().expect("webhooks") {
        let body = &item["post"]["requestBody"];
        let body = match body["$ref"].as_str() {
            Some(reference) => document.pointer(&reference[1..]).expect("the body is there"),
            None => body,
        };
        let media = &body["content"]["application/json"];
        let event = media.get("example").or_else(|| media["examples"][webhook].get("value"));
        let webhook = webhook.clone();
        samples.extend(event.map(|event| Sample { webhook, event: event.clone() }));
    }
    samples
}

fn hmac(body: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("a key");
    mac.update(body);
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

fn header(name: &'static str, value: &str) -> HeaderMap {
    HeaderMap::from_iter([(name.parse().expect("a name"), value.parse().expect("a value"))])
}

/// What an event is called, which is its variant's name, and what it holds.
fn shown(event: &(impl Serialize + std::fmt::Debug)) -> (String, Value) {
    let debug = format!("{event:?}");
    let name = debug.split('(').next().unwrap_or_default();
    (name.to_owned(), serde_json::to_value(event).expect("JSON"))
}

fn camel(name: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('_').map(capital).collect()
}

#[test]
fn events_of_bindbee() {
    let samples = samples("bindbee-ats");
    assert_eq!(samples.len(), 5);
    let verifier = bindbee::verifier(SECRET);
    for Sample { webhook, event } in samples {
        let body = event.to_string();
        let signature = URL_SAFE.encode(hmac(body.as_bytes()));
        let headers = header("X-Bindbee-Webhook-Signature", &signature);
        let read = verifier.verify(&headers, body.as_bytes()).expect(&webhook);
        // The same offset in another spelling, and null as what is not there.
        let event = body.replace("+00:00", "Z").replace(r#","end_user_email":null"#, "");
        let event = serde_json::from_str(&event).expect("JSON");
        assert_eq!(shown(&read), (camel(&webhook), event));
        let forged = verifier.verify(&headers, body.replacen("sync", "pync", 1).as_bytes());
        assert!(matches!(forged, Err(bindbee::WebhookError::Mismatch)), "{webhook}");
    }
}

#[test]
fn events_of_checkout() {
    let samples = samples("checkout-identities");
    assert_eq!(samples.len(), 11);
    let verifier = checkout::verifier(SECRET);
    for Sample { webhook, event } in samples {
        let body = event.to_string();
        let headers = header("Cko-Signature", &hex(&hmac(body.as_bytes())));
        let read = verifier.verify(&headers, body.as_bytes()).expect(&webhook);
        assert_eq!(shown(&read), (camel(&webhook), event));
        let forged = verifier.verify(&headers, body.replacen("evt", "evu", 1).as_bytes());
        assert!(matches!(forged, Err(checkout::WebhookError::Mismatch)), "{webhook}");
    }
}

/// By the samples of code on the vendors' pages, run with Python 3.
#[test]
fn signatures_that_others_made() {
    let body = "{\"webhook\":{\"webhook_id\":\"1\",\"url\":\"u\",\"event\":\"later\"},\"n\":\"é\"}"
        .as_bytes();
    let event = bindbee::verifier("key")
        .verify_with(|_| Some("_y0-OKiBvPnpagY6sek_h_bvRCOOlwX6VKcLOfFyAug="), body);
    assert!(matches!(event, Ok(bindbee::Event::Unknown(_))), "{event:?}");
    let event = checkout::verifier("key").verify_with(
        |_| Some("ff2d3e38a881bcf9e96a063ab1e93f87f6ef44238e9705fa54a70b39f17202e8"),
        body,
    );
    assert!(matches!(event, Ok(checkout::Event::Unknown(_))), "{event:?}");
}

#[test]
fn an_event_that_is_wrong_says_where() {
    let wrong = br#"{"id":"evt_1","type":"aml_verification_created","created_on":"2024-12-05T17:48:25Z","data":{"applicant_id":7}}"#;
    let err = checkout::parse_unverified(wrong).expect_err("7 is no id");
    let place = "`data.applicant_id` (`AmlVerificationEventData.applicant_id`)";
    assert_eq!(err.to_string(), format!("the event is not what the document says at {place}"));
    let source = err.source().map(ToString::to_string);
    assert_eq!(source.as_deref(), Some("invalid type: integer `7`, expected a string"));
}
