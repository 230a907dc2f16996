//! Bindbee, with one customer's system that has one candidate.

use serde_json::json;

use super::{CANDIDATE_ID, has_bearer, last_segment, refusal};
use crate::server::{Answer, Method, Request, StatusCode};

pub(super) fn answer(request: &Request) -> Answer {
    if !has_bearer(request) {
        return refusal(StatusCode::UNAUTHORIZED, "Missing API key");
    }
    if request.header("x-connector-token").is_none() {
        return refusal(StatusCode::UNPROCESSABLE_ENTITY, "Missing connector token");
    }
    match (&request.method, last_segment(&request.path, "/api/ats/v1/candidates/")) {
        (&Method::GET, Some(CANDIDATE_ID)) => candidate(),
        _ => refusal(StatusCode::NOT_FOUND, "Not found"),
    }
}

fn candidate() -> Answer {
    let candidate = json!({
        "id": CANDIDATE_ID,
        "remote_id": "123321",
        "modified_at": "2026-11-20T08:00:00Z",
        "raw_data": null,
        "custom_fields": null,
        "first_name": "Hannah",
        "last_name": "Bret",
        "company": null,
        "title": "Registered Nurse",
        "last_interaction_at": "2026-11-19T16:30:00Z",
        "is_private": false,
        "can_email": true,
        "locations": ["Leeds"],
        "phone_numbers": ["+44 7700 900000"],
        "email_addresses": ["hannah.bret@example.com"],
        "urls": [],
        "tags": ["NIGHTS"],
        "applications": ["018b4bfb-5ece-70b1-ad5e-862a9433aa65"],
        "attachments": [],
        "remote_created_at": "2026-11-01T09:00:00Z",
        "remote_updated_at": "2026-11-19T16:30:00Z",
        "avatar": null,
    });
    Answer::json(StatusCode::OK, &candidate)
}
