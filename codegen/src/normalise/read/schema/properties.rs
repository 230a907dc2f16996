//! The properties of an object, which of them must be there, and what is said of others.

use indexmap::{IndexMap, IndexSet};

use crate::{
    diagnostic::Code,
    load::Map,
    model::{AdditionalProperties, Patterns, Properties, Schema, uniform},
};

use super::{Node, Place, Reader, ReferenceOr, Value, array, object};

pub(crate) static CONDITIONAL_PROPERTIES: Code = Code::note(
    "conditional-properties",
    "properties that an object has under a condition alone",
    "`if`, `then`, `else`, `dependentSchemas` and the like name properties that the object has under \
     a condition. They are optional fields of the object; the condition is not checked.",
);

pub(crate) static MISPLACED_REQUIRED: Code = Code::warning(
    "misplaced-required",
    "`required` in a form that belongs elsewhere",
    "`required: true` on a property is how JSON Schema's draft 3 had it. It is read as if the name \
     stood in the `required` of the object around it. Write it there.",
);

pub(crate) static PATTERN_PROPERTIES: Code = Code::warning(
    "pattern-properties",
    "keys whose patterns have different types",
    "`patternProperties` gives the types of keys by patterns. With several types the client reads the \
     value of each key as one of them, without a look at the key.",
);

impl<'d> Reader<'d> {
    /// The properties, and those that say of themselves that they are required: `required: true` on a property belongs
    /// into the list of what is around it.
    pub(super) fn properties(&mut self, node: Node<'d>) -> (Properties, Vec<String>) {
        let Some(map) = node.as_map() else {
            self.wrong_type(node, "an object");
            return (Properties::new(), Vec::new());
        };
        let mut properties = Properties::with_capacity(map.len());
        let mut flagged = Vec::new();
        for (name, node) in map.entries() {
            let property = match required_flag(node) {
                None => self.schema(node),
                Some((property, at, flag)) => {
                    if flag {
                        flagged.push(name.to_owned());
                    }
                    let message = "`required` of a property is not said in the property";
                    let help =
                        "list it in `required` of the object around it; it is read as if it were";
                    self.report_with(&MISPLACED_REQUIRED, at, message, help);
                    match self.moved(node) {
                        Some(reference) => ReferenceOr::Reference { reference },
                        None => self.schema_of(property, Place::FlaggedProperty),
                    }
                }
            };
            properties.insert(name.to_owned(), boxed(property));
        }
        (properties, flagged)
    }

    pub(super) fn required(&mut self, node: Node<'d>) -> Vec<String> {
        match node.value() {
            Value::List(list) => {
                let mut names: IndexSet<String> = IndexSet::with_capacity(list.len());
                names.extend(list.items().filter_map(|item| self.as_text(item)));
                names.into_iter().collect()
            }
            Value::Bool(_) => {
                self.note(&MISPLACED_REQUIRED, node, "`required` is a list of names here");
                Vec::new()
            }
            _ => {
                self.wrong_type(node, "a list");
                Vec::new()
            }
        }
    }

    /// What is left over when all is counted that members of `allOf` name too. A client takes more than it knows in any
    /// case, so only a schema says something.
    pub(super) fn unevaluated(&mut self, schema: &mut Schema, map: Map<'d>) {
        let said = |key: &str| map.get(key).filter(|node| node.as_map().is_some());
        if let Some(node) =
            said("unevaluatedProperties").filter(|_| !map.contains_key("additionalProperties"))
        {
            let read = AdditionalProperties::Schema(Box::new(self.schema(node)));
            object(schema).additional = Some(read);
        }
        if let Some(node) = said("unevaluatedItems").filter(|_| !map.contains_key("items")) {
            array(schema).items = Some(Box::new(self.schema(node)));
        }
    }

