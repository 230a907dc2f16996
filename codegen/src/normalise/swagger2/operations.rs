//! Path items and operations.

use super::{
    Converter, Fields,
    media::{self, Of},
    parameters::Written,
    whole,
};
use crate::{
    load::{Made, Node},
    model::Method,
};

impl<'d> Converter<'d> {
    /// A path item.
    pub(super) fn path_item(&mut self, node: Node<'d>) -> Made {
        if let Some(target) = self.elsewhere(node) {
            return self.path_item(target);
        }
        let Some(map) = node.as_map() else { return whole(node) };
        let mut item = Fields::new();
        let mut bodies = Vec::new();
        if let Some(parameters) = map.get("parameters") {
            let (stay, found) = self.parameters(parameters);
            item.insert("parameters".into(), stay);
            bodies = found;
        }
        for (key, node) in map.entries().filter(|(key, _)| *key != "parameters") {
            let made = match Method::of_key(key) {
                Some(_) => self.operation(node, &bodies),
                None => whole(node),
            };
            item.insert(key.to_owned(), made);
        }
        Made::map(item, node)
    }

    /// An operation. `inherited`: the bodies that the path says for all its operations.
    fn operation(&mut self, node: Node<'d>, inherited: &[Written<'d>]) -> Made {
        let Some(map) = node.as_map() else { return whole(node) };
        let consumes = media::list(map.get("consumes")).or_else(|| self.consumes.clone());
        let produces = media::list(map.get("produces")).or_else(|| self.produces.clone());
        let mut operation = Fields::new();
        let mut bodies = Vec::new();
        for (key, node) in map.entries() {
            match key {
                "consumes" | "produces" => {}
                "parameters" => {
                    let (stay, found) = self.parameters(node);
                    operation.insert(key.to_owned(), stay);
                    bodies = found;
                }
                "responses" => {
                    let convert = |converter: &mut Self, node: Node<'d>| {
                        let of = Of::status(node.key().unwrap_or_default());
                        converter.response(node, produces.as_deref(), of)
                    };
                    operation.insert(key.to_owned(), self.each(node, convert));
                }
                "schemes" => {
                    let servers = self.own_servers(node);
                    operation.extend(servers.map(|servers| ("servers".to_owned(), servers)));
                }
                _ => _ = operation.insert(key.to_owned(), whole(node)),
            }
        }
        for body in inherited {
            // A body of the operation's own replaces whatever the path says.
            let replaced = |own: &Written<'_>| own.is_same(body) || own.in_form != body.in_form;
            if !bodies.iter().any(replaced) {
                bodies.push(body.clone());
            }
        }
        if let Some(body) = self.request_body(&bodies, consumes.as_deref()) {
            operation.insert("requestBody".into(), body);
        }
        Made::map(operation, node)
    }
}
