//! How well each operation of a document is known: its `x-evidence`, and the document's `x-named-only`.

use serde_json::Value;
use vetted_codegen::{load::Document, model::Method};

/// The levels of evidence, the strongest first.
pub(crate) const LEVELS: [&str; 3] = ["documented", "partial", "third-party"];

/// How well an API is known.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    pub(crate) api: String,
    pub(crate) title: String,
    /// In the document's order.
    pub(crate) operations: Vec<Operation>,
    /// What the API sends by itself, in the document's order.
    pub(crate) events: Vec<Event>,
    /// In the document's order.
    pub(crate) named_only: Vec<Named>,
    /// The schemas that the document has.
    pub(crate) schemas: Vec<String>,
    /// Those that the vendor names, and the document does not have, with what is known.
    pub(crate) named_schemas: Vec<(String, String)>,
    /// The groups that the vendor lists with nothing in them.
    pub(crate) empty_groups: Vec<String>,
    /// Where the document differs from its seed.
    pub(crate) deviations: Vec<Deviation>,
}

/// A difference between a document and its seed: which operations, what, and why.
#[derive(Debug, Clone)]
pub(crate) struct Deviation {
    pub(crate) operation: String,
    pub(crate) differs: String,
    pub(crate) reason: String,
}

/// An operation that can be called.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) id: String,
    /// `GET /path`.
    pub(crate) call: String,
    /// One of [`LEVELS`]; `None` where the document says nothing, or another word.
    pub(crate) level: Option<String>,
}

/// An event that is typed.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) name: String,
    /// As an operation's.
    pub(crate) level: Option<String>,
}

/// An operation that the vendor only names.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) group: String,
    pub(crate) known: String,
}

impl Evidence {
    /// Reads the evidence of a document. What is not where it should be counts as not stated.
    pub(crate) fn of(api: &str, document: &Document) -> Self {
        let root = &document.to_json();
        let mut operations = Vec::new();
        for (path, item) in root["paths"].as_object().into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                if Method::of_key(method).is_some() {
                    operations.push(Operation::of(method, path, operation));
                }
            }
        }
        let webhooks = ["webhooks", "x-webhooks"].map(|key| root[key].as_object());
        let webhooks = webhooks.into_iter().flatten().flatten();
        let events = webhooks.flat_map(|(name, item)| Event::of(name, item)).collect();
        let named = root["x-named-only"].as_array().into_iter().flatten();
        Self {
            api: api.to_owned(),
            title: text(&root["info"]["title"]),
            operations,
            events,
            named_only: named.map(Named::of).collect(),
            schemas: root["components"]["schemas"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, _)| name.clone())
                .collect(),
            named_schemas: list(&root["x-named-schemas"])
                .map(|named| (text(&named["name"]), text(&named["known"])))
                .collect(),
            empty_groups: list(&root["x-empty-groups"]["names"]).map(text).collect(),
            deviations: list(&root["x-deviations"])
                .map(|it| Deviation {
                    operation: text(&it["operation"]),
                    differs: text(&it["differs"]),
                    reason: text(&it["reason"]),
                })
                .collect(),
        }
    }

    /// How many operations have a level.
    pub(crate) fn count(&self, level: Option<&str>) -> usize {
        self.operations.iter().filter(|operation| operation.level.as_deref() == level).count()
    }
}

impl Operation {
    fn of(method: &str, path: &str, operation: &Value) -> Self {
        Self {
            id: text(&operation["operationId"]),
            call: format!("{} {path}", method.to_uppercase()),
            level: level(operation),
        }
    }
}

impl Event {
    fn of(name: &str, item: &Value) -> Vec<Self> {
        let methods = item.as_object().into_iter().flatten();
        let operations = methods.filter(|(method, _)| Method::of_key(method).is_some());
        operations
            .map(|(_, operation)| Self { name: name.to_owned(), level: level(operation) })
            .collect()
    }
}

fn level(operation: &Value) -> Option<String> {
    let level = operation["x-evidence"]["level"].as_str();
    level.filter(|level| LEVELS.contains(level)).map(str::to_owned)
}

impl Named {
    fn of(named: &Value) -> Self {
        let method = text(&named["method"]).to_uppercase();
        let known = text(&named["known"]);
        Self {
            name: text(&named["name"]),
            group: text(&named["group"]),
            known: if method.is_empty() {
                known
            } else {
                format!("`{method}` {known}").trim_end().to_owned()
            },
        }
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// A text in one line; empty for anything else.
fn text(value: &Value) -> String {
    let words: Vec<&str> = value.as_str().unwrap_or_default().split_whitespace().collect();
    words.join(" ")
}