    /// `patternProperties`
    pub(super) fn patterns(&mut self, schema: &mut Schema, node: Node<'d>) {
        let Some(map) = node.as_map() else {
            self.wrong_type(node, "an object");
            return;
        };
        let patterns: Patterns =
            map.entries().map(|(pattern, node)| (pattern.to_owned(), self.schema(node))).collect();
        if !patterns.is_empty() {
            object(schema).patterns = Some(Box::new(patterns));
        }
    }

    /// Says that keys have types by their patterns, where the client reads each as one of them.
    pub(super) fn pattern_types(&mut self, schema: &Schema, map: Map<'d>) {
        let Some((patterns, rest)) = schema.patterns() else { return };
        let object = schema.object.as_deref();
        let any = object.is_some_and(|it| it.additional == Some(AdditionalProperties::Any(true)));
        if !any && uniform(patterns.values().chain(rest)).is_some() {
            return;
        }
        let message = "which key holds which type is not told apart";
        let help = if any {
            "the value of every key is raw JSON"
        } else {
            "the value of every key is read as one of them"
        };
        let at = map.get("patternProperties").unwrap_or(map.node());
        self.report_with(&PATTERN_PROPERTIES, at, message, help);
    }

    /// Properties that an object has under a condition are optional ones. A schema that lists no properties itself, or
    /// takes some from others, may say no more of them than what a condition asks: nothing is read there.
    pub(super) fn conditional_properties(&mut self, schema: &mut Schema, map: Map<'d>) {
        let Some(listed) = map.get("properties").and_then(Node::as_map) else { return };
        if map.contains_key("allOf") {
            return;
        }
        let conditions = ["then", "else"].into_iter().filter_map(|key| Some((key, map.get(key)?)));
        let dependent = map.get("dependentSchemas").and_then(Node::as_map);
        let dependent = dependent.into_iter().flat_map(Map::values);
        let conditions = conditions.chain(dependent.map(|node| ("dependentSchemas", node)));
        let mut found: IndexMap<&'d str, Vec<Node<'d>>> = IndexMap::new();
        let mut first = None;
        for (key, condition) in conditions {
            let properties = condition.get("properties").and_then(Node::as_map);
            for (name, property) in properties.into_iter().flat_map(Map::entries) {
                let has_type =
                    ["type", "$ref", "enum", "const"].iter().any(|key| property.get(key).is_some());
                if has_type && !listed.contains_key(name) {
                    first.get_or_insert(key);
                    found.entry(name).or_default().push(property);
                }
            }
        }
        let Some(key) = first else { return };
        let message = "properties that an object has under a condition alone are read as optional";
        self.report(&CONDITIONAL_PROPERTIES, map.get(key).unwrap_or(map.node()), message);
        let mut properties = Properties::with_capacity(found.len());
        for (name, nodes) in found {
            let mut said: Vec<_> = nodes.into_iter().map(|node| self.schema(node)).collect();
            let property = match uniform(said.iter()) {
                Some(_) => said.swap_remove(0),
                // One under this condition, another under that.
                None => ReferenceOr::Item(Schema { any_of: said, ..self.new_schema() }),
            };
            properties.insert(name.to_owned(), boxed(property));
        }
        object(schema).conditional = Some(Box::new(properties));
    }
}

/// What properties say of themselves is said of the object.
pub(super) fn require(schema: &mut Schema, flagged: Vec<String>, map: Map<'_>) {
    let is_no_list = map.get("required").is_some_and(|node| node.as_list().is_none());
    if flagged.is_empty() || is_no_list {
        return;
    }
    let required = &mut object(schema).required;
    let all: IndexSet<String> = required.drain(..).chain(flagged).collect();
    required.extend(all);
}

/// The flag of a property that says of itself whether it is required, and where it stands.
fn required_flag(property: Node<'_>) -> Option<(Map<'_>, Node<'_>, bool)> {
    let map = property.as_map()?;
    let at = map.get("required")?;
    let flag = match at.as_bool() {
        Some(flag) => flag,
        None => at.as_str()? == "true",
    };
    Some((map, at, flag))
}

fn boxed(schema: ReferenceOr<Schema>) -> ReferenceOr<Box<Schema>> {
    match schema {
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    }
}
