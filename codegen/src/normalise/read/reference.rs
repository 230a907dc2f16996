//! References: brought into one spelling, and those that point into the middle of something made to point at a
//! component.
//!
//! The model can only be referred to by component. So a schema that stands elsewhere (in a path's answer, in a
//! property) and is referred to moves among the components under a made name, and a reference stays behind: it is one
//! type. Other things are read twice.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use indexmap::IndexMap;

use crate::{
    diagnostic::{Code, CodeFamily, Pointer, escaped},
    load::{Id, Map, Node, Stray, Value},
    model::{Components, ReferenceOr},
};

use super::{Reader, Source, names, source};

pub(crate) static DANGLING_REFERENCE: Code = Code::error(
    "dangling-reference",
    "a reference leads nowhere; an error, unless it is lowered",
    "What the `$ref` names is not in the document. Nothing can be said of a value without a schema, \
     so no crate is made. With the level `warn`, what needs it is left out or becomes raw JSON.",
)
.of_family(CodeFamily::GivenUp);

pub(crate) static OLDER_REFERENCE: Code = Code::warning(
    "older-reference",
    "a reference as Swagger 2.0 writes it, to what is a component here",
    "`#/definitions/…` and the like are places of Swagger 2.0. A component of that name is there, and \
     is meant.",
);

/// What a reference should point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    const ALL: [Self; 7] = [
        Self::Schema,
        Self::Response,
        Self::Parameter,
        Self::Example,
        Self::RequestBody,
        Self::Header,
        Self::SecurityScheme,
    ];

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

impl Kind {
    /// The section of Swagger 2.0 that it stands in.
    fn older_section(self) -> Option<&'static str> {
        match self {
            Self::Schema => Some("definitions"),
            Self::Response => Some("responses"),
            Self::Parameter => Some("parameters"),
            Self::SecurityScheme => Some("securityDefinitions"),
            Self::Example | Self::RequestBody | Self::Header => None,
        }
    }
}

/// What is referred to and is no component, and the names it gets.
pub(super) struct Hoisted {
    /// What some reference names and is no component.
    targets: HashSet<Id>,
    names: HashMap<(Kind, Pointer), String>,
    taken: BTreeSet<(Kind, String)>,
    /// The number to try next behind a made name that is taken.
    next: BTreeMap<(Kind, String), usize>,
    /// Components of the document that only refer into another file, to what has the same name there: they are read
    /// there.
    elsewhere: BTreeMap<(Kind, String), Pointer>,
    waiting: Vec<(Kind, Pointer, String)>,
    origins: BTreeMap<String, Pointer>,
}

impl Hoisted {
    pub(super) fn new(source: Source<'_>) -> Self {
        let mut hoisted = Self {
            targets: targets(source),
            names: HashMap::new(),
            taken: BTreeSet::new(),
            next: BTreeMap::new(),
            elsewhere: BTreeMap::new(),
            waiting: Vec::new(),
            origins: BTreeMap::new(),
        };
        for kind in Kind::ALL {
            let section = source.root.get("components").and_then(|c| c.get(kind.section()));
            for (name, node) in section.and_then(Node::as_map).into_iter().flat_map(Map::entries) {
                hoisted.taken.insert((kind, name.to_owned()));
                if let Some(target) = source.namesake(name, node) {
                    hoisted.names.entry((kind, target.clone())).or_insert_with(|| name.to_owned());
                    hoisted.elsewhere.insert((kind, name.to_owned()), target);
                }
            }
        }
        hoisted
    }

    /// Where a component of the document is read, if not where it stands.
    pub(super) fn elsewhere(&mut self, kind: Kind, name: &str) -> Option<Pointer> {
        let pointer = self.elsewhere.remove(&(kind, name.to_owned()))?;
        self.origins.insert(format!("{}/{name}", kind.section()), pointer.clone());
        Some(pointer)
    }

    /// Whether a schema moves among the components.
    pub(super) fn moves(&self, node: Node<'_>) -> Option<Pointer> {
        let moves = !self.targets.is_empty() && self.targets.contains(&node.id());
        moves.then(|| node.pointer())
    }

    /// The name of what stands at a pointer, as a component.
    fn name(&mut self, kind: Kind, pointer: Pointer) -> String {
        if let Some(name) = self.names.get(&(kind, pointer.clone())) {
            return name.clone();
        }
        let words = names::made(&pointer);
        let mut name = words.clone();
        if self.taken.contains(&(kind, name.clone())) {
            let next = self.next.entry((kind, words.clone())).or_insert(2);
            while self.taken.contains(&(kind, name.clone())) {
                name = format!("{words}{next}");
                *next += 1;
            }
        }
        self.taken.insert((kind, name.clone()));
        self.names.insert((kind, pointer.clone()), name.clone());
        self.origins.insert(format!("{}/{name}", kind.section()), pointer.clone());
        self.waiting.push((kind, pointer, name.clone()));
        name
    }
}

/// All that references name and that is no component. Walks without recursion, examples and all: a pointer too many
/// does no harm.
fn targets(source: Source<'_>) -> HashSet<Id> {
    let mut targets = HashSet::new();
    let holds_others = |node: &Node<'_>| matches!(node.value(), Value::List(_) | Value::Map(_));
    let mut open: Vec<Node<'_>> = source.roots().collect();
    while let Some(node) = open.pop() {
        match node.value() {
            Value::List(list) => open.extend(list.items().filter(holds_others)),
            Value::Map(map) => {
                if let Some(text) = map.get("$ref").and_then(Node::as_str)
                    && let Ok(pointer) = source.settled(text, node)
                    && component_at(&pointer).is_none()
                    && let Some(target) = source.value_at(&pointer)
                {
                    targets.insert(target.id());
                }
                open.extend(map.values().filter(holds_others));
            }
            _ => {}
        }
    }
    targets
}

