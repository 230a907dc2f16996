//! The body of a request.

use serde::Serialize;

use super::{
    Request,
    content::{self, Content},
    encoding::Encoding,
    multipart,
};
use crate::{Body, Parts};

impl Request {
    /// Sets a JSON body.
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.json_as(body, "application/json")
    }

    /// Sets a JSON body under another media type, such as `application/merge-patch+json`.
    pub fn json_as(mut self, body: &(impl Serialize + ?Sized), content_type: &str) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => self.set_body(Content::new(bytes, content_type)),
            Err(err) => self.fail_with("the body cannot be written as JSON", err),
        }
        self
    }

    /// Sets an `application/x-www-form-urlencoded` body from an object. Lists repeat their key, objects inside are
    /// JSON.
    pub fn form(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.form_as(body, &[])
    }

    /// Sets an `application/x-www-form-urlencoded` body from an object whose fields are written as the encodings say.
    pub fn form_as(mut self, body: &(impl Serialize + ?Sized), encodings: &[Encoding]) -> Self {
        if let Some(value) = self.tree("body", body) {
            let content = content::form(&value, encodings)
                .and_then(|text| Content::new(text, "application/x-www-form-urlencoded"));
            self.set_body(content);
        }
        self
    }

    /// Sets a `multipart/form-data` body.
    pub fn multipart(self, body: &impl Parts) -> Self {
        self.multipart_as(body, &[])
    }

    /// Sets a `multipart/form-data` body whose fields are written as the encodings say.
    pub fn multipart_as(mut self, body: &impl Parts, encodings: &[Encoding]) -> Self {
        match body.parts() {
            Ok(parts) => self.set_body(multipart::encode(&parts, encodings)),
            Err(err) => self.fail_with("the body cannot be written as parts", err),
        }
        self
    }

    /// Sets a body of text.
    pub fn text(mut self, body: &str, content_type: &str) -> Self {
        self.set_body(Content::new(body, content_type));
        self
    }

    /// Sets a body of bytes, held in memory or streamed.
    pub fn bytes(mut self, body: impl Into<Body>, content_type: &str) -> Self {
        self.set_body(Content::new(body, content_type));
        self
    }

    /// Sets the field of the body that asks for items. A body that is no JSON stays as it is.
    pub(super) fn ask_for_items(&mut self) {
        let Some(field) = self.operation.streams_by else { return };
        let Some(content) = &mut self.content else { return };
        let [body] = content.pieces.as_mut_slice() else { return };
        if let Some(text) = body.bytes().and_then(|text| content::with_true(text, field)) {
            *body = text.into();
        }
    }

    fn set_body(&mut self, content: Result<Content, String>) {
        match content {
            Ok(content) => self.content = Some(content),
            Err(message) => self.fail(message),
        }
    }
}
