//! A discriminator on an object that others extend by `allOf`: where the object is asked for, one of its children
//! comes.
//!
//! A child that others extend again is a parent too, told by the same discriminator.

use std::collections::{HashMap, HashSet};

use crate::{
    diagnostic::Code,
    ir::{JsonType, Object, Type, TypeId, TypeKind},
    model::{Discriminator, Schema},
};

use super::{
    branches::{Branch, json_type, object, texts},
    context::Context,
    keywords::{Keywords, Node},
    references,
    site::Site,
    tags, unions,
};

pub(crate) static DISCRIMINATOR_WITHOUT_BRANCHES: Code = Code::note(
    "discriminator-without-branches",
    "a discriminator on an object that nothing extends",
    "A discriminator on an object names a property by which the schemas that extend it by `allOf` are \
     told apart. Here no schema does, so it is a plain property.",
);

/// On a child: the value of the discriminator that means it. Swagger 2.0 has no mapping; this is how `AutoRest` says
/// it.
const VALUE: &str = "x-ms-discriminator-value";

/// The components that extend each component, by their places among the schemas.
pub(super) type Children = HashMap<usize, Vec<usize>>;

/// Finds for each component those whose `allOf` names it.
pub(super) fn children(cx: &Context<'_>) -> Children {
    let mut children = Children::new();
    let components = &cx.model.components;
    for (child, node) in components.schemas.values().enumerate() {
        let Some(schema) = node.as_item().filter(|schema| !is_parent_or_null(schema)) else {
            continue;
        };
        for parent in parents(cx, schema) {
            children.entry(parent).or_default().push(child);
        }
    }
    children
}

/// The components that a schema extends.
fn parents<'a>(cx: &Context<'a>, schema: &'a Schema) -> impl Iterator<Item = usize> {
    let members = Keywords::of(schema).all_of.iter().map(Node::from);
    members.filter_map(|member| match member {
        Node::Ref(reference) => references::component(cx, reference),
        Node::Schema(_) => None,
    })
}

/// The discriminator that stands on a component, or on the nearest that it extends, where both are objects.
fn discriminator<'a>(cx: &Context<'a>, index: usize) -> Option<&'a Discriminator> {
    let mut open = vec![index];
    let mut seen = HashSet::from([index]);
    let mut at = 0;
    while let Some(index) = open.get(at).copied() {
        at += 1;
        let Some((_, Node::Schema(schema))) = references::component_at(cx, index) else { continue };
        let keywords = Keywords::of(schema);
        if keywords.has_alternatives() {
            continue;
        }
        let inline = keywords.all_of.iter().filter_map(|member| member.as_item());
        let mut said = [schema].into_iter().chain(inline);
        if let Some(found) = said.find_map(|schema| schema.discriminator.as_deref()) {
            return Some(found);
        }
        open.extend(parents(cx, schema).filter(|parent| seen.insert(*parent)));
    }
    None
}

/// Whether a schema is what it extends, or null: no child, though it is written like one.
fn is_parent_or_null(schema: &Schema) -> bool {
    let keywords = Keywords::of(schema);
    let idle =
        |schema: &Schema| Keywords::of(schema).says_nothing() && schema.discriminator.is_none();
    schema.nullable
        && keywords.says_nothing_but_all_of()
        && keywords.all_of.iter().filter_map(|member| member.as_item()).all(idle)
}

/// Whether a schema that extends something and says nothing else is a type of its own: a component whose parent tells
/// its children apart.
pub(super) fn is_child<'a>(cx: &Context<'a>, schema: &'a Schema, site: &Site) -> bool {
    site.component_name().is_some()
        && !is_parent_or_null(schema)
        && parents(cx, schema).any(|parent| discriminator(cx, parent).is_some())
}

/// The value of the discriminator that a component says means it.
pub(super) fn value<'a>(cx: &Context<'a>, component: &str) -> Option<&'a str> {
    let index = references::component_named(cx, component)?;
    let (_, node) = references::component_at(cx, index)?;
    references::schema(cx, node)?.extensions.get(VALUE)?.as_str()
}

