//! Finds what a `$ref` points at. Resolving has seen to it that each that is left names a component.

use std::borrow::Cow;

use crate::{
    diagnostic::{Code, CodeFamily},
    ir::TypeId,
    model::ReferenceOr,
};

use super::{
    context::Context,
    said::{Keywords, Node},
    site::Site,
};

pub(crate) static UNSUPPORTED_REF: Code = Code::warning(
    "unsupported-ref",
    "a reference leads to what cannot stand there",
    "A reference leads to something that cannot be read in this place. The message says what is \
     taken, or left out.",
)
.of_family(CodeFamily::GivenUp);

/// The component schema that a reference names.
pub(super) fn component(cx: &Context<'_>, reference: &str) -> Option<usize> {
    component_named(cx, &unescape(reference.strip_prefix("#/components/schemas/")?))
}

/// The component schema of a name.
pub(super) fn component_named(cx: &Context<'_>, name: &str) -> Option<usize> {
    cx.model.components.schemas.get_index_of(name)
}

/// The name and the schema of a component, by its place among the schemas.
pub(super) fn component_at<'a>(cx: &Context<'a>, index: usize) -> Option<(&'a str, Node<'a>)> {
    let (name, node) = cx.model.components.schemas.get_index(index)?;
    Some((name, node.into()))
}

/// Where a component stands.
pub(super) fn component_site(cx: &Context<'_>, name: &str) -> Site {
    Site::component(name, cx.resolved.schema_origin(name))
}

/// The type of a component: components are the first types, in their order.
pub(super) fn component_type(index: usize) -> TypeId {
    TypeId(index)
}

/// The schema behind a node, however many references away, and where it stands.
pub(super) fn follow<'a>(
    cx: &Context<'a>,
    node: Node<'a>,
    site: &Site,
) -> Option<(Node<'a>, Site)> {
    match node {
        Node::Ref(reference) => {
            let (name, node) = behind(cx, reference)?;
            Some((node, component_site(cx, name)))
        }
        written => Some((written, site.clone())),
    }
}

/// What is said behind a node, where its place does not matter.
pub(super) fn keywords<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<Keywords<'a>> {
    written(cx, node).map(Keywords::of)
}

/// The node behind a node that is no reference.
pub(super) fn written<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<Node<'a>> {
    match node {
        Node::Ref(reference) => behind(cx, reference).map(|(_, node)| node),
        written => Some(written),
    }
}

/// The component that a reference leads to in the end, and its name.
fn behind<'a>(cx: &Context<'a>, reference: &str) -> Option<(&'a str, Node<'a>)> {
    let end = cx.resolved.schema_behind(component(cx, reference)?);
    component_at(cx, end).filter(|(_, node)| !matches!(node, Node::Ref(_)))
}

/// The name of the component that stands here by reference.
pub(super) fn shared_name<T>(node: &ReferenceOr<T>) -> Option<Cow<'_, str>> {
    let ReferenceOr::Reference { reference } = node else { return None };
    reference.rsplit('/').next().map(unescape)
}

/// A token of a reference, its escapes undone.
pub(super) fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}