/// The section and the name of the component of the main file that a pointer leads to.
pub(super) fn component_at(pointer: &Pointer) -> Option<(&str, &str)> {
    match pointer.tokens()[..] {
        ["components", section, name]
            if SECTIONS.contains(&section) && pointer.file_name().is_none() =>
        {
            Some((section, name))
        }
        _ => None,
    }
}

impl<'d> Reader<'d> {
    /// The spelling of a reference that the model uses: `#/components/schemas/Name` where there is such a thing or one
    /// can be made; otherwise one for the resolve stage to complain about, if that has not been done here.
    /// `None` where it leads into what is not read, which has been said.
    pub(super) fn reference(&mut self, kind: Kind, text: &str, at: Node<'d>) -> Option<String> {
        let pointer = match self.source.settled(text, at) {
            Ok(pointer) => pointer,
            Err(Stray::NoPointer) => return Some(text.to_owned()),
            Err(Stray::Unread(unread)) => {
                self.unread(&unread, at, "what needs it is left out or becomes raw JSON");
                return None;
            }
        };
        let reads = kind == Kind::Schema || self.reads_elsewhere(&pointer, at);
        reads.then(|| self.reference_to(kind, pointer, text, at))
    }

    /// The same by what it leads to.
    fn reference_to(&mut self, kind: Kind, pointer: Pointer, text: &str, at: Node<'d>) -> String {
        if let Some((section, name)) = component_at(&pointer) {
            return if section == kind.section() { component(kind, name) } else { text.to_owned() };
        }
        if let Some(name) = self.older(kind, &pointer) {
            let meant = component(kind, &name);
            let message = format!("`{text}` is how Swagger 2.0 refers to a component");
            let help = format!("it is read as `{meant}`, which is there");
            self.report_with(&OLDER_REFERENCE, at, message, help);
            return meant;
        }
        if self.source.value_at(&pointer).is_none() || source::is_other(kind, &pointer) {
            let is_own = pointer.file_name().is_none() && text.starts_with('#');
            return if is_own { text.to_owned() } else { source::spelled(&pointer) };
        }
        let name = self.hoisted.name(kind, pointer);
        component(kind, &name)
    }

    /// The component that a reference of Swagger 2.0 means where the document has no such section, but a component of
    /// that name.
    fn older(&self, kind: Kind, pointer: &Pointer) -> Option<String> {
        let [section, name] = pointer.tokens()[..] else { return None };
        let is_meant = pointer.file_name().is_none() && kind.older_section() == Some(section);
        if !is_meant || self.source.value_at(pointer).is_some() {
            return None;
        }
        let own = Pointer::root().join("components").join(kind.section()).join(name);
        self.source.value_at(&own).map(|_| name.to_owned())
    }

    /// The reference that stays behind where a schema moves among the components.
    pub(super) fn moved(&mut self, node: Node<'d>) -> Option<String> {
        let pointer = self.hoisted.moves(node)?;
        let name = self.hoisted.name(Kind::Schema, pointer);
        Some(component(Kind::Schema, &name))
    }

    /// The spelling of a reference to the schema at a pointer.
    pub(super) fn reference_to_schema(&mut self, pointer: Pointer, at: Node<'d>) -> String {
        let text = source::spelled(&pointer);
        let settled = self.source.settled_from(pointer);
        self.reference_to(Kind::Schema, settled, &text, at)
    }

    /// A schema's name as a discriminator's mapping gives it: a reference, or a component's bare name.
    pub(super) fn schema_name(&mut self, text: String, at: Node<'d>) -> String {
        let own = at.file().join("components").join(Kind::Schema.section()).join(text.as_str());
        if self.source.value_at(&own).is_some() {
            return self.reference_to_schema(own, at);
        }
        // What names nothing stays as it is: lowering has to say it.
        match self.source.settled(&text, at) {
            Ok(pointer) => self.reference_to(Kind::Schema, pointer, &text, at),
            Err(_) => text,
        }
    }

    /// Reads what is referred to and no component yet, until nothing is left.
    pub(super) fn hoist(&mut self, components: &mut Components) {
        while let Some((kind, pointer, name)) = self.hoisted.waiting.pop() {
            let Some(node) = self.source.value_at(&pointer) else { continue };
            match kind {
                Kind::Schema => {
                    let schema = self.schema_here(node);
                    components.schemas.insert(name, schema);
                }
                Kind::Response => {
                    let read = self.reference_or(kind, node, Self::response);
                    insert(&mut components.responses, name, read);
                }
                Kind::Parameter => {
                    let read = self.reference_or(kind, node, Self::parameter);
                    insert(&mut components.parameters, name, read);
                }
                Kind::Example => {
                    let read = self.reference_or(kind, node, Self::example);
                    insert(&mut components.examples, name, read);
                }
                Kind::RequestBody => {
                    let read = self.reference_or(kind, node, Self::request_body);
                    insert(&mut components.request_bodies, name, read);
                }
                Kind::Header => {
                    let read = self.reference_or(kind, node, Self::header);
                    insert(&mut components.headers, name, read);
                }
                Kind::SecurityScheme => {
                    let read = self.reference_or(kind, node, Self::security_scheme);
                    insert(&mut components.security_schemes, name, read);
                }
            }
        }
        components.origins = std::mem::take(&mut self.hoisted.origins);
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
    format!("#/components/{}/{}", kind.section(), escaped(name))
}
