//! A type, or a text that can only be empty: the empty text takes the place of none.

use crate::{
    ir::{EnumWire, JsonType, Scalar, Type},
    lower::{
        context::Context,
        meaning::{Kind, Node},
        site::Site,
    },
};

use super::{
    enum_branches::{Kinds, kind},
    schema::{self, Shape},
};

/// The type of two alternatives of which one can only be the empty text. Free text can be empty by itself, and a list
/// of texts has the empty one among them: those are no such types.
pub(super) fn shape<'a>(
    cx: &mut Context<'a>,
    branches: &[(Node<'a>, Site)],
    site: &Site,
) -> Option<Shape> {
    let [one, other] = branches else { return None };
    let (node, home) = match (is_empty(cx, one.0), is_empty(cx, other.0)) {
        (true, false) => other,
        (false, true) => one,
        (true, true) | (false, false) => return None,
    };
    match kind(cx, *node, JsonType::String) {
        Kinds::Listed(_) => return None,
        Kinds::Free => return Some(Shape::Type(Type::Scalar(Scalar::String))),
        Kinds::Other => {}
    }
    // A component is called as the whole, what is inside of it is not.
    let words = match site.component_name() {
        Some(_) => site.word("value").at(&home.at),
        None => site.at(&home.at),
    };
    let ty = schema::type_inside(cx, *node, &words, "alternatives").split_null().0.clone();
    Some(Shape::Type(match ty {
        any @ (Type::Any(_) | Type::OrEmpty(_)) => any,
        ty => Type::OrEmpty(Box::new(ty)),
    }))
}

/// Whether a schema allows the empty text and nothing else, null aside.
fn is_empty<'a>(cx: &Context<'a>, node: Node<'a>) -> bool {
    let is_list = match kind(cx, node, JsonType::String) {
        Kinds::Listed(values) => {
            values.iter().all(|it| matches!(&it.wire, EnumWire::String(text) if text.is_empty()))
        }
        Kinds::Free | Kinds::Other => false,
    };
    is_list
        || cx.schemas.keywords(node).is_some_and(|said| {
            said.inferred_kind() == Some(Kind::String)
                && said.max_length == Some(0)
                && !said.is_enumerated()
                && !said.has_alternatives()
                && said.all_of.is_empty()
        })
}
