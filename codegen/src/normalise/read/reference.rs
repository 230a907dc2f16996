//! References: brought into one spelling, and those that point into the middle of something made to point at a
//! component.
//!
//! The model can only be referred to by component. So a schema that stands elsewhere (in a path's answer, in a
//! property) and is referred to moves among the components under a made name, and a reference stays behind: it is one
//! type. Other things are read twice.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::{
    diagnostic::{Code, CodeFamily, Pointer},
    load::{Id, Map, Node, Stray, Value},
    model::{Component, Components, Section},
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

/// The section of Swagger 2.0 that a component stands in.
fn older_section(section: Section) -> Option<&'static str> {
    match section {
        Section::Schemas => Some("definitions"),
        Section::Responses => Some("responses"),
        Section::Parameters => Some("parameters"),
        Section::SecuritySchemes => Some("securityDefinitions"),
        Section::Examples | Section::RequestBodies | Section::Headers => None,
    }
}

/// What is referred to and is no component, and the names it gets.
pub(super) struct Hoisted {
    /// What some reference names and is no component.
    targets: HashSet<Id>,
    names: HashMap<(Section, Pointer), String>,
    taken: BTreeSet<(Section, String)>,
    /// The number to try next behind a made name that is taken.
    next: BTreeMap<(Section, String), usize>,
    /// Components of the document that only refer into another file, to what has the same name there: they are read
    /// there.
    elsewhere: BTreeMap<(Section, String), Pointer>,
    waiting: Vec<(Section, Pointer, String)>,
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
        for &section in Section::ALL {
            let all = source.root.get("components").and_then(|c| c.get(section.key()));
            for (name, node) in all.and_then(Node::as_map).into_iter().flat_map(Map::entries) {
                hoisted.taken.insert((section, name.to_owned()));
                if let Some(target) = source.namesake(name, node) {
                    hoisted
                        .names
                        .entry((section, target.clone()))
                        .or_insert_with(|| name.to_owned());
                    hoisted.elsewhere.insert((section, name.to_owned()), target);
                }
            }
        }
        hoisted
    }

    /// Where a component of the document is read, if not where it stands.
    pub(super) fn elsewhere(&mut self, section: Section, name: &str) -> Option<Pointer> {
        let pointer = self.elsewhere.remove(&(section, name.to_owned()))?;
        self.origins.insert(format!("{}/{name}", section.key()), pointer.clone());
        Some(pointer)
    }

    /// Whether a schema moves among the components.
    pub(super) fn moves(&self, node: Node<'_>) -> Option<Pointer> {
        let moves = !self.targets.is_empty() && self.targets.contains(&node.id());
        moves.then(|| node.pointer())
    }

    /// The name of what stands at a pointer, as a component.
    fn name(&mut self, section: Section, pointer: Pointer) -> String {
        if let Some(name) = self.names.get(&(section, pointer.clone())) {
            return name.clone();
        }
        let words = names::made(&pointer);
        let mut name = words.clone();
        if self.taken.contains(&(section, name.clone())) {
            let next = self.next.entry((section, words.clone())).or_insert(2);
            while self.taken.contains(&(section, name.clone())) {
                name = format!("{words}{next}");
                *next += 1;
            }
        }
        self.taken.insert((section, name.clone()));
        self.names.insert((section, pointer.clone()), name.clone());
        self.origins.insert(format!("{}/{name}", section.key()), pointer.clone());
        self.waiting.push((section, pointer, name.clone()));
        name
    }
}

