//! References, into other files too. Only the main file is converted as a whole: what it refers to in another is
//! converted in the place of the reference, but for schemas, which mean the same everywhere.

use super::{Converter, text};
use crate::load::Node;

/// As many references are followed from one to the next. A longer chain goes round in a circle.
const MAX_STEPS: usize = 32;

impl<'d> Converter<'d> {
    /// Follows references to a value.
    pub(super) fn followed(&self, mut node: Node<'d>) -> Node<'d> {
        for _ in 0..MAX_STEPS {
            let Some(text) = text(node, "$ref") else { break };
            let Ok(pointer) = self.document.target(text, &node.file()) else { break };
            let Some(target) = self.document.get(&pointer) else { break };
            node = target;
        }
        node
    }

    /// What is written in another file, where a reference leads there.
    pub(super) fn elsewhere(&self, node: Node<'d>) -> Option<Node<'d>> {
        node.get("$ref")?;
        let target = self.followed(node);
        (is_in_other_file(target) && target.get("$ref").is_none()).then_some(target)
    }
}

/// Whether a value stands in another file than the main one.
pub(super) fn is_in_other_file(node: Node<'_>) -> bool {
    node.file().file_name().is_some()
}
