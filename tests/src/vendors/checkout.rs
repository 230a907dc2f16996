//! Checkout.com's Identities: applicants.

use std::{collections::BTreeMap, sync::Mutex};

use serde_json::{Value, json};

use super::{Records, has_bearer, last_segment, lock};
use crate::server::{Answer, Method, Request, StatusCode};

const TOKEN_PATH: &str = "/connect/token";
const BEARER: &str = "Bearer ";
/// How a token begins; its number follows.
const TOKEN: &str = "token-";

/// The applicants, as the API answers them, and the tokens.
#[derive(Debug, Default)]
pub(super) struct Identities {
    applicants: Records,
    /// The answers to requests with an idempotency key.
    answered: Mutex<BTreeMap<String, Answer>>,
    tokens: Mutex<Tokens>,
}

#[derive(Debug, Default)]
struct Tokens {
    issued: usize,
    /// The last one, unless it has ended.
    good: Option<usize>,
    /// For how many requests it still works, if it is to end before its time.
    left: Option<usize>,
}

impl Identities {
    pub(super) fn answer(&self, request: &Request) -> Answer {
        let answer = if (&request.method, request.path.as_str()) == (&Method::POST, TOKEN_PATH) {
            self.issue()
        } else if has_bearer(request) && self.takes(request) {
            self.once(request)
        } else {
            Answer::status(StatusCode::UNAUTHORIZED)
        };
        answer.header("cko-request-id", "0195b0ac-8f5c-7d8e-a0c1-2f4b6d8e0a1c")
    }

    pub(super) fn applicants(&self) -> Vec<Value> {
        lock(&self.applicants).clone()
    }

    pub(super) fn tokens(&self) -> usize {
        lock(&self.tokens).issued
    }

    /// Lets a token end after so many requests, though its time has not come.
    pub(super) fn end_token_after(&self, requests: usize) {
        lock(&self.tokens).left = Some(requests);
    }

    fn issue(&self) -> Answer {
        let mut tokens = lock(&self.tokens);
        tokens.issued += 1;
        tokens.good = Some(tokens.issued);
        let token = format!("{TOKEN}{}", tokens.issued);
        let body = json!({ "access_token": token, "token_type": "Bearer", "expires_in": 3600 });
        Answer::json(StatusCode::OK, &body)
    }

    /// Whether the request's token works. What was not issued here is taken for a secret key.
    fn takes(&self, request: &Request) -> bool {
        let authorization = request.header("authorization").unwrap_or_default();
        let Some(number) = authorization.strip_prefix(BEARER).and_then(|it| it.strip_prefix(TOKEN))
        else {
            return true;
        };
        let mut tokens = lock(&self.tokens);
        if tokens.left == Some(0) {
            (tokens.left, tokens.good) = (None, None);
        }
        tokens.left = tokens.left.map(|left| left - 1);
        tokens.good.is_some() && number.parse().ok() == tokens.good
    }

    /// What was done for a request with the same idempotency key is not done again.
    fn once(&self, request: &Request) -> Answer {
        let Some(key) = request.header("cko-idempotency-key") else {
            return self.authorized(request);
        };
        let mut answered = lock(&self.answered);
        answered.entry(key.to_owned()).or_insert_with(|| self.authorized(request)).clone()
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
