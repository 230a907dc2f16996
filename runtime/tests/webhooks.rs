//! Events: which are believed, and what is said of the others.

use std::error::Error as _;

use vetted_runtime::{
    HeaderMap, UnknownValue, Value,
    webhooks::{SignatureEncoding, SignatureScheme, Verifier, WebhookError, parse_unverified},
};

const SCHEME: SignatureScheme = SignatureScheme::hmac_sha256("X-Signature", SignatureEncoding::Hex);
const SECRET: &str = "whsec-1";
const BODY: &[u8] = br#"{"type":"paid","id":7}"#;
/// Made by Python's `hmac`.
const SIGNATURE: &str = "99b09950c953b03d1e078a57020b9c55254bfae5b4fe1cca5cb32465d24bd523";

/// The scheme that <https://www.standardwebhooks.com> describes.
const STANDARD: SignatureScheme =
    SignatureScheme::hmac_sha256("webhook-signature", SignatureEncoding::Base64)
        .prefix("v1,")
        .separator(" ")
        .signed("{webhook-id}.{timestamp}.{body}")
        .timestamp("webhook-timestamp", 300)
        .base64_secret("whsec_");

fn headers(listed: &[(&'static str, &str)]) -> HeaderMap {
    listed.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

fn verify(
    scheme: SignatureScheme,
    secret: &str,
    signature: &str,
    body: &[u8],
) -> Result<Value, WebhookError> {
    Verifier::new(scheme, secret).verify_with(|_| Some(signature), body)
}

#[test]
fn a_right_signature_gives_the_event() {
    let verifier = Verifier::<Value>::new(SCHEME, SECRET);
    let event = verifier.verify(&headers(&[("x-signature", SIGNATURE)]), BODY).unwrap();
    assert_eq!(event["id"], 7);
    let capitals = SIGNATURE.to_uppercase();
    assert!(verify(SCHEME, SECRET, &capitals, BODY).is_ok());
}

#[test]
fn any_changed_byte_is_refused() {
    let changes = |text: &[u8]| {
        let text = text.to_vec();
        let at = (0..text.len()).flat_map(|at| [1_u8, 2, 4, 8, 16, 32, 64].map(|bit| (at, bit)));
        at.map(move |(at, bit)| {
            let mut changed = text.clone();
            changed[at] ^= bit;
            changed
        })
        .collect::<Vec<_>>()
    };
    for body in changes(BODY) {
        assert!(matches!(verify(SCHEME, SECRET, SIGNATURE, &body), Err(WebhookError::Mismatch)));
    }
    for secret in changes(SECRET.as_bytes()) {
        let secret = String::from_utf8(secret).unwrap();
        assert!(matches!(verify(SCHEME, &secret, SIGNATURE, BODY), Err(WebhookError::Mismatch)));
    }
    for signature in changes(SIGNATURE.as_bytes()) {
        let signature = String::from_utf8(signature).unwrap();
        let refused = verify(SCHEME, SECRET, &signature, BODY).unwrap_err();
        assert!(matches!(refused, WebhookError::Mismatch | WebhookError::Malformed), "{refused}");
    }
    for end in 0..SIGNATURE.len() {
        assert!(verify(SCHEME, SECRET, &SIGNATURE[..end], BODY).is_err(), "{end}");
    }
}

#[test]
fn a_body_that_was_written_again_is_another_one() {
    let event: Value = serde_json::from_slice(BODY).unwrap();
    let pretty = serde_json::to_vec_pretty(&event).unwrap();
    assert!(matches!(verify(SCHEME, SECRET, SIGNATURE, &pretty), Err(WebhookError::Mismatch)));
}

#[test]
fn secrets_are_changed_one_after_the_other() {
    let both = Verifier::<Value>::new(SCHEME, "another").or_secret(SECRET);
    assert!(both.verify_with(|_| Some(SIGNATURE), BODY).is_ok());
    let shown = format!("{both:?}");
    assert!(!shown.contains("another") && !shown.contains(SECRET), "{shown}");
}

#[test]
fn an_empty_secret_is_none() {
    // What anybody could make who knows that the secret is empty.
    let forged = "a245ee29c0bc4835cee9e001b1baf63377a87f176b906cec6393c8e2ba7904d0";
    let refused = verify(SCHEME, "", forged, BODY).unwrap_err();
    assert_eq!(refused.to_string(), "no secret is set that could be a key");
    let one = Verifier::<Value>::new(SCHEME, "").or_secret(SECRET);
    assert!(one.verify_with(|_| Some(SIGNATURE), BODY).is_ok());
    assert!(one.verify_with(|_| Some(forged), BODY).is_err());
}

#[test]
fn what_is_missing_or_is_no_signature_is_said() {
    let verifier = Verifier::<Value>::new(SCHEME, SECRET);
    let said = |headers: &HeaderMap| verifier.verify(headers, BODY).unwrap_err().to_string();
    assert_eq!(said(&HeaderMap::new()), "the header `X-Signature` is missing");
    for text in ["", "sha256=00", "not a signature"] {
        let expected = "the header holds no signature of the expected form";
        assert_eq!(said(&headers(&[("x-signature", text)])), expected, "{text}");
    }
}

/// Of a header that comes twice one is checked, and who reads it later may read the other one.
#[test]
fn a_header_that_is_signed_comes_once() {
    let signature = "v1,lUWPP7NlUvTyjnRSm5goFtH7vTx9KpC9CS0Mz5k3dtw=";
    let event = headers(&[
        ("webhook-id", "msg_1"),
        ("webhook-timestamp", "1700000000"),
        ("webhook-signature", signature),
        ("x-else", "1"),
    ]);
    let verifier = Verifier::<Value>::new(STANDARD, "whsec_a2V5IGJ5dGVz").at(1_700_000_000);
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        let mut twice = event.clone();
        twice.append(name, "another".parse().unwrap());
        let refused = verifier.verify(&twice, BODY).unwrap_err();
        assert_eq!(refused.to_string(), format!("the header `{name}` is there more than once"));
    }
    let mut other = event;
    other.append("x-else", "2".parse().unwrap());
    assert!(verifier.verify(&other, BODY).is_ok());
}

#[test]
fn a_timestamp_is_signed_and_has_its_time() {
    let signature = "v1,AAAA v1a,AAAA v1,lUWPP7NlUvTyjnRSm5goFtH7vTx9KpC9CS0Mz5k3dtw=";
    let listed = |time: &str, id: &str| {
        headers(&[
            ("webhook-id", id),
            ("webhook-timestamp", time),
            ("webhook-signature", signature),
        ])
    };
    let verifier = Verifier::<Value>::new(STANDARD, "whsec_a2V5IGJ5dGVz");
    let at = |now| verifier.clone().at(now);
    let event = listed("1700000000", "msg_1");
    for now in [1_700_000_000, 1_700_000_300, 1_699_999_700] {
        assert!(at(now).verify(&event, BODY).is_ok(), "{now}");
    }
    for now in [0, 1_700_000_301, 1_699_999_699, u64::MAX] {
        assert!(matches!(at(now).verify(&event, BODY), Err(WebhookError::Stale)), "{now}");
    }
    // By the clock, the event is years old.
    assert!(matches!(verifier.verify(&event, BODY), Err(WebhookError::Stale)));
    assert!(verifier.clone().tolerance(u64::MAX).verify(&event, BODY).is_ok());
    let another = listed("1700000001", "msg_1");
    assert!(matches!(at(1_700_000_000).verify(&another, BODY), Err(WebhookError::Mismatch)));
    let another = listed("1700000000", "msg_2");
    assert!(matches!(at(1_700_000_000).verify(&another, BODY), Err(WebhookError::Mismatch)));
    let mut without = event;
    without.remove("webhook-id");
    let refused = at(1_700_000_000).verify(&without, BODY).unwrap_err();
    assert_eq!(refused.to_string(), "the header `webhook-id` is missing");
}

#[derive(Debug, Clone, PartialEq)]
struct Paid {
    id: i64,
}

vetted_runtime::object! { Paid { "id" => id: i64, required; } }

#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
enum Event {
    Paid(Paid),
    Unknown(UnknownValue),
}

vetted_runtime::union! {
    Event by "about"."event" {
        "paid" => Paid(Paid);
    }
}

#[test]
fn an_event_is_told_by_a_text_inside() {
    let read = |text: &str| parse_unverified::<Event>(text.as_bytes());
    let paid = read(r#"{"id":7,"about":{"url":"u","event":"paid"}}"#).unwrap();
    assert_eq!(paid, Event::Paid(Paid { id: 7 }));
    for other in
        [r#"{"about":{"event":"refunded"}}"#, r#"{"about":{}}"#, r#"{"about":[]}"#, "{}", "[]"]
    {
        let Event::Unknown(unknown) = read(other).unwrap() else { panic!("{other}") };
        assert_eq!(unknown.as_value().to_string(), other);
    }
}

#[test]
fn an_event_that_cannot_be_read_says_where() {
    let read = |text: &str| parse_unverified::<Event>(text.as_bytes()).unwrap_err();
    let wrong = read(r#"{"id":"7","about":{"event":"paid"}}"#);
    assert_eq!(wrong.to_string(), "the event is not what the document says at `id` (`Paid.id`)");
    let source = wrong.source().unwrap().to_string();
    assert_eq!(source, "invalid type: a string of 1 character, expected i64");
    assert_eq!(read("{").to_string(), "the event is no JSON");
}
