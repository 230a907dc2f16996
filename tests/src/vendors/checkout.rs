//! Checkout.com's Identities: applicants.

use serde_json::{Value, json};

use super::{Records, has_bearer, last_segment, lock};
use crate::server::{Answer, Method, Request, StatusCode};

/// The applicants, as the API answers them.
#[derive(Debug, Default)]
pub(super) struct Identities {
    applicants: Records,
}

impl Identities {
    pub(super) fn answer(&self, request: &Request) -> Answer {
        let answer = if has_bearer(request) {
            self.authorized(request)
        } else {
            Answer::status(StatusCode::UNAUTHORIZED)
        };
        answer.header("cko-request-id", "0195b0ac-8f5c-7d8e-a0c1-2f4b6d8e0a1c")
    }

    fn authorized(&self, request: &Request) -> Answer {
        match (&request.method, last_segment(&request.path, "/applicants/")) {
            (&Method::POST, None) if request.path == "/applicants" => self.create(request),
            (&Method::GET, Some(id)) => self.get(id),
            _ => Answer::status(StatusCode::NOT_FOUND),
        }
    }

    fn create(&self, request: &Request) -> Answer {
        let Some(Value::Object(sent)) = request.json() else {
            return Answer::status(StatusCode::BAD_REQUEST);
        };
        let mut applicants = lock(&self.applicants);
        let id = format!("aplt_{:026}", applicants.len() + 1);
        let mut applicant = json!({
            "id": id,
            "created_on": "2026-11-21T09:00:00Z",
            "modified_on": "2026-11-21T09:00:00Z",
        });
        for (name, value) in sent {
            applicant[name] = value;
        }
        let host = request.header("host").unwrap_or_default();
        let href = format!("http://{host}/applicants/{id}");
        applicant["_links"] = json!({ "self": { "href": href } });
        applicants.push(applicant.clone());
        Answer::json(StatusCode::CREATED, &applicant)
    }

    fn get(&self, id: &str) -> Answer {
        match lock(&self.applicants).iter().find(|it| it["id"] == id) {
            Some(applicant) => Answer::json(StatusCode::OK, applicant),
            None => Answer::status(StatusCode::NOT_FOUND),
        }
    }
}
