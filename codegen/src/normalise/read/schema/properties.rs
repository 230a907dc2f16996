//! The properties of an object, and which of them must be there.

use indexmap::IndexSet;

use crate::diagnostic::Code;

use super::{Keywords, Node, Properties, Reader, ReferenceOr, Said, Value, boxed};

pub(crate) static MISPLACED_REQUIRED: Code = Code::warning(
    "misplaced-required",
    "`required` in a form that belongs elsewhere",
    "`required: true` on a property is how JSON Schema's draft 3 had it. It is read as if the name \
     stood in the `required` of the object around it. Write it there.",
);

impl<'d> Reader<'d> {
    /// `required: true` on a property belongs into the parent's list. Gives the properties that have it.
    pub(super) fn required_flags(&mut self, map: &mut Keywords<'d>) -> Vec<String> {
        let Some(said @ (Said::At(_) | Said::Schema(_))) = map.get("properties") else {
            return Vec::new();
        };
        let is_flagged = |schema: &Said<'d>| {
            let flag = schema.get("required")?;
            match flag.as_bool() {
                Some(flag) => Some(flag),
                None => flag.as_str().map(|text| text == "true"),
            }
        };
        if let Said::At(node) = said
            && let Some(properties) = node.as_map()
            && !properties.values().any(|schema| is_flagged(&Said::At(schema)).is_some())
        {
            return Vec::new();
        }
        let Some(mut properties) = said.as_keywords() else { return Vec::new() };
        let mut names = Vec::new();
        for name in properties.keys().collect::<Vec<_>>() {
            let Some(schema) = properties.get(name) else { continue };
            let Some(flag) = is_flagged(schema) else { continue };
            let Some(mut keywords) = schema.as_keywords() else { continue };
            let at = keywords.remove("required").and_then(|said| said.node());
            if flag {
                names.push(name.to_owned());
            }
            let message = "`required` of a property is not said in the property";
            let help = "list it in `required` of the object around it; it is read as if it were";
            self.report_with(&MISPLACED_REQUIRED, at.unwrap_or(keywords.at()), message, help);
            properties.insert(name, Said::Schema(keywords));
        }
        map.insert("properties", Said::Schema(properties));
        names
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

    pub(super) fn properties(&mut self, said: Said<'d>, at: Node<'d>) -> Properties {
        let map = match said {
            Said::At(node) => {
                let Some(map) = node.as_map() else {
                    self.wrong_type(node, "an object");
                    return Properties::new();
                };
                let mut properties = Properties::with_capacity(map.len());
                for (name, node) in map.entries() {
                    properties.insert(name.to_owned(), boxed(self.schema(node)));
                }
                return properties;
            }
            said => said.as_keywords(),
        };
        let mut properties = Properties::new();
        for (name, said) in map.into_iter().flatten() {
            // One that had a flag may still move among the components.
            let moved = match &said {
                Said::Schema(keywords) if at.get(name) == Some(keywords.at()) => {
                    self.moved(keywords.at())
                }
                _ => None,
            };
            let schema = match moved {
                Some(reference) => ReferenceOr::Reference { reference },
                None => self.said_schema(said, at),
            };
            properties.insert(name.to_owned(), boxed(schema));
        }
        properties
    }
}
