//! Parameters of the path, of the query and of headers; and which parameters are a body.

use super::{Converter, Fields, copied, extend, extensions, text, whole};
use crate::load::{Made, Node};

/// A parameter that is a body, or a field of one.
#[derive(Clone)]
pub(super) struct Written<'d> {
    pub(super) node: Node<'d>,
    /// What stands for it, where that is a reference.
    pub(super) reference: Option<Node<'d>>,
    /// Whether it is a field of a form rather than a whole body.
    pub(super) in_form: bool,
}

impl<'d> Written<'d> {
    pub(super) fn name(&self) -> &'d str {
        text(self.node, "name").unwrap_or_default()
    }

    /// Whether two of them would be the same one, so that the nearer counts.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.in_form == other.in_form && (!self.in_form || self.name() == other.name())
    }
}

impl<'d> Converter<'d> {
    /// A list of parameters: those that stay parameters in 3.0, and those that are a body.
    pub(super) fn parameters(&mut self, node: Node<'d>) -> (Made, Vec<Written<'d>>) {
        let Some(list) = node.as_list() else { return (whole(node), Vec::new()) };
        let (mut stay, mut bodies) = (Vec::with_capacity(list.len()), Vec::new());
        for node in list.items() {
            match self.body_parameter(node) {
                Some(body) => bodies.push(body),
                None => stay.push(self.parameter(node)),
            }
        }
        (Made::list(stay, node), bodies)
    }

    /// The parameter, where it is a body or a field of a form.
    fn body_parameter(&self, node: Node<'d>) -> Option<Written<'d>> {
        // A parameter that says its place can refer to a schema: careless, but met.
        let reference = Some(node).filter(|node| node.get("in").is_none());
        let node = reference.map_or(node, |node| self.followed(node));
        let in_form = match text(node, "in")? {
            "body" => false,
            "formData" => true,
            _ => return None,
        };
        let reference = reference.filter(|node| text(*node, "$ref").is_some());
        Some(Written { node, reference, in_form })
    }

    /// A parameter that stays one. What is none, or a reference to one, is left to the reader.
    fn parameter(&mut self, node: Node<'d>) -> Made {
        let Some(map) = node.as_map() else { return whole(node) };
        if map.contains_key("$ref") && !map.contains_key("in") {
            return match self.elsewhere(node) {
                Some(target) => self.parameter(target),
                None => whole(node),
            };
        }
        let own = ["name", "in", "description", "required", "allowEmptyValue", "example"];
        let mut parameter = copied(node, |key| own.contains(&key));
        if map.contains_key("schema") {
            parameter.extend(copied(node, |key| ["schema", "style", "explode"].contains(&key)));
        } else {
            let sent = self.sent(node, text(node, "in").unwrap_or_default());
            parameter.insert("schema".into(), self.schema(node, &sent));
            parameter.extend(sent.fields(node));
        }
        if let Some(example) = map.get("x-example") {
            parameter.entry("example".into()).or_insert_with(|| whole(example));
        }
        parameter.extend(extensions(node));
        Made::map(parameter, node)
    }

    /// Shared parameters. A shared body becomes a shared request body; a field of a form stands in each form.
    pub(super) fn shared_parameters(&mut self, node: Node<'d>, components: &mut Fields) {
        let (mut parameters, mut bodies) = (Fields::new(), Fields::new());
        for (name, node) in super::entries(node) {
            match self.body_parameter(node) {
                Some(body) if body.in_form => {}
                Some(body) => {
                    let consumes = self.consumes.clone();
                    bodies.insert(name.to_owned(), self.body(&body, consumes.as_deref()));
                }
                None => _ = parameters.insert(name.to_owned(), self.parameter(node)),
            }
        }
        for (section, read) in [("parameters", parameters), ("requestBodies", bodies)] {
            if !read.is_empty() {
                extend(components, section, Made::map(read, self.root));
            }
        }
    }

    /// A header of an answer.
    pub(super) fn header(&mut self, node: Node<'d>) -> Made {
        let Some(map) = node.as_map() else { return whole(node) };
        if map.contains_key("$ref") || map.contains_key("schema") {
            return whole(node);
        }
        let mut header = copied(node, |key| ["description", "required", "example"].contains(&key));
        let sent = self.sent(node, "header");
        header.insert("schema".into(), self.schema(node, &sent));
        header.extend(extensions(node));
        Made::map(header, node)
    }
}
