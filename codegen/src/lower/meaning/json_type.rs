//! The JSON type of a schema's values.

use serde_json::Value;

use super::{Kind, MAX_DEPTH, Node, Schemas};

impl<'a> Schemas<'a> {
    /// Whether null is the only value.
    pub(super) fn is_null_only(&self, node: Node<'a>) -> bool {
        self.keywords(node).is_some_and(|said| said.is_null_only())
    }

    /// The JSON type of a schema's values; `None` where several can come.
    pub(in crate::lower) fn json_type(&self, node: Node<'a>) -> Option<Kind> {
        // Schemas may lead back to themselves, and by several ways.
        let mut steps = 4 * MAX_DEPTH;
        self.json_type_within(node, &mut steps)
    }

    fn json_type_within(&self, node: Node<'a>, steps: &mut usize) -> Option<Kind> {
        *steps = steps.checked_sub(1)?;
        let keywords = self.keywords(node)?;
        if let Some(kind) = keywords.inferred_kind() {
            let lists_integers = || keywords.values().iter().all(Value::is_i64);
            let whole = kind == Kind::Number && keywords.is_enumerated() && lists_integers();
            return Some(if whole { Kind::Integer } else { kind });
        }
        if keywords.is_enumerated() {
            let values = keywords.values();
            return if values.iter().all(|value| value.is_string() || value.is_null()) {
                Some(Kind::String)
            } else if values.iter().all(|value| value.is_i64() || value.is_null()) {
                Some(Kind::Integer)
            } else if values.iter().all(|value| value.is_boolean() || value.is_null()) {
                Some(Kind::Boolean)
            } else {
                None
            };
        }
        let mut members = keywords.all_of.iter();
        if let Some(found) = members.find_map(|member| self.json_type_within(member, steps)) {
            return Some(found);
        }
        let mut types = keywords
            .alternatives()
            .filter(|branch| !self.is_null_only(*branch))
            .map(|branch| self.json_type_within(branch, steps));
        let first = types.next()??;
        types.all(|other| other == Some(first)).then_some(first)
    }
}
