//! What a document says of a value at a place: enough to show more than `"text"`?

use serde_json::Value as Json;
use vetted_codegen::{
    diagnostic::Pointer,
    load::{Node, Value},
};

use super::Look;

/// As far as references, lists and alternatives are followed.
const DEPTH: usize = 8;

impl Look<'_> {
    /// Whether the document has an example, a default, an enum, a constant or a format for the value of a parameter, a
    /// property or a body.
    pub(super) fn gives(self, at: &Pointer) -> bool {
        let node = self.made.document.get(at);
        node.is_some_and(|node| self.node_gives(node, DEPTH))
    }

    fn node_gives(self, node: Node<'_>, depth: usize) -> bool {
        let Some(deeper) = depth.checked_sub(1) else { return false };
        let of = |key: &str| node.get(key);
        ["example", "x-example", "examples", "default", "enum", "const"]
            .into_iter()
            .any(|key| of(key).is_some_and(says))
            || of("format").and_then(Node::as_str).is_some()
            || ["schema", "items"].into_iter().filter_map(of).any(|it| self.node_gives(it, deeper))
            || self.target(node).is_some_and(|it| self.node_gives(it, deeper))
            || ["allOf", "anyOf", "oneOf"]
                .into_iter()
                .filter_map(|key| of(key)?.as_list())
                .any(|list| list.items().any(|it| self.node_gives(it, deeper)))
    }

    fn target<'n>(self, node: Node<'n>) -> Option<Node<'n>>
    where
        Self: 'n,
    {
        let reference = node.get("$ref")?.as_str()?;
        let document = self.made.document;
        document.get(&document.target(reference, &node.file()).ok()?)
    }

    /// Whether an example of the whole object that is written at a place has a value under a key.
    pub(super) fn whole_gives(self, at: &Pointer, key: &str) -> bool {
        let node = self.made.document.get(at);
        let whole = node.and_then(|node| {
            let first = node.get("examples").and_then(Node::as_list).and_then(|list| list.get(0));
            node.get("example").or(first)
        });
        whole.and_then(|whole| whole.get(key)).is_some_and(says)
    }
}

/// Whether an example, which may be null or empty, says anything.
pub(super) fn shows(example: Option<&Json>, key: &str) -> bool {
    example.and_then(|example| example.get(key)).is_some_and(|value| !value.is_null())
}

fn says(node: Node<'_>) -> bool {
    match node.value() {
        Value::Null => false,
        Value::List(list) => !list.is_empty(),
        Value::Map(map) => !map.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Text(_) => true,
    }
}
