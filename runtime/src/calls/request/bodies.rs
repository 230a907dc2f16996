//! The body of a request.

use bytes::Bytes;
use serde::Serialize;

use super::{
    Request,
    body::{self, Body},
    multipart,
};
use crate::Parts;

impl Request {
    /// Sets a JSON body.
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.json_as(body, "application/json")
    }

    /// Sets a JSON body under another media type, such as `application/merge-patch+json`.
    pub fn json_as(mut self, body: &(impl Serialize + ?Sized), content_type: &str) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => self.set_body(Body::new(bytes, content_type)),
            Err(err) => self.fail_with("the body cannot be written as JSON", err),
        }
        self
    }

    /// Sets an `application/x-www-form-urlencoded` body from an object.
    pub fn form(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        if let Some(value) = self.tree("body", body) {
            let body = body::form(&value)
                .and_then(|text| Body::new(text, "application/x-www-form-urlencoded"));
            self.set_body(body);
        }
        self
    }

    /// Sets a `multipart/form-data` body.
    pub fn multipart(mut self, body: &impl Parts) -> Self {
        match body.parts() {
            Ok(parts) => self.set_body(multipart::encode(&parts)),
            Err(err) => self.fail_with("the body cannot be written as parts", err),
        }
        self
    }

    /// Sets a body of text.
    pub fn text(mut self, body: &str, content_type: &str) -> Self {
        self.set_body(Body::new(body.to_owned(), content_type));
        self
    }

    /// Sets a body of bytes.
    pub fn bytes(mut self, body: impl Into<Bytes>, content_type: &str) -> Self {
        self.set_body(Body::new(body, content_type));
        self
    }

    fn set_body(&mut self, body: Result<Body, String>) {
        match body {
            Ok(body) => self.body = Some(body),
            Err(message) => self.fail(message),
        }
    }
}
