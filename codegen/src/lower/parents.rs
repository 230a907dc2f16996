//! A discriminator on an object that others extend by `allOf`: where the object is asked for, one of its children comes.

use std::collections::{HashMap, HashSet};

use crate::model::{Discriminator, Schema};

use crate::ir::{JsonType, Object, Type, TypeKind};

use super::{
    branches::{Branch, json_type, texts},
    context::Context,
    keywords::{Keywords, Node},
    references,
    site::Site,
    tags, unions,
};

/// The components that extend each component, by their places among the schemas.
pub(super) type Children = HashMap<usize, Vec<usize>>;

/// Finds for each component those whose `allOf` names it.
pub(super) fn children(cx: &Context<'_>) -> Children {
    let mut children = Children::new();
    let components = &cx.model.components;
    for (child, node) in components.schemas.values().enumerate() {
        let Some(schema) = node.as_item() else { continue };
        for member in Keywords::of(schema).all_of {
            let Node::Ref(reference) = Node::from(member) else { continue };
            if let Some(parent) = references::component(cx, reference) {
                children.entry(parent).or_default().push(child);
            }
        }
    }
    children
}

/// What a component with a discriminator is: the union of those that extend it, itself among them where a value of the
/// discriminator means it. Gives the object back where nothing extends it.
pub(super) fn shape<'a>(
    cx: &mut Context<'a>,
    index: usize,
    schema: &'a Schema,
    discriminator: &'a Discriminator,
    object: Object,
    site: &Site,
) -> TypeKind {
    let heirs = heirs(cx, index);
    if heirs.is_empty() {
        cx.note(
            "discriminator-without-branches",
            &site.at,
            "the discriminator stands on an object that no other schema extends; it is a plain property",
        );
        return TypeKind::Object(object);
    }
    let name = references::component_at(cx, index).map_or("", |(name, _)| name);
    let mut branches: Vec<Branch<'a>> = Vec::with_capacity(heirs.len() + 1);
    if means_itself(cx, name, schema, discriminator) {
        let kind = TypeKind::Object(object.clone());
        let prose = "The object itself, none of those that extend it.".to_owned();
        let ty = cx.define(&site.word("base"), kind, Some(prose), false);
        let node = Node::Schema(schema);
        branches.push(Branch { component: Some(name), ..Branch::of_object(cx, ty, node, site) });
    }
    for heir in heirs {
        let Some((name, node)) = references::component_at(cx, heir) else { continue };
        let ty = Type::Named(references::component_type(heir));
        let home = references::component_site(cx, name);
        branches.push(Branch { component: Some(name), ..Branch::of_object(cx, ty, node, &home) });
    }
    match tags::explicit(cx, discriminator, &[], &branches, site) {
        Some(tagged) => unions::tagged_union(branches, tagged),
        None => TypeKind::Object(object),
    }
}

/// The names of a component that others extend and of those; none where nothing extends it.
pub(super) fn names<'a>(cx: &Context<'a>, node: Node<'a>) -> Vec<String> {
    let Node::Ref(reference) = node else { return Vec::new() };
    let Some(index) = references::component(cx, reference) else { return Vec::new() };
    let heirs = heirs(cx, index);
    let own = (!heirs.is_empty()).then_some(index);
    let all = own.into_iter().chain(heirs);
    let name = |index| references::component_at(cx, index).map(|(name, _)| name.to_owned());
    all.filter_map(name).collect()
}

/// All that extend a component, directly or not, in the document's order.
fn heirs(cx: &Context<'_>, index: usize) -> Vec<usize> {
    let mut found = vec![index];
    let mut seen = HashSet::from([index]);
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        let children = cx.children.get(&parent).into_iter().flatten().copied();
        found.extend(children.filter(|child| seen.insert(*child)));
        at += 1;
    }
    found.remove(0);
    found.retain(|heir| is_object(cx, *heir));
    found.sort_unstable();
    found
}

fn is_object(cx: &Context<'_>, index: usize) -> bool {
    references::component_at(cx, index)
        .is_some_and(|(_, node)| json_type(cx, node) == Some(JsonType::Object))
}

/// Whether a value of the discriminator means the object itself: the mapping says so, or there is none and nothing that
/// the discriminator lists speaks against the object's own name.
fn means_itself<'a>(
    cx: &Context<'a>,
    name: &str,
    schema: &'a Schema,
    discriminator: &'a Discriminator,
) -> bool {
    if !discriminator.mapping.is_empty() {
        return discriminator.mapping.values().any(|target| tags::names(target, Some(name)));
    }
    let property = Keywords::of(schema)
        .properties
        .and_then(|properties| properties.get(&discriminator.property_name));
    let listed = property.and_then(|property| texts(cx, property.into()));
    listed.is_none_or(|listed| listed.iter().any(|text| text == name))
}
