//! What stands where there is only a type: inside a list or a map, as one of several, or as a whole body. Neither rules
//! nor a wire format have a place there.

use crate::{
    ir::Type,
    lower::{
        context::Context,
        meaning::{Kind, Node},
        site::Site,
    },
    model::Unchecked,
};

use super::{
    rules, scalars,
    schema::{Use, use_of},
    x_wire,
};

/// The type of an item, a value, an alternative or a body; a finding for what is lost. `what`: the word for it, in the
/// plural.
pub(in crate::lower) fn type_of<'a>(
    cx: &mut Context<'a>,
    node: Node<'a>,
    site: &Site,
    what: &str,
) -> Type {
    let Use { ty, rules } = use_of(cx, node, site);
    x_wire::refuse_reference(cx, node, site);
    if !rules.is_empty() || component_has_rules(cx, node) {
        let message = format!("the rules of {what} are not checked");
        cx.unchecked.push(Unchecked { at: site.at.clone(), message });
    }
    ty
}

/// Whether the node refers to what is no object and has rules. An object brings its own checks.
fn component_has_rules<'a>(cx: &mut Context<'a>, node: Node<'a>) -> bool {
    if !matches!(node.unwrapped(), Node::Ref(_)) {
        return false;
    }
    let Some(keywords) = cx.schemas.unwrapped(node) else { return false };
    let ty = match keywords.inferred_kind() {
        _ if keywords.is_enumerated() || keywords.has_alternatives() => return false,
        Some(Kind::Array) if !keywords.tuple.is_empty() => return false,
        // A list of exactly one is that one.
        Some(Kind::Array) if (keywords.min_items, keywords.max_items) == (Some(1), Some(1)) => {
            return false;
        }
        Some(Kind::Array) => Type::List(Box::new(Type::UNTYPED)),
        Some(kind) if kind.is_scalar() => Type::Scalar(scalars::scalar(&keywords)),
        _ => return false,
    };
    // What is wrong with the rules is said where they stand.
    !rules::checkable(cx, &keywords, &ty).is_empty()
}