/// What a component that is an object is. Where others extend it and a discriminator tells them apart, it is the union
/// of those, itself among them where a value of the discriminator means it. Else it is the object.
pub(super) fn shape<'a>(
    cx: &mut Context<'a>,
    index: usize,
    schema: &'a Schema,
    object: Object,
    site: &Site,
) -> TypeKind {
    let Some(discriminator) = discriminator(cx, index) else { return TypeKind::Object(object) };
    let heirs = heirs(cx, index);
    if heirs.is_empty() {
        if schema.discriminator.is_some() {
            cx.report(
                &DISCRIMINATOR_WITHOUT_BRANCHES,
                &site.at,
                "the discriminator stands on an object that no other schema extends; it is a plain property",
            );
        }
        return TypeKind::Object(object);
    }
    let mut branches: Vec<Branch<'a>> = Vec::with_capacity(heirs.len() + 1);
    branches.extend(itself(cx, index, discriminator));
    for heir in heirs {
        branches.extend(branch(cx, heir, discriminator));
    }
    if let Some(id) = cx.bases.get(&index).copied() {
        let prose = "The object itself, none of those that extend it.".to_owned();
        cx.fill(id, TypeKind::Object(object.clone()), Some(prose), false);
    }
    match tags::explicit(cx, discriminator, &[], &branches, site) {
        Some(tagged) => unions::tagged_union(branches, tagged),
        None => TypeKind::Object(object),
    }
}

/// A component as a branch of a union of one that it extends.
fn branch<'a>(
    cx: &mut Context<'a>,
    index: usize,
    discriminator: &'a Discriminator,
) -> Option<Branch<'a>> {
    let (name, node) = references::component_at(cx, index)?;
    let home = references::component_site(cx, name);
    if !heirs(cx, index).is_empty() && object(cx, node, &home).is_some() {
        return itself(cx, index, discriminator);
    }
    let ty = Type::Named(references::component_type(index));
    Some(Branch { component: Some(name), ..Branch::of_object(cx, ty, node, &home) })
}

/// A component that others extend, as what it is itself; nothing where no value means that.
fn itself<'a>(
    cx: &mut Context<'a>,
    index: usize,
    discriminator: &'a Discriminator,
) -> Option<Branch<'a>> {
    let (name, node) = references::component_at(cx, index)?;
    let home = references::component_site(cx, name);
    if !means_itself(cx, name, node, &home, discriminator) {
        return None;
    }
    let ty = Type::Named(base(cx, index, &home));
    Some(Branch { component: Some(name), ..Branch::of_object(cx, ty, node, &home) })
}

/// The type of a component that others extend, as what it is itself. It is filled where the component is lowered.
fn base(cx: &mut Context<'_>, index: usize, home: &Site) -> TypeId {
    if let Some(id) = cx.bases.get(&index) {
        return *id;
    }
    let id = cx.reserve(&home.word("base"), false);
    cx.bases.insert(index, id);
    id
}

/// The discriminator's property of a component that others extend, and the values that mean it or those.
pub(super) fn nested<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<(String, Vec<String>)> {
    let Node::Ref(reference) = node else { return None };
    let index = references::component(cx, reference)?;
    let discriminator = discriminator(cx, index)?;
    let heirs = heirs(cx, index);
    if heirs.is_empty() {
        return None;
    }
    let mut values: Vec<String> = Vec::new();
    for (name, _) in
        [index].into_iter().chain(heirs).filter_map(|index| references::component_at(cx, index))
    {
        let mapping = discriminator.mapping.iter();
        let mapped = mapping.filter(|(_, target)| tags::names(target, Some(name)));
        let before = values.len();
        values.extend(mapped.map(|(value, _)| value.clone()));
        if values.len() == before {
            values.push(value(cx, name).unwrap_or(name).to_owned());
        }
    }
    Some((discriminator.property_name.clone(), values))
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

/// Whether a value of the discriminator means the object itself: the mapping or the object says so, or there is no
/// mapping and nothing that the discriminator lists speaks against the object's own name.
fn means_itself<'a>(
    cx: &mut Context<'a>,
    name: &str,
    node: Node<'a>,
    home: &Site,
    discriminator: &'a Discriminator,
) -> bool {
    if value(cx, name).is_some() {
        return true;
    }
    if !discriminator.mapping.is_empty() {
        return discriminator.mapping.values().any(|target| tags::names(target, Some(name)));
    }
    let merged = object(cx, node, home);
    let property = merged.as_ref().and_then(|it| {
        it.properties.get(discriminator.property_name.as_str()).map(|property| property.node)
    });
    let listed = property.and_then(|property| texts(cx, property));
    listed.is_none_or(|listed| listed.iter().any(|text| text == name))
}
