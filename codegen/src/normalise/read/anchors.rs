//! Schemas that references name by an anchor (`#node`) or by their `$id`, as JSON Schema allows it.

use std::collections::HashMap;

use super::Source;
use crate::{
    diagnostic::Pointer,
    load::{Node, Value},
};

/// What references can name beside places: by the text of a reference.
#[derive(Default)]
pub(super) struct Anchors(HashMap<String, Pointer>);

impl Anchors {
    /// The anchors of a document.
    pub(super) fn of(source: Source<'_>) -> Self {
        let mut found = HashMap::new();
        let text = source.document.text();
        // Nearly no document has any, and the walk takes time.
        if ["$anchor", "$dynamicAnchor", "$id"].iter().any(|key| text.contains(key)) {
            walk(source.root, &mut found);
        }
        Self(found)
    }

    /// The place that a reference names; `None` where it names no anchor.
    pub(super) fn place(&self, reference: &str) -> Option<Pointer> {
        if self.0.is_empty() {
            return None;
        }
        if let Some(pointer) = self.0.get(reference.trim_end_matches('#')) {
            return Some(pointer.clone());
        }
        // A place inside a schema that has an `$id`.
        let (id, place) = reference.split_once('#').filter(|(_, place)| place.starts_with('/'))?;
        self.0.get(id)?.fragment(place)
    }
}

/// Finds anchors. Walks without recursion; the first of a name counts.
fn walk(root: Node<'_>, found: &mut HashMap<String, Pointer>) {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match node.value() {
            Value::List(list) => open.extend(list.items().rev()),
            Value::Map(map) => {
                let text = |key: &str| map.get(key).and_then(Node::as_str);
                let id = text("$id").map(|id| id.trim_end_matches('#').to_owned());
                for anchor in ["$anchor", "$dynamicAnchor"].into_iter().filter_map(text) {
                    let of_id = id.iter().map(|id| format!("{id}#{anchor}"));
                    for name in of_id.chain([format!("#{anchor}")]) {
                        found.entry(name).or_insert_with(|| node.pointer());
                    }
                }
                if let Some(id) = id.filter(|id| !id.is_empty()) {
                    found.entry(id).or_insert_with(|| node.pointer());
                }
                open.extend(map.values().rev());
            }
            _ => {}
        }
    }
}
