//! Whether a schema allows null.
//!
//! A named type never holds null itself: each use of a component that allows null is nullable. So this must be known
//! before the component is lowered.

use serde_json::Value;

use super::{Keywords, MAX_DEPTH, Node, Schemas};

impl<'a> Schemas<'a> {
    /// Whether null may stand where the node does.
    pub(in crate::lower) fn allows_null(&self, node: Node<'a>) -> bool {
        self.allows_null_within(node, 0)
    }

    fn allows_null_within(&self, node: Node<'a>, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return false;
        }
        if let Node::Ref(reference) = node {
            let component = self.component(reference);
            return component.is_some_and(|index| self.component_allows_null(index, depth));
        }
        let said = Keywords::of(node);
        if said.nullable {
            return true;
        }
        if said.is_enumerated() {
            return said.values().iter().any(Value::is_null);
        }
        if said.has_alternatives() {
            let mut branches = said.alternatives();
            return branches.any(|branch| self.allows_null_within(branch, depth + 1));
        }
        // Each member must allow null; those that say nothing have no say in it.
        let is_idle = |member: Node<'a>| {
            member.keywords().is_some_and(|said| !said.nullable && said.says_nothing())
        };
        let mut members = said.all_of.iter().filter(|member| !is_idle(*member)).peekable();
        members.peek().is_some() && members.all(|member| self.allows_null_within(member, depth + 1))
    }

    fn component_allows_null(&self, index: usize, depth: usize) -> bool {
        if let Some(known) = self.nullable.borrow().get(index).copied().flatten() {
            return known;
        }
        let remember = |nullable: bool| {
            if let Some(slot) = self.nullable.borrow_mut().get_mut(index) {
                *slot = Some(nullable);
            }
        };
        // A circle adds nothing: while the component is looked at, it counts as not nullable.
        remember(false);
        let node = self.component_at(index);
        let found = node.is_some_and(|(_, node)| self.allows_null_within(node, depth + 1));
        remember(found);
        found
    }
}
