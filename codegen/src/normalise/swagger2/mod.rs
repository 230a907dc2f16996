//! Swagger 2.0 → the same document as `OpenAPI` 3.0 would write it, and where everything was written. Only what stands
//! elsewhere or is said differently in 3.0 is touched: schemas move as they are, and the reader knows how Swagger
//! writes them.

pub(super) mod bodies;
pub(super) mod collection;
pub(super) mod forms;
pub(super) mod media;
mod operations;
mod parameters;
mod references;
mod responses;
mod security;
mod servers;

use serde_json::{Map, Value};

use crate::{
    diagnostic::{Code, Finding, Pointer},
    load::Document,
};

use super::{places::Places, read::NEWER_KEYWORD};

/// What a document of Swagger 2.0 becomes.
pub(super) struct Converted {
    /// The document as 3.0 would write it.
    pub(super) value: Value,
    /// Where its parts were written.
    pub(super) places: Places,
    /// What could not be said in 3.0; at places of the file.
    pub(super) findings: Vec<Finding>,
}

/// Converts a document.
pub(super) fn convert(document: &Document) -> Converted {
    let values: Vec<(Pointer, Value)> =
        document.roots().map(|root| (root.file(), root.to_json())).collect();
    let none = Map::new();
    let root = values.first().and_then(|(_, root)| root.as_object()).unwrap_or(&none);
    let mut converter = Converter {
        document,
        values: &values,
        root,
        places: Places::default(),
        findings: Vec::new(),
        consumes: media::list(root.get("consumes")),
        produces: media::list(root.get("produces")),
    };
    let value = Value::Object(converter.document());
    Converted { value, places: converter.places, findings: converter.findings }
}

/// What all parts of the conversion need.
struct Converter<'d> {
    document: &'d Document,
    /// The values of all files, by the pointer to each.
    values: &'d [(Pointer, Value)],
    root: &'d Map<String, Value>,
    places: Places,
    findings: Vec<Finding>,
    /// The media types of bodies, where an operation says nothing else.
    consumes: Option<Vec<String>>,
    /// The media types of answers, where an operation says nothing else.
    produces: Option<Vec<String>>,
}

/// A value on its way: where it will stand, and where it is written.
#[derive(Clone)]
struct At {
    to: Pointer,
    from: Pointer,
    /// Whether it stands elsewhere too, and references lead there.
    is_copy: bool,
}

impl At {
    fn root() -> Self {
        Self::of(Pointer::root(), Pointer::root())
    }

    fn of(to: Pointer, from: Pointer) -> Self {
        Self { to, from, is_copy: false }
    }

    /// The value under a key that stays the same.
    fn key(&self, key: &str) -> Self {
        self.renamed(key, key)
    }

    /// The value under a key that changes.
    fn renamed(&self, from: &str, to: &str) -> Self {
        Self { to: self.to.join(to), from: self.from.join(from), ..*self }
    }

    /// The same value where it will stand.
    fn under(&self, to: &str) -> Self {
        Self { to: self.to.join(to), from: self.from.clone(), ..*self }
    }
}

impl<'d> Converter<'d> {
    fn document(&mut self) -> Map<String, Value> {
        let root = self.root;
        let at = &At::root();
        let mut document = Map::new();
        document.insert("openapi".into(), "3.0.3".into());
        let mut components = self.newer_components(at);
        for (key, value) in root {
            match key.as_str() {
                "swagger" | "host" | "basePath" | "schemes" | "consumes" | "produces"
                | "components" => {}
                "paths" => {
                    let paths = self.each(value, &at.key("paths"), Self::path_item);
                    document.insert("paths".into(), paths);
                }
                "definitions" => {
                    let at = Self::section(at, "definitions", "schemas");
                    self.moved(&at);
                    extend(&mut components, "schemas", value.clone());
                }
                "parameters" => self.shared_parameters(value, &mut components),
                "responses" => {
                    let at = Self::section(at, "responses", "responses");
                    let responses = self.each(value, &at, Self::shared_response);
                    extend(&mut components, "responses", responses);
                }
                "securityDefinitions" => {
                    let at = Self::section(at, "securityDefinitions", "securitySchemes");
                    let schemes = self.each(value, &at, Self::security_scheme);
                    extend(&mut components, "securitySchemes", schemes);
                }
                _ => {
                    document.insert(key.clone(), value.clone());
                }
            }
        }
        if let Some(servers) = self.servers() {
            document.insert("servers".into(), servers);
        }
        document.insert("components".into(), Value::Object(components));
        document
    }

    /// Components in a document that calls itself 2.0: somebody brought half of it to 3.0.
    fn newer_components(&mut self, at: &At) -> Map<String, Value> {
        let Some(Value::Object(components)) = self.root.get("components") else {
            return Map::new();
        };
        self.report(&NEWER_KEYWORD, &at.key("components"), "`components` came with OpenAPI 3.0");
        components.clone()
    }

    fn section(at: &At, from: &str, to: &str) -> At {
        let components = at.under("components");
        components.renamed(from, to)
    }

    /// Every entry of an object. What is no object stays, for the reader to complain about.
    fn each(
        &mut self,
        value: &'d Value,
        at: &At,
        convert: impl Fn(&mut Self, &'d Value, &At) -> Value,
    ) -> Value {
        self.moved(at);
        let Value::Object(map) = value else { return value.clone() };
        let entries = map.iter().map(|(key, value)| {
            // `paths` and `responses` may carry extensions.
            let at = at.key(key);
            let value =
                if key.starts_with("x-") { value.clone() } else { convert(self, value, &at) };
            (key.clone(), value)
        });
        Value::Object(entries.collect())
    }

    /// Remembers what a value was made from. References still lead to that, not to what was made.
    fn made(&mut self, at: &At) {
        self.places.copied(&at.to, &at.from);
    }

    /// Remembers where a value was written, where it does not stand there any more.
    fn moved(&mut self, at: &At) {
        if at.is_copy {
            self.places.copied(&at.to, &at.from);
        } else if at.to != at.from {
            self.places.moved(&at.to, &at.from);
        }
    }

    fn report(&mut self, code: &'static Code, at: &At, message: impl Into<String>) {
        self.findings.push(Finding::new(code, &at.from, message));
    }

    fn report_with(
        &mut self,
        code: &'static Code,
        at: &At,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.findings.push(Finding::new(code, &at.from, message).help(help));
    }
}

/// Adds to a section that may hold something already; what was there stays.
fn extend(components: &mut Map<String, Value>, section: &str, value: Value) {
    match (components.get_mut(section), value) {
        (Some(Value::Object(there)), Value::Object(more)) => {
            for (key, value) in more {
                there.entry(key).or_insert(value);
            }
        }
        (_, value) => {
            components.insert(section.to_owned(), value);
        }
    }
}

/// Takes fields over as they are.
fn copied(from: &Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    let fields = from.iter().filter(|(key, _)| keys.contains(&key.as_str()));
    fields.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// The extensions of an object.
fn extensions(from: &Map<String, Value>) -> impl Iterator<Item = (String, Value)> {
    let fields = from.iter().filter(|(key, _)| key.starts_with("x-"));
    fields.map(|(key, value)| (key.clone(), value.clone()))
}
