//! What a document says of its operations, read from `specs/` when a test or a run asks.
//!
//! Deliberately not by the generator's own model: only its reader of YAML is used, the rest is looked up here, so that
//! a mistake in the model cannot agree with itself.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use vetted_codegen::{load, model::Method};

/// A document of `specs/`.
#[derive(Debug)]
pub struct Document {
    root: Value,
}

/// An operation, with what its path adds to it.
#[derive(Debug)]
pub struct Operation<'d> {
    /// Its `operationId`.
    pub id: &'d str,
    /// In capitals.
    pub method: String,
    /// The template.
    pub path: &'d str,
    /// Those of the path, then its own.
    pub parameters: Vec<Parameter<'d>>,
    /// The media types of the request's body.
    pub bodies: Vec<Media<'d>>,
    /// The documented answers.
    pub responses: Vec<Response<'d>>,
    /// Alternatives of schemes that are needed together.
    pub security: Vec<Vec<Scheme<'d>>>,
}

/// A parameter.
#[derive(Debug, Clone, Copy)]
pub struct Parameter<'d> {
    /// Its name on the wire.
    pub name: &'d str,
    /// `path`, `query`, `header` or `cookie`.
    pub location: &'d str,
    /// Whether each call sends it.
    pub required: bool,
    /// Its schema.
    pub schema: &'d Value,
    /// The document's example.
    pub example: Option<&'d Value>,
}

/// A body in one media type.
#[derive(Debug, Clone, Copy)]
pub struct Media<'d> {
    /// `application/json`.
    pub name: &'d str,
    /// The body's schema.
    pub schema: &'d Value,
    /// The document's example.
    pub example: Option<&'d Value>,
}

/// A documented answer.
#[derive(Debug, Clone, Copy)]
pub struct Response<'d> {
    /// `200`, `2XX`.
    pub key: &'d str,
    /// The body, where there is one.
    pub media: Option<Media<'d>>,
}

/// How a credential is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme<'d> {
    /// `Authorization: Bearer …`.
    Bearer,
    /// A header of this name.
    ApiKeyHeader(&'d str),
    /// A token by `OAuth2` client credentials.
    ClientCredentials,
    /// Any other way.
    Other,
}

/// The file of a document.
#[must_use]
pub fn path(api: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../specs/{api}.yaml"))
}

impl Document {
    /// Reads a document, by its name there.
    ///
    /// # Errors
    ///
    /// It cannot be read; the text names the document and says why.
    pub fn read(api: &str) -> Result<Self, String> {
        let shown_as = format!("specs/{api}.yaml");
        match load::Document::read(&path(api), &shown_as) {
            Ok(document) => Ok(Self { root: document.to_json() }),
            Err(unreadable) => {
                let why = unreadable.findings.iter().map(|it| it.message.as_str());
                Err(format!("{shown_as}: {}", why.collect::<Vec<_>>().join("; ")))
            }
        }
    }

    /// The whole document, as it is written.
    #[must_use]
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// An operation as it is written, by its `operationId`.
    #[must_use]
    pub fn written(&self, id: &str) -> Option<&Value> {
        let mut operations = entries(&self.root["paths"]).flat_map(|(_, item)| entries(item));
        operations.find(|(_, operation)| operation["operationId"] == id).map(|(_, found)| found)
    }

    /// All operations, in the document's order.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation<'_>> {
        let mut found = Vec::new();
        for (path, item) in entries(&self.root["paths"]) {
            for (method, operation) in entries(item) {
                if Method::of_key(method).is_some() {
                    found.push(self.operation(path, method, item, operation));
                }
            }
        }
        found
    }

    fn operation<'d>(
        &'d self,
        path: &'d str,
        method: &str,
        item: &'d Value,
        operation: &'d Value,
    ) -> Operation<'d> {
        let body = self.resolve(&operation["requestBody"]);
        let security = operation.get("security").unwrap_or(&self.root["security"]);
        Operation {
            id: text(&operation["operationId"]),
            method: method.to_uppercase(),
            path,
            parameters: items(&item["parameters"])
                .chain(items(&operation["parameters"]))
                .map(|parameter| self.parameter(parameter))
                .collect(),
            bodies: entries(&body["content"]).map(media).collect(),
            responses: entries(&operation["responses"])
                .map(|(key, response)| {
                    let content = &self.resolve(response)["content"];
                    Response { key, media: entries(content).map(media).next() }
                })
                .collect(),
            security: items(security)
                .map(|together| entries(together).map(|(name, _)| self.scheme(name)).collect())
                .collect(),
        }
    }

    fn parameter<'d>(&'d self, parameter: &'d Value) -> Parameter<'d> {
        let parameter = self.resolve(parameter);
        Parameter {
            name: text(&parameter["name"]),
            location: text(&parameter["in"]),
            required: parameter["required"] == true,
            schema: &parameter["schema"],
            example: parameter.get("example"),
        }
    }

    fn scheme<'d>(&'d self, name: &str) -> Scheme<'d> {
        let scheme = &self.root["components"]["securitySchemes"][name];
        match (text(&scheme["type"]), text(&scheme["scheme"]), text(&scheme["in"])) {
            ("http", "bearer", _) => Scheme::Bearer,
            ("apiKey", _, "header") => Scheme::ApiKeyHeader(text(&scheme["name"])),
            ("oauth2", _, _) => Scheme::ClientCredentials,
            _ => Scheme::Other,
        }
    }

    /// Follows `$ref`, as often as it takes. One that leads nowhere is null: the generator has refused it.
    #[must_use]
    pub fn resolve<'d>(&'d self, value: &'d Value) -> &'d Value {
        let mut value = value;
        while let Some(Value::String(reference)) = value.get("$ref") {
            value = self.root.pointer(reference.trim_start_matches('#')).unwrap_or(&Value::Null);
        }
        value
    }
}

impl Response<'_> {
    /// 2xx, and 304, which a document lists as an answer rather than as a failure.
    #[must_use]
    pub fn is_success(self) -> bool {
        self.key.starts_with('2') || self.key == "304"
    }
}

fn media<'d>((name, media): (&'d str, &'d Value)) -> Media<'d> {
    Media { name, schema: &media["schema"], example: media.get("example") }
}

/// The entries of a mapping; none of anything else.
pub fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter).map(|(key, value)| (key.as_str(), value))
}

/// The items of a list; none of anything else.
pub fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The text; empty for anything else.
#[must_use]
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
