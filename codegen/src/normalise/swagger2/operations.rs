//! Path items and operations.

use serde_json::{Map, Value};

use super::{
    At, Converter,
    media::{self, Of},
    parameters::Written,
};
use crate::model::Method;

impl<'d> Converter<'d> {
    /// A path item.
    pub(super) fn path_item(&mut self, value: &'d Value, at: &At) -> Value {
        if let Some((target, at)) = self.elsewhere(value, at) {
            self.moved(&at);
            let item = self.path_item(target, &at);
            return self.rebased(item, &at.from);
        }
        let Value::Object(map) = value else { return value.clone() };
        let mut item = Map::new();
        let mut bodies = Vec::new();
        if let Some(parameters) = map.get("parameters") {
            let (stay, found) = self.parameters(parameters, &at.key("parameters"));
            item.insert("parameters".into(), stay);
            bodies = found;
        }
        for (key, value) in map {
            if Method::of_key(key).is_some() {
                item.insert(key.clone(), self.operation(value, &bodies, &at.key(key)));
            } else if key != "parameters" {
                item.insert(key.clone(), value.clone());
            }
        }
        Value::Object(item)
    }

    /// An operation. `inherited`: the bodies that the path says for all its operations.
    fn operation(&mut self, value: &'d Value, inherited: &[Written<'d>], at: &At) -> Value {
        let Value::Object(map) = value else { return value.clone() };
        let consumes = media::list(map.get("consumes")).or_else(|| self.consumes.clone());
        let produces = media::list(map.get("produces")).or_else(|| self.produces.clone());
        let mut operation = Map::new();
        let mut bodies = Vec::new();
        for (key, value) in map {
            match key.as_str() {
                "consumes" | "produces" => {}
                "parameters" => {
                    let (stay, found) = self.parameters(value, &at.key(key));
                    operation.insert(key.clone(), stay);
                    bodies = found;
                }
                "responses" => {
                    let convert = |converter: &mut Self, value: &'d Value, at: &At| {
                        let of = Of::status(at.to.last().unwrap_or_default());
                        converter.response(value, produces.as_deref(), of, at)
                    };
                    operation.insert(key.clone(), self.each(value, &at.key(key), convert));
                }
                "schemes" => {
                    if let Some(servers) = self.own_servers(value, at) {
                        operation.insert("servers".into(), servers);
                    }
                }
                _ => {
                    operation.insert(key.clone(), value.clone());
                }
            }
        }
        for body in inherited {
            // A body of the operation's own replaces whatever the path says.
            let replaced = |own: &Written<'_>| own.is_same(body) || own.in_form != body.in_form;
            if !bodies.iter().any(replaced) {
                bodies.push(body.clone());
            }
        }
        let to = at.to.join("requestBody");
        if let Some(body) = self.request_body(&bodies, consumes.as_deref(), &to) {
            operation.insert("requestBody".into(), body);
        }
        Value::Object(operation)
    }
}
