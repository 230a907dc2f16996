//! References: brought into one spelling, and those that point into the middle of something made to point at a component.
//!
//! The model can only be referred to by component. So a schema that stands elsewhere (in a path's answer, in a property)
//! and is referred to moves among the components under a made name, and a reference stays behind: it is one type. Other
//! things are read twice.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{Components, ReferenceOr};
use serde_json::{Map, Value};

use super::{Reader, Source, Trail};
use crate::diagnostic::Pointer;

/// What a reference should point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Schema,
    Response,
    Parameter,
    Example,
    RequestBody,
    Header,
    SecurityScheme,
}

/// The sections of `components`, those of other versions included.
pub(super) const SECTIONS: [&str; 11] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
];

impl Kind {
    /// The section of `components` that it stands in.
    pub(super) fn section(self) -> &'static str {
        match self {
            Self::Schema => "schemas",
            Self::Response => "responses",
            Self::Parameter => "parameters",
            Self::Example => "examples",
            Self::RequestBody => "requestBodies",
            Self::Header => "headers",
            Self::SecurityScheme => "securitySchemes",
        }
    }
}

/// What is referred to and is no component, and the names it gets.
pub(super) struct Hoisted {
    /// Pointers that some reference names and that are no components.
    targets: BTreeSet<String>,
    names: BTreeMap<(Kind, String), String>,
    taken: BTreeSet<(Kind, String)>,
    waiting: Vec<(Kind, Pointer, String)>,
    origins: Map<String, Value>,
}

impl Hoisted {
    pub(super) fn new(source: Source<'_>) -> Self {
        let root = source.root;
        let kinds = [
            Kind::Schema,
            Kind::Response,
            Kind::Parameter,
            Kind::Example,
            Kind::RequestBody,
            Kind::Header,
            Kind::SecurityScheme,
        ];
        let names = |kind: Kind| {
            let section = root.get("components").and_then(|c| c.get(kind.section()));
            let names = section.and_then(Value::as_object).into_iter().flat_map(Map::keys);
            names.map(move |name| (kind, name.clone()))
        };
        let taken = kinds.into_iter().flat_map(names).collect();
        Self {
            targets: targets(source),
            names: BTreeMap::new(),
            taken,
            waiting: Vec::new(),
            origins: Map::new(),
        }
    }

    /// Whether a schema moves among the components.
    pub(super) fn moves(&self, at: &Trail<'_>) -> Option<Pointer> {
        if self.targets.is_empty() || at.is_start() {
            return None;
        }
        Some(at.pointer()).filter(|pointer| self.targets.contains(&pointer.to_string()))
    }

    /// The name of what stands at a pointer, as a component.
    fn name(&mut self, kind: Kind, pointer: Pointer) -> String {
        let origin = pointer.to_string();
        if let Some(name) = self.names.get(&(kind, origin.clone())) {
            return name.clone();
        }
        let words = words(&pointer);
        let mut name = words.clone();
        let mut count = 1;
        while !self.taken.insert((kind, name.clone())) {
            count += 1;
            name = format!("{words}{count}");
        }
        self.names.insert((kind, origin.clone()), name.clone());
        self.origins.insert(format!("{}/{name}", kind.section()), origin.into());
        self.waiting.push((kind, pointer, name.clone()));
        name
    }
}

/// All that references name and that is no component. Walks without recursion, examples and all: a pointer too many does
/// no harm.
fn targets(source: Source<'_>) -> BTreeSet<String> {
    let mut targets = BTreeSet::new();
    let mut open = vec![source.root];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(list) => {
                open.extend(list.iter().filter(|v| v.is_array() || v.is_object()));
            }
            Value::Object(map) => {
                if let Some(Value::String(text)) = map.get("$ref")
                    && let Some(pointer) = source.local(text)
                    && !is_component(&pointer)
                {
                    targets.insert(pointer.to_string());
                }
                open.extend(map.values().filter(|v| v.is_array() || v.is_object()));
            }
            _ => {}
        }
    }
    targets
}

fn is_component(pointer: &Pointer) -> bool {
    matches!(pointer.tokens()[..], ["components", section, _] if SECTIONS.contains(&section))
}

/// A name for what stands at a pointer: its tokens without those that only say what `OpenAPI` calls things.
fn words(pointer: &Pointer) -> String {
    const STRUCTURE: [&str; 10] = [
        "components",
        "schemas",
        "paths",
        "properties",
        "content",
        "schema",
        "application/json",
        "items",
        "$defs",
        "definitions",
    ];
    let tokens = pointer.tokens();
    let words: Vec<String> = tokens
        .iter()
        .filter(|token| !STRUCTURE.contains(token))
        .map(|token| {
            let mut word = String::new();
            for c in token.chars() {
                match c {
                    c if c.is_alphanumeric() => word.push(c),
                    _ if word.ends_with('_') || word.is_empty() => {}
                    _ => word.push('_'),
                }
            }
            word.trim_end_matches('_').to_owned()
        })
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() { "Root".to_owned() } else { words.join("_") }
}

