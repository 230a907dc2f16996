//! HB's portal, V1: candidates by reference and by e-mail address, in its own way of writing them.

use serde_json::{Map, Value, json};

use super::{Records, last_segment, lock, refusal};
use crate::server::{Answer, Method, Request, StatusCode};

/// The candidates, as the portal answers them.
#[derive(Debug, Default)]
pub(super) struct Portal {
    candidates: Records,
}

impl Portal {
    pub(super) fn answer(&self, request: &Request) -> Answer {
        if request.header("api-key").is_none() || request.header("api-version") != Some("1.0") {
            return refusal(StatusCode::FORBIDDEN, "API-Key and API-Version are needed");
        }
        let reference = last_segment(&request.path, "/candidates/");
        match (&request.method, reference) {
            (&Method::POST, None) if request.path == "/candidates" => self.create(request),
            (&Method::GET, Some(reference)) => self.get(reference),
            (&Method::PATCH, Some(reference)) => self.update(reference, request),
            _ => Answer::status(StatusCode::NOT_FOUND),
        }
    }

    pub(super) fn candidates(&self) -> Vec<Value> {
        lock(&self.candidates).clone()
    }

    fn create(&self, request: &Request) -> Answer {
        let sent = form(request);
        let Some(email) = sent.get("email").filter(|email| *email != "") else {
            return refusal(StatusCode::FORBIDDEN, "email is needed");
        };
        let mut candidates = lock(&self.candidates);
        if let Some(known) = candidates.iter().find(|it| it["email"] == *email) {
            return referred(StatusCode::ACCEPTED, known);
        }
        let number = candidates.len() + 1;
        let mut candidate = json!({
            "candidate_ref": format!("00000000-0000-4000-8000-{number:012}"),
            "candidate_id": format!("{number:07}"),
            "candidate_status": "activated",
            "archived": "0",
            "courses": "27,59,63",
            "form_set": "",
            "date_registered": "2026-11-21 09:00:00",
            "last_login": "",
            "assigned_course_count": "3",
            "completed_course_count": "0",
        });
        merge(&mut candidate, sent);
        let answer = referred(StatusCode::CREATED, &candidate);
        candidates.push(candidate);
        answer
    }

    fn get(&self, reference: &str) -> Answer {
        match lock(&self.candidates).iter().find(|it| it["candidate_ref"] == reference) {
            Some(candidate) => Answer::json(StatusCode::OK, &json!([{ "candidate": candidate }])),
            None => Answer::status(StatusCode::NOT_FOUND),
        }
    }

    fn update(&self, reference: &str, request: &Request) -> Answer {
        let mut candidates = lock(&self.candidates);
        let Some(candidate) = candidates.iter_mut().find(|it| it["candidate_ref"] == reference)
        else {
            return Answer::status(StatusCode::NOT_FOUND);
        };
        let before = candidate.clone();
        merge(candidate, form(request));
        if *candidate == before {
            return Answer::status(StatusCode::NOT_MODIFIED);
        }
        Answer::json(StatusCode::OK, &json!([""]))
    }
}

/// The fields of either kind of form.
fn form(request: &Request) -> Map<String, Value> {
    let pairs = match request.parts() {
        Some(parts) => {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            parts.into_iter().map(|part| (part.name, text(&part.bytes))).collect()
        }
        None => request.form_pairs(),
    };
    pairs.into_iter().map(|(name, value)| (name, Value::String(value))).collect()
}

fn merge(candidate: &mut Value, sent: Map<String, Value>) {
    for (name, value) in sent {
        candidate[name] = value;
    }
}

/// The reference of a candidate. Its number is text when it is read, and a number here.
fn referred(status: StatusCode, candidate: &Value) -> Answer {
    let number = candidate["candidate_id"].as_str().and_then(|text| text.parse::<u64>().ok());
    let reference = json!({ "candidate_ref": candidate["candidate_ref"], "candidate_id": number });
    Answer::json(status, &json!([{ "response": reference }]))
}
