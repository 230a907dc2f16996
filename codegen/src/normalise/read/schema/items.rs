//! The items of a list: each of one type, or each of a type by its place.

use crate::{
    diagnostic::Code,
    load::{Map, Node},
    model::{Schema, uniform},
};

use super::{Reader, array};

pub(crate) static POSITIONAL_ITEMS: Code = Code::warning(
    "positional-items",
    "a list whose items have types by their places",
    "`prefixItems` gives each item of a list its own type. A list that has just as many is a tuple. Of \
     another the client reads every item as one of them, wherever it stands: say with `minItems` and \
     `maxItems` how many there are, if that is known.",
);

impl<'d> Reader<'d> {
    /// `prefixItems`, `items` (in draft 4 a list of those in front) and `unevaluatedItems`.
    pub(super) fn items(&mut self, schema: &mut Schema, key: &str, node: Node<'d>) {
        match (key, node.as_list()) {
            ("prefixItems" | "items", Some(list)) => {
                let items: Vec<_> = list.items().map(|node| self.schema(node)).collect();
                array(schema).prefix_items.extend(items);
            }
            ("items", None) => array(schema).items = Some(Box::new(self.schema(node))),
            ("prefixItems", None) => self.wrong_type(node, "a list"),
            // What is evaluated by no other keyword: that is known at the end.
            _ => {}
        }
    }

    /// Says that items have types by their places, where the client reads each as one of them.
    pub(super) fn positions(&mut self, schema: &Schema, map: Map<'d>) {
        let Some((prefix, rest)) = schema.positions() else { return };
        if schema.tuple().is_some() || uniform(prefix.iter().chain(rest)).is_some() {
            return;
        }
        let message = "which item stands at which place is not told apart";
        let help = "every item is read as one of them, wherever it stands";
        let at = map.get("prefixItems").or_else(|| map.get("items")).unwrap_or(map.node());
        self.report_with(&POSITIONAL_ITEMS, at, message, help);
    }
}