/// All that references name and that is no component. Walks without recursion, examples and all: a pointer too many
/// does no harm.
fn targets(source: Source<'_>) -> HashSet<Id> {
    let mut targets = HashSet::new();
    let holds_others = |node: &Node<'_>| matches!(node.value(), Value::List(_) | Value::Map(_));
    for root in source.roots() {
        let is_main = root.file().file_name().is_none();
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            match node.value() {
                Value::List(list) => open.extend(list.items().filter(holds_others)),
                Value::Map(map) => {
                    if let Some(text) = map.get("$ref").and_then(Node::as_str)
                        && !(is_main && names_component(text))
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
    }
    targets
}

/// Whether the text of a reference names a component of its file, to be seen without looking closer. Most do.
fn names_component(text: &str) -> bool {
    let named = text.strip_prefix("#/components/").and_then(|rest| rest.split_once('/'));
    named.is_some_and(|(section, name)| SECTIONS.contains(&section) && !name.contains(['/', '%']))
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
    pub(super) fn reference(
        &mut self,
        section: Section,
        text: &str,
        at: Node<'d>,
    ) -> Option<String> {
        let pointer = match self.source.settled(text, at) {
            Ok(pointer) => pointer,
            Err(Stray::NoPointer) => return Some(text.to_owned()),
            Err(Stray::Unread(unread)) => {
                self.unread(&unread, at, "what needs it is left out or becomes raw JSON");
                return None;
            }
        };
        let reads = section == Section::Schemas || self.reads_elsewhere(&pointer, at);
        reads.then(|| self.reference_to(section, pointer, text, at))
    }

    /// The same by what it leads to.
    fn reference_to(
        &mut self,
        section: Section,
        pointer: Pointer,
        text: &str,
        at: Node<'d>,
    ) -> String {
        if let Some((key, name)) = component_at(&pointer) {
            return if key == section.key() { section.reference(name) } else { text.to_owned() };
        }
        if let Some(name) = self.older(section, &pointer) {
            let meant = section.reference(&name);
            let message = format!("`{text}` is how Swagger 2.0 refers to a component");
            let help = format!("it is read as `{meant}`, which is there");
            self.report_with(&OLDER_REFERENCE, at, message, help);
            return meant;
        }
        if self.source.value_at(&pointer).is_none() || source::is_other(section, &pointer) {
            let is_own = pointer.file_name().is_none() && text.starts_with('#');
            return if is_own { text.to_owned() } else { pointer.reference() };
        }
        let name = self.hoisted.name(section, pointer);
        section.reference(&name)
    }

    /// The component that a reference of Swagger 2.0 means where the document has no such section, but a component of
    /// that name.
    fn older(&self, section: Section, pointer: &Pointer) -> Option<String> {
        let [key, name] = pointer.tokens()[..] else { return None };
        let is_meant = pointer.file_name().is_none() && older_section(section) == Some(key);
        if !is_meant || self.source.value_at(pointer).is_some() {
            return None;
        }
        let own = Pointer::root().join("components").join(section.key()).join(name);
        self.source.value_at(&own).map(|_| name.to_owned())
    }

    /// The reference that stays behind where a schema moves among the components.
    pub(super) fn moved(&mut self, node: Node<'d>) -> Option<String> {
        let pointer = self.hoisted.moves(node)?;
        let name = self.hoisted.name(Section::Schemas, pointer);
        Some(Section::Schemas.reference(&name))
    }

    /// The spelling of a reference to the schema at a pointer.
    pub(super) fn reference_to_schema(&mut self, pointer: Pointer, at: Node<'d>) -> String {
        let text = pointer.reference();
        let settled = self.source.settled_from(pointer);
        self.reference_to(Section::Schemas, settled, &text, at)
    }

    /// A schema's name as a discriminator's mapping gives it: a reference, or a component's bare name.
    pub(super) fn schema_name(&mut self, text: String, at: Node<'d>) -> String {
        let own = at.file().join("components").join(Section::Schemas.key()).join(text.as_str());
        if self.source.value_at(&own).is_some() {
            return self.reference_to_schema(own, at);
        }
        // What names nothing stays as it is: lowering has to say it.
        match self.source.settled(&text, at) {
            Ok(pointer) => self.reference_to(Section::Schemas, pointer, &text, at),
            Err(_) => text,
        }
    }

    /// Reads what is referred to and no component yet, until nothing is left.
    pub(super) fn hoist(&mut self, components: &mut Components) {
        while let Some((section, pointer, name)) = self.hoisted.waiting.pop() {
            let Some(node) = self.source.value_at(&pointer) else { continue };
            match section {
                Section::Schemas => {
                    let schema = self.schema_here(node);
                    components.schemas.insert(name, schema);
                }
                Section::Responses => self.hoisted(components, name, node, Self::response),
                Section::Parameters => self.hoisted(components, name, node, Self::parameter),
                Section::Examples => self.hoisted(components, name, node, Self::example),
                Section::RequestBodies => self.hoisted(components, name, node, Self::request_body),
                Section::Headers => self.hoisted(components, name, node, Self::header),
                Section::SecuritySchemes => {
                    self.hoisted(components, name, node, Self::security_scheme);
                }
            }
        }
        components.origins = std::mem::take(&mut self.hoisted.origins);
    }

    fn hoisted<T: Component>(
        &mut self,
        components: &mut Components,
        name: String,
        node: Node<'d>,
        read: impl FnOnce(&mut Self, Node<'d>) -> Option<T>,
    ) {
        if let Some(read) = self.reference_or(node, read) {
            T::among_mut(components).insert(name, read);
        }
    }
}
