//! A property that several members of `allOf` describe: where they are objects, it is one with the fields of all.

use crate::{
    ir::{Type, TypeId, TypeKind},
    lower::{
        context::{Context, Meant},
        meaning::{MAX_DEPTH, Merged, Node, Property},
        site::Site,
    },
};

use super::{all_of, schema::Shape};

/// The type of the property; nothing where one of its descriptions says all that the others do.
pub(in crate::lower) fn type_of<'a>(cx: &mut Context<'a>, property: &Property<'a>) -> Option<Type> {
    if property.beside.is_empty() || cx.depth >= MAX_DEPTH {
        return None;
    }
    let own = cx.schemas.object(property.node, &property.site)?;
    let mut says_more = false;
    for (node, site) in &property.beside {
        let Some(other) = cx.schemas.object(*node, site) else { continue };
        says_more |= other.properties.iter().any(|(name, other)| {
            own.properties.get(name).is_none_or(|own| !own.nodes().any(|it| it == other.node))
        });
    }
    if !says_more {
        return None;
    }
    let nullable = property.nodes().all(|node| cx.schemas.allows_null(node));
    let ty = Type::Named(define(cx, property));
    Some(if nullable { ty.or_null() } else { ty })
}

/// The type with the fields of all. It may hold itself, so it is there before it is filled.
fn define<'a>(cx: &mut Context<'a>, property: &Property<'a>) -> TypeId {
    let key: Vec<Meant<'a>> = property.nodes().map(key).collect();
    if let Some(known) = cx.together.get(&key) {
        return *known;
    }
    let site = &property.site;
    let id = cx.reserve(site, false);
    cx.together.insert(key, id);
    let mut merged = Merged::default();
    let mut add = |cx: &mut Context<'a>, node: Node<'a>, site: &Site| {
        // An object that is none after all says nothing of the fields.
        if cx.schemas.object(node, site).is_some() {
            cx.schemas.merge(node, site, &mut merged);
        }
    };
    for (node, site) in property.beside.iter().rev() {
        add(cx, *node, site);
    }
    add(cx, property.node, site);
    all_of::report(cx, &merged.conflicts);
    let description = merged.description.map(str::to_owned);
    cx.depth += 1;
    let kind = match all_of::of_merged(cx, merged, site, false).0 {
        Shape::Def(kind) => kind,
        Shape::Type(target) => TypeKind::Alias { target, rules: Vec::new() },
    };
    cx.depth -= 1;
    cx.fill(id, kind, description, false);
    id
}

/// What is the same for the same node alone.
fn key(node: Node<'_>) -> Meant<'_> {
    match node {
        Node::Ref(reference) => Err(reference),
        written => written.id().ok_or(""),
    }
}