impl<'d> Source<'d> {
    /// The pointer of a reference into the same document.
    pub(super) fn local(&self, text: &str) -> Option<Pointer> {
        local(text).map(|pointer| self.places.converted(&pointer))
    }

    /// The value at a pointer.
    pub(super) fn value_at(&self, pointer: &Pointer) -> Option<&'d Value> {
        value_at(self.root, pointer)
    }
}

impl Reader<'_> {
    /// The spelling of a reference that the model uses: `#/components/schemas/Name` where there is such a thing or one can
    /// be made; otherwise as it is written, for the resolve stage to complain about.
    pub(super) fn reference(&mut self, kind: Kind, text: String) -> String {
        let Some(pointer) = self.source.local(&text) else { return text };
        if self.source.value_at(&pointer).is_none() {
            return text;
        }
        let tokens = pointer.tokens();
        if let ["components", section, name] = tokens[..]
            && SECTIONS.contains(&section)
        {
            return if section == kind.section() { component(kind, name) } else { text };
        }
        let name = self.hoisted.name(kind, pointer);
        component(kind, &name)
    }

    /// The reference that stays behind where a schema moves among the components.
    pub(super) fn moved(&mut self, at: &Trail<'_>) -> Option<String> {
        let pointer = self.hoisted.moves(at)?;
        let name = self.hoisted.name(Kind::Schema, pointer);
        Some(component(Kind::Schema, &name))
    }

    /// A schema's name as a discriminator's mapping gives it: a reference, or a component's bare name.
    pub(super) fn schema_name(&mut self, text: String) -> String {
        let is_component = self.hoisted.taken.contains(&(Kind::Schema, text.clone()));
        if is_component {
            component(Kind::Schema, &text)
        } else {
            self.reference(Kind::Schema, text)
        }
    }

    /// Reads what is referred to and no component yet, until nothing is left.
    pub(super) fn hoist(&mut self, components: &mut Components) {
        while let Some((kind, pointer, name)) = self.hoisted.waiting.pop() {
            let Some(value) = self.source.value_at(&pointer).cloned() else { continue };
            let at = &Trail::from(&pointer);
            match kind {
                Kind::Schema => {
                    let schema = self.schema(value, at);
                    components.schemas.insert(name, schema);
                }
                Kind::Response => {
                    let read = self.reference_or(kind, value, at, Self::response);
                    insert(&mut components.responses, name, read);
                }
                Kind::Parameter => {
                    let read = self.reference_or(kind, value, at, Self::parameter);
                    insert(&mut components.parameters, name, read);
                }
                Kind::Example => {
                    let read = self.reference_or(kind, value, at, Self::example);
                    insert(&mut components.examples, name, read);
                }
                Kind::RequestBody => {
                    let read = self.reference_or(kind, value, at, Self::request_body);
                    insert(&mut components.request_bodies, name, read);
                }
                Kind::Header => {
                    let read = self.reference_or(kind, value, at, Self::header);
                    insert(&mut components.headers, name, read);
                }
                Kind::SecurityScheme => {
                    let read = self.reference_or(kind, value, at, Self::security_scheme);
                    insert(&mut components.security_schemes, name, read);
                }
            }
        }
        let origins = std::mem::take(&mut self.hoisted.origins);
        if !origins.is_empty() {
            components.extensions.insert(super::super::ORIGINS.into(), Value::Object(origins));
        }
    }
}

fn insert<T>(
    section: &mut IndexMap<String, ReferenceOr<T>>,
    name: String,
    read: Option<ReferenceOr<T>>,
) {
    if let Some(read) = read {
        section.insert(name, read);
    }
}

/// `#/components/schemas/Name`, escaped as a JSON pointer is.
fn component(kind: Kind, name: &str) -> String {
    let name = name.replace('~', "~0").replace('/', "~1");
    format!("#/components/{}/{name}", kind.section())
}

/// The pointer of a reference into the same document, as it is written.
pub(in crate::normalise) fn local(text: &str) -> Option<Pointer> {
    let fragment = text.trim().strip_prefix('#')?;
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return None;
    }
    Some(Pointer::parse(&percent_decoded(fragment)))
}

/// A fragment is part of a URL: `%7B` is a brace.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        if let Some(byte) = after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(b'%');
            rest = after;
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The value at a pointer.
pub(in crate::normalise) fn value_at<'v>(root: &'v Value, pointer: &Pointer) -> Option<&'v Value> {
    pointer.tokens().into_iter().try_fold(root, |value, token| match value {
        Value::Object(map) => map.get(token),
        Value::Array(list) => list.get(token.parse::<usize>().ok()?),
        _ => None,
    })
}
