//! Operations and their answers.

use serde_json::Value;

use super::{Fields, Reader, Trail, reference::Kind};
use crate::model::{Operation, Response, Responses, StatusCode};

impl Reader<'_> {
    /// An operation. `None` when something that a call needs cannot be read; a finding says what.
    pub(super) fn operation(&mut self, value: Value, at: &Trail<'_>) -> Option<Operation> {
        let mut fields = self.object(value, at)?;
        let f = &mut fields;
        let tags = self.texts(f, "tags", at);
        let summary = self.text(f, "summary", at);
        let description = self.text(f, "description", at);
        let external_docs = self.external_docs(f, at);
        let operation_id = self.text(f, "operationId", at);
        let parameters = self.parameters(f, at);
        let request_body = f.take("requestBody").map(|value| {
            let at = &at.key("requestBody");
            self.reference_or(Kind::RequestBody, value, at, Self::request_body)
        });
        let responses = self.responses(f, at);
        let deprecated = self.flag(f, "deprecated", at).unwrap_or_default();
        let security = self.security(f, at);
        let servers = self.servers(f, at);
        if parameters.is_none() {
            self.warn("operation-left-out", at, "a parameter of the operation cannot be read");
        }
        if says_something(f.take("callbacks")) {
            let message = "callbacks are calls to you: a client has none of them";
            self.note("callbacks", &at.key("callbacks"), message);
        }
        let request_body = match request_body {
            None => None,
            Some(Some(body)) => Some(body),
            Some(None) => {
                self.warn("operation-left-out", at, "the request body cannot be read");
                return None;
            }
        };
        Some(Operation {
            tags,
            summary,
            description,
            external_docs,
            operation_id,
            parameters: parameters?,
            request_body,
            responses,
            deprecated,
            security,
            servers,
            extensions: fields.extensions(),
        })
    }

    fn responses(&mut self, fields: &mut Fields, at: &Trail<'_>) -> Responses {
        let mut responses = Responses::default();
        let map = self.map(fields, "responses", at);
        let at = &at.key("responses");
        for (status, value) in map {
            if status.starts_with("x-") {
                continue;
            }
            let at = &at.key(&status);
            let Some(key) = Key::of(&status) else {
                let message = format!("`{status}` is no status; the answer is left out");
                let help = "a status is `200`, `2XX` or `default`";
                self.warn_with("unknown-status", at, message, help);
                continue;
            };
            let Some(response) = self.reference_or(Kind::Response, value, at, Self::response)
            else {
                continue;
            };
            match key {
                Key::Default => responses.default = Some(Box::new(response)),
                Key::Status(code) => {
                    responses.responses.insert(code, response);
                }
            }
        }
        responses
    }

    /// An answer.
    pub(super) fn response(&mut self, value: Value, at: &Trail<'_>) -> Option<Response> {
        let mut fields = self.object(value, at)?;
        let f = &mut fields;
        if says_something(f.take("links")) {
            let message = "links to other operations are not followed: call them by hand";
            self.note("links", &at.key("links"), message);
        }
        Some(Response {
            // Everybody forgets it, and nothing hangs on it.
            description: self.text(f, "description", at).unwrap_or_default(),
            headers: self.references(f, "headers", at, Kind::Header, Self::header),
            content: self.content(f, at),
        })
    }
}

/// Whether an object has fields.
fn says_something(value: Option<Value>) -> bool {
    value.is_some_and(|value| value.as_object().is_some_and(|map| !map.is_empty()))
}

enum Key {
    Default,
    Status(StatusCode),
}

impl Key {
    fn of(text: &str) -> Option<Self> {
        if text.eq_ignore_ascii_case("default") {
            return Some(Self::Default);
        }
        if let Ok(code @ 100..=599) = text.parse::<u16>() {
            return Some(Self::Status(StatusCode::Code(code)));
        }
        match text.as_bytes() {
            [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => {
                Some(Self::Status(StatusCode::Range(u16::from(digit - b'0'))))
            }
            _ => None,
        }
    }
}
