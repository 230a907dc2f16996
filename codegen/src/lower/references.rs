//! Finds what a `$ref` points at.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, Components, ReferenceOr, Schema};

use crate::ir::TypeId;

use super::{
    context::Context,
    keywords::{Keywords, Node},
    site::Site,
};

/// As many references as are followed from one to the next. A longer chain is a circle.
const MAX_STEPS: usize = 32;

/// The component schema that a reference names.
pub(super) fn component(cx: &Context<'_>, reference: &str) -> Option<usize> {
    component_named(cx, &unescape(reference.strip_prefix("#/components/schemas/")?))
}

/// The component schema of a name.
pub(super) fn component_named(cx: &Context<'_>, name: &str) -> Option<usize> {
    cx.model.components.as_ref()?.schemas.get_index_of(name)
}

/// The name and the schema of a component, by its place among the schemas.
pub(super) fn component_at<'a>(cx: &Context<'a>, index: usize) -> Option<(&'a str, Node<'a>)> {
    let (name, node) = cx.model.components.as_ref()?.schemas.get_index(index)?;
    Some((name, node.into()))
}

/// The type of a component: components are the first types, in their order.
pub(super) fn component_type(index: usize) -> TypeId {
    TypeId(index)
}

/// What a schema reference points at, one step on, and where that stands.
pub(super) fn step<'a>(cx: &Context<'a>, reference: &'a str) -> Option<(Node<'a>, Site)> {
    if let Some(index) = component(cx, reference) {
        let (name, node) = component_at(cx, index)?;
        return Some((node, Site::component(name)));
    }
    descend(cx, reference.strip_prefix("#/components/schemas/")?)
}

/// The schema behind a node, however many references away.
pub(super) fn follow<'a>(
    cx: &Context<'a>,
    node: Node<'a>,
    site: &Site,
) -> Option<(&'a Schema, Site)> {
    let (mut node, mut site) = (node, site.clone());
    for _ in 0..MAX_STEPS {
        match node {
            Node::Schema(schema) => return Some((schema, site)),
            Node::Ref(reference) => (node, site) = step(cx, reference)?,
        }
    }
    None
}

/// The schema behind a node, where its place does not matter.
pub(super) fn schema<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<&'a Schema> {
    let mut node = node;
    for _ in 0..MAX_STEPS {
        match node {
            Node::Schema(schema) => return Some(schema),
            Node::Ref(reference) => {
                node = match component(cx, reference) {
                    Some(index) => component_at(cx, index)?.1,
                    None => step(cx, reference)?.0,
                }
            }
        }
    }
    None
}

/// A reference into a component: `Pet/properties/owner`.
fn descend<'a>(cx: &Context<'a>, path: &'a str) -> Option<(Node<'a>, Site)> {
    let mut tokens = path.split('/').map(unescape);
    let (name, mut node) = {
        let name = tokens.next()?;
        component_at(cx, component_named(cx, &name)?)?
    };
    let mut site = Site::component(name);
    while let Some(token) = tokens.next() {
        let keywords = Keywords::of(schema(cx, node)?);
        match token.as_ref() {
            "properties" => {
                let key = tokens.next()?;
                node = keywords.properties?.get(key.as_ref())?.into();
                site = site.property(&key);
            }
            "items" => {
                node = keywords.items?.into();
                site = site.items();
            }
            "additionalProperties" => {
                let AdditionalProperties::Schema(inner) = keywords.additional? else { return None };
                node = inner.as_ref().into();
                site = site.under("additionalProperties").word("value");
            }
            list @ ("oneOf" | "anyOf" | "allOf") => {
                let nodes = match list {
                    "oneOf" => keywords.one_of,
                    "anyOf" => keywords.any_of,
                    _ => keywords.all_of,
                };
                let index: usize = tokens.next()?.parse().ok()?;
                node = nodes.get(index)?.into();
                site = site.under_item(list, index);
            }
            _ => return None,
        }
    }
    Some((node, site))
}

/// A section of the components: its name, and how to get it.
pub(super) type Section<'a, T> =
    (&'static str, fn(&'a Components) -> &'a IndexMap<String, ReferenceOr<T>>);

/// The item behind a reference into another section of the components, and the name it has there, if it has one.
pub(super) fn item<'a, T>(
    cx: &Context<'a>,
    node: &'a ReferenceOr<T>,
    section: Section<'a, T>,
) -> Option<(&'a T, Option<&'a str>)> {
    let (mut node, mut name) = (node, None);
    for _ in 0..MAX_STEPS {
        match node {
            ReferenceOr::Item(item) => return Some((item, name)),
            ReferenceOr::Reference { reference } => {
                let key = reference
                    .strip_prefix("#/components/")?
                    .strip_prefix(section.0)?
                    .strip_prefix('/')?;
                let all = section.1(cx.model.components.as_ref()?);
                let (key, next) = all.get_key_value(unescape(key).as_ref())?;
                (node, name) = (next, Some(key.as_str()));
            }
        }
    }
    None
}

/// A token of a reference, its escapes undone: those of JSON pointers and those of URLs.
pub(super) fn unescape(token: &str) -> Cow<'_, str> {
    if !token.contains(['~', '%']) {
        return Cow::Borrowed(token);
    }
    let mut bytes = Vec::with_capacity(token.len());
    let mut rest = token.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%'
            && let Some(code) = after.get(..2)
            && let Some(code) = std::str::from_utf8(code).ok()
            && let Ok(code) = u8::from_str_radix(code, 16)
        {
            bytes.push(code);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).replace("~1", "/").replace("~0", "~"))
}
