//! Whether a schema allows null.
//!
//! A named type never holds null itself: each use of a component that allows null is nullable. So this must be known
//! before the component is lowered.

use serde_json::Value;

use super::{
    context::{Context, MAX_DEPTH},
    references,
    said::{Keywords, Node},
};

/// Whether null may stand where the node does.
pub(super) fn allows_null<'a>(cx: &mut Context<'a>, node: Node<'a>) -> bool {
    within(cx, node, 0)
}

fn within<'a>(cx: &mut Context<'a>, node: Node<'a>, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    match node {
        Node::Ref(reference) => {
            references::component(cx, reference).is_some_and(|index| component(cx, index, depth))
        }
        written => {
            let said = Keywords::of(written);
            if said.nullable {
                return true;
            }
            if said.is_enumerated() {
                return said.values().iter().any(Value::is_null);
            }
            if said.has_alternatives() {
                return said.alternatives().any(|branch| within(cx, branch, depth + 1));
            }
            // Each member must allow null; those that say nothing have no say in it.
            let is_idle = |member: Node<'_>| {
                member.keywords().is_some_and(|said| !said.nullable && said.says_nothing())
            };
            let mut members = said.all_of.iter().filter(|member| !is_idle(*member)).peekable();
            members.peek().is_some() && members.all(|member| within(cx, member, depth + 1))
        }
    }
}

fn component(cx: &mut Context<'_>, index: usize, depth: usize) -> bool {
    if let Some(known) = cx.nullable.get(index).copied().flatten() {
        return known;
    }
    // A circle adds nothing: while the component is looked at, it counts as not nullable.
    remember(cx, index, false);
    let found =
        references::component_at(cx, index).is_some_and(|(_, node)| within(cx, node, depth + 1));
    remember(cx, index, found);
    found
}

fn remember(cx: &mut Context<'_>, index: usize, nullable: bool) {
    if let Some(slot) = cx.nullable.get_mut(index) {
        *slot = Some(nullable);
    }
}
