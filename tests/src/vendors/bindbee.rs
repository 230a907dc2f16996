//! Bindbee, with one customer's system that has a few candidates.

use serde_json::json;

use super::{CANDIDATE_IDS, has_bearer, last_segment, refusal};
use crate::server::{Answer, Method, Request, StatusCode};

pub(super) fn answer(request: &Request) -> Answer {
    if !has_bearer(request) {
        return refusal(StatusCode::UNAUTHORIZED, "Missing API key");
    }
    if request.header("x-connector-token").is_none() {
        return refusal(StatusCode::UNPROCESSABLE_ENTITY, "Missing connector token");
    }
    let id = last_segment(&request.path, "/api/ats/v1/candidates/");
    let known = CANDIDATE_IDS.into_iter().zip(NAMES).find(|(known, _)| Some(*known) == id);
    match (&request.method, known) {
        (&Method::GET, Some((id, (first, last)))) => candidate(id, first, last),
        _ => refusal(StatusCode::NOT_FOUND, "Not found"),
    }
}

/// The first and last names of the candidates, in the order of their ids.
const NAMES: [(&str, &str); CANDIDATE_IDS.len()] = [
    ("Hannah", "Bret"),
    ("Amara", "Okafor"),
    ("Tomasz", "Zielinski"),
    ("Priya", "Raman"),
    ("Rhys", "Howell"),
];

fn candidate(id: &str, first: &str, last: &str) -> Answer {
    let email = format!("{first}.{last}@example.com").to_lowercase();
    let candidate = json!({
        "id": id,
        "remote_id": "123321",
        "modified_at": "2026-11-20T08:00:00Z",
        "raw_data": null,
        "custom_fields": null,
        "first_name": first,
        "last_name": last,
        "company": null,
        "title": "Registered Nurse",
        "last_interaction_at": "2026-11-19T16:30:00Z",
        "is_private": false,
        "can_email": true,
        "locations": ["Leeds"],
        "phone_numbers": ["+44 7700 900000"],
        "email_addresses": [email],
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
