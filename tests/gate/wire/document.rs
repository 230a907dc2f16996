//! What a document says of its operations, read from `specs/` when the test runs.
//!
//! Deliberately not by the generator's own model: only its reader of YAML is used, the rest is looked up here, so that
//! a mistake in the model cannot agree with itself.

use std::path::Path;

use serde_json::{Map, Value};
use vetted_codegen::load;
use vetted_tests::server::StatusCode;

/// A document of `specs/`.
#[derive(Debug)]
pub(super) struct Document {
    root: Value,
}

/// An operation, with what its path adds to it.
#[derive(Debug)]
pub(super) struct Operation<'d> {
    pub(super) id: &'d str,
    /// In capitals.
    pub(super) method: String,
    /// The template.
    pub(super) path: &'d str,
    pub(super) parameters: Vec<Parameter<'d>>,
    pub(super) bodies: Vec<Media<'d>>,
    pub(super) responses: Vec<Response<'d>>,
    /// Alternatives of schemes that are needed together.
    pub(super) security: Vec<Vec<Scheme<'d>>>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Parameter<'d> {
    pub(super) name: &'d str,
    /// `path`, `query`, `header` or `cookie`.
    pub(super) location: &'d str,
    pub(super) required: bool,
    pub(super) schema: &'d Value,
    pub(super) example: Option<&'d Value>,
}

/// A body in one media type.
#[derive(Debug, Clone, Copy)]
pub(super) struct Media<'d> {
    pub(super) name: &'d str,
    pub(super) schema: &'d Value,
    pub(super) example: Option<&'d Value>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Response<'d> {
    /// `200`, `2XX`.
    pub(super) key: &'d str,
    pub(super) media: Option<Media<'d>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme<'d> {
    Bearer,
    ApiKeyHeader(&'d str),
    ClientCredentials,
}

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl Document {
    pub(super) fn read(api: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../specs/{api}.yaml"));
        match load::Document::read(&path, api) {
            Ok(document) => Self { root: document.value },
            Err(unreadable) => panic!("specs/{api}.yaml: {:?}", unreadable.findings),
        }
    }

    pub(super) fn operations(&self) -> Vec<Operation<'_>> {
        let mut found = Vec::new();
        for (path, item) in entries(&self.root["paths"]) {
            for (method, operation) in entries(item) {
                if METHODS.contains(&method) {
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
            other => panic!("the harness does not know the scheme {name}: {other:?}"),
        }
    }

    /// Follows `$ref`, as often as it takes.
    pub(super) fn resolve<'d>(&'d self, value: &'d Value) -> &'d Value {
        let mut value = value;
        while let Some(Value::String(reference)) = value.get("$ref") {
            let pointer = reference.trim_start_matches('#');
            let Some(target) = self.root.pointer(pointer) else {
                panic!("{reference} is not in the document")
            };
            value = target;
        }
        value
    }
}

impl Response<'_> {
    /// The statuses to try: the one that is documented, or two of a range.
    pub(super) fn statuses(self) -> Vec<StatusCode> {
        let codes = match self.key {
            "2XX" => vec![200, 207],
            "4XX" => vec![400, 418],
            "5XX" => vec![500, 503],
            key => vec![key.parse().unwrap_or(0)],
        };
        let status = |code| {
            StatusCode::from_u16(code)
                .unwrap_or_else(|_| panic!("the harness does not know the status {}", self.key))
        };
        codes.into_iter().map(status).collect()
    }

    /// 2xx, and 304, which a document lists as an answer rather than as a failure.
    pub(super) fn is_success(self) -> bool {
        self.key.starts_with('2') || self.key == "304"
    }
}

fn media<'d>((name, media): (&'d str, &'d Value)) -> Media<'d> {
    Media { name, schema: &media["schema"], example: media.get("example") }
}

/// The entries of a mapping; none of anything else.
pub(super) fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter).map(|(key, value)| (key.as_str(), value))
}

/// The items of a list; none of anything else.
pub(super) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The text; empty for anything else.
pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
