//! Parameters of the path, of the query and of headers; and which parameters are a body.

use serde_json::{Map, Value};

use super::{At, Converter, collection::Sent, copied, extend, extensions};
use crate::diagnostic::Pointer;

/// A parameter that is a body, or a field of one.
#[derive(Clone)]
pub(super) struct Written<'d> {
    pub(super) map: &'d Map<String, Value>,
    /// Where it is written.
    pub(super) from: Pointer,
    /// The reference that stands for it.
    pub(super) reference: Option<&'d str>,
    /// Whether it is a field of a form rather than a whole body.
    pub(super) in_form: bool,
}

impl<'d> Written<'d> {
    pub(super) fn name(&self) -> &'d str {
        self.map.get("name").and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether two of them would be the same one, so that the nearer counts.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.in_form == other.in_form && (!self.in_form || self.name() == other.name())
    }
}

impl<'d> Converter<'d> {
    /// A list of parameters: those that stay parameters in 3.0, and those that are a body.
    pub(super) fn parameters(&mut self, value: &'d Value, at: &At) -> (Value, Vec<Written<'d>>) {
        let Value::Array(list) = value else { return (value.clone(), Vec::new()) };
        let (mut stay, mut bodies) = (Vec::with_capacity(list.len()), Vec::new());
        for (index, value) in list.iter().enumerate() {
            let at = At::of(at.to.item(stay.len()), at.from.item(index));
            if let Some(body) = self.body_parameter(value, &at.from) {
                bodies.push(body);
            } else {
                self.moved(&at);
                stay.push(self.parameter(value, &at));
            }
        }
        (Value::Array(stay), bodies)
    }

    /// The parameter, where it is a body or a field of a form.
    fn body_parameter(&self, value: &'d Value, from: &Pointer) -> Option<Written<'d>> {
        // A parameter that says its place can refer to a schema: careless, but met.
        let is_own = value.get("in").is_some();
        let (target, from) =
            if is_own { (value, from.clone()) } else { self.followed(value, from) };
        let map = target.as_object()?;
        let in_form = match map.get("in").and_then(Value::as_str)? {
            "body" => false,
            "formData" => true,
            _ => return None,
        };
        let reference = value.get("$ref").and_then(Value::as_str).filter(|_| !is_own);
        Some(Written { map, from, reference, in_form })
    }

    /// A parameter that stays one. What is none, or a reference to one, is left to the reader.
    fn parameter(&mut self, value: &'d Value, at: &At) -> Value {
        let Value::Object(map) = value else { return value.clone() };
        let is_reference = map.contains_key("$ref") && !map.contains_key("in");
        if is_reference {
            let Some((target, at)) = self.elsewhere(value, at) else { return value.clone() };
            self.moved(&at);
            let parameter = self.parameter(target, &at);
            return self.rebased(parameter, &at.from);
        }
        let mut parameter =
            copied(map, &["name", "in", "description", "required", "allowEmptyValue", "example"]);
        let location = map.get("in").and_then(Value::as_str).unwrap_or_default();
        if map.contains_key("schema") {
            parameter.extend(copied(map, &["schema", "style", "explode"]));
        } else {
            let sent = self.sent(map, location, at);
            let schema = self.schema(map, &sent, at);
            self.made(&at.under("schema"));
            parameter.insert("schema".into(), schema);
            if let Sent::Styled(style, explode) = sent {
                parameter.insert("style".into(), style.into());
                parameter.insert("explode".into(), explode.into());
            }
        }
        if let Some(example) = map.get("x-example") {
            self.moved(&at.renamed("x-example", "example"));
            parameter.entry("example").or_insert_with(|| example.clone());
        }
        parameter.extend(extensions(map));
        Value::Object(parameter)
    }

    /// Shared parameters. A shared body becomes a shared request body; a field of a form stands in each form.
    pub(super) fn shared_parameters(
        &mut self,
        value: &'d Value,
        components: &mut Map<String, Value>,
    ) {
        let Value::Object(map) = value else { return };
        let at = At::root().under("components");
        let (mut parameters, mut bodies) = (Map::new(), Map::new());
        for (name, value) in map {
            let section = match self.body_parameter(value, &Pointer::root()) {
                Some(body) if body.in_form => continue,
                Some(_) => "requestBodies",
                None => "parameters",
            };
            let at = At::of(
                at.to.join(section).join(name),
                Pointer::root().join("parameters").join(name),
            );
            self.moved(&at);
            if let Some(body) = self.body_parameter(value, &at.from) {
                let consumes = self.consumes.clone();
                let request = self.body(&body, consumes.as_deref(), &at.to);
                bodies.insert(name.clone(), self.rebased(request, &body.from));
            } else {
                parameters.insert(name.clone(), self.parameter(value, &at));
            }
        }
        for (section, read) in [("parameters", parameters), ("requestBodies", bodies)] {
            if !read.is_empty() {
                extend(components, section, Value::Object(read));
            }
        }
    }

    /// A header of an answer.
    pub(super) fn header(&mut self, value: &'d Value, at: &At) -> Value {
        let Value::Object(map) = value else { return value.clone() };
        if map.contains_key("$ref") || map.contains_key("schema") {
            return value.clone();
        }
        let mut header = copied(map, &["description", "required", "example"]);
        let sent = self.sent(map, "header", at);
        header.insert("schema".into(), self.schema(map, &sent, at));
        self.made(&at.under("schema"));
        header.extend(extensions(map));
        Value::Object(header)
    }
}
