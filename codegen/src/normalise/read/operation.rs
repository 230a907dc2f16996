//! Operations and their answers.

use crate::{
    diagnostic::Code,
    load::Node,
    model::{Operation, ReferenceOr, Response, Responses, StatusCode},
    normalise::unknown_answer,
};

use super::{Fields, Reader};

pub(crate) static CALLBACKS: Code = Code::note(
    "callbacks",
    "callbacks, which a client does not make",
    "A callback is a call that the server makes to you. A client does not receive calls, so nothing \
     is made of it. Webhooks are another matter: their events are types of the client.",
);

pub(crate) static LINKS: Code = Code::note(
    "links",
    "links, which a client does not follow",
    "A link says how values of an answer become parameters of another operation. The client does not \
     follow it: call the operation by hand.",
);

pub(crate) static OPERATION_LEFT_OUT: Code = Code::warning(
    "operation-left-out",
    "an operation that the client does not have",
    "Without something that every call needs (a parameter, a body, a method that HTTP has) no call \
     would be right. The client does not have the operation; call it by `Client::request`.",
);

pub(crate) static UNKNOWN_STATUS: Code = Code::warning(
    "unknown-status",
    "a status that HTTP does not have",
    "The keys of `responses` are `200`, `2XX` or `default`. This one is none, and its answer is left \
     out.",
);

impl<'d> Reader<'d> {
    /// An operation. `None` when something that a call needs cannot be read; a finding says what.
    pub(super) fn operation(&mut self, node: Node<'d>) -> Option<Operation> {
        let f = self.object(node)?;
        let tags = self.texts(f, "tags");
        let summary = self.text(f, "summary");
        let description = self.text(f, "description");
        let external_docs = self.external_docs(f);
        let operation_id = self.text(f, "operationId");
        let parameters = self.parameters(f);
        let request_body =
            f.get("requestBody").map(|node| self.reference_or(node, Self::request_body));
        let responses = self.responses(f);
        let deprecated = self.flag(f, "deprecated").unwrap_or_default();
        let security = self.security(f);
        let servers = self.servers(f);
        if parameters.is_none() {
            self.report(&OPERATION_LEFT_OUT, node, "a parameter of the operation cannot be read");
        }
        if let Some(node) = f.get("callbacks").filter(says_something) {
            let message = "callbacks are calls to you: a client has none of them";
            self.report(&CALLBACKS, node, message);
        }
        let request_body = match request_body {
            None => None,
            Some(Some(body)) => Some(body),
            Some(None) => {
                self.report(&OPERATION_LEFT_OUT, node, "the request body cannot be read");
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
            extensions: f.extensions(),
        })
    }

    fn responses(&mut self, fields: Fields<'d>) -> Responses {
        let mut responses = Responses::default();
        let map = self.map(fields, "responses");
        for (status, node) in map {
            if status.starts_with("x-") {
                continue;
            }
            let Some(key) = Key::of(status) else {
                let message = format!("`{status}` is no status; the answer is left out");
                let help = "a status is `200`, `2XX` or `default`";
                self.report_with(&UNKNOWN_STATUS, node, message, help);
                continue;
            };
            let response = match self.reference_or(node, Self::response) {
                Some(response) => response,
                None if node.get("$ref").is_some() => ReferenceOr::Item(unknown_answer()),
                None => continue,
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
    pub(super) fn response(&mut self, node: Node<'d>) -> Option<Response> {
        let f = self.object(node)?;
        if let Some(node) = f.get("links").filter(says_something) {
            let message = "links to other operations are not followed: call them by hand";
            self.report(&LINKS, node, message);
        }
        Some(Response {
            // Everybody forgets it, and nothing hangs on it. 3.2 has a summary too, and asks for neither.
            description: self
                .text(f, "description")
                .or_else(|| self.text(f, "summary"))
                .unwrap_or_default(),
            headers: self.references(f, "headers", Self::header),
            content: self.content(f),
        })
    }
}

/// Whether an object has fields.
fn says_something(node: &Node<'_>) -> bool {
    node.as_map().is_some_and(|map| !map.is_empty())
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
