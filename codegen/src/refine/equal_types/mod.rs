//! One type for what is one: inline schemas that say the same are one type.
//!
//! Two types are equal where their kinds, the words on the wire, what values must hold and what is said of their parts
//! are equal, and the types that they hold are. What is said of a whole type may differ: it is said where the type is
//! used, too.
//!
//! The one type is the component, where just one is among them. Else it is the one whose place has the fewest words,
//! and it remembers the other places: what all end with can name it. The order of the document decides nothing.
//! Components are what people know, and are never joined with each other.

mod classes;

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{
    Api, TypeDef, TypeId, TypeKind, Variant,
    graph::{by_value, change_types},
};

/// Joins the inline types that are equal.
pub(super) fn join(api: &mut Api) {
    let classes = classes::of(&api.types);
    let apart = told_apart(api, &classes);
    let mut members: BTreeMap<usize, Vec<TypeId>> = BTreeMap::new();
    for (index, class) in classes.into_iter().enumerate() {
        if !apart.contains(&class) {
            members.entry(class).or_default().push(TypeId(index));
        }
    }
    let mut into = BTreeMap::new();
    for members in members.into_values() {
        let (components, mut inline): (Vec<TypeId>, Vec<TypeId>) =
            members.into_iter().partition(|id| api.type_def(*id).component);
        let kept = if let [only] = components[..] {
            only
        } else {
            inline.sort_by_key(|id| rank(api.type_def(*id)));
            let mut ranked = inline.into_iter();
            let Some(first) = ranked.next() else { continue };
            inline = ranked.collect();
            remember(api, first, &inline);
            first
        };
        into.extend(inline.into_iter().map(|id| (id, kept)));
    }
    replace(api, &into);
}

/// The classes of which a union holds two: they are alternatives, and to its caller not the same.
fn told_apart(api: &Api, classes: &[usize]) -> BTreeSet<usize> {
    let unions = api.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Union(union) => Some(union.variants.as_slice()),
        _ => None,
    });
    let events = api.webhooks.iter().map(|webhooks| webhooks.events.as_slice());
    let mut apart = BTreeSet::new();
    for variants in unions.chain(events) {
        let held = |variant: &Variant| classes.get(by_value(api, &variant.ty)?.0).copied();
        let mut seen = BTreeSet::new();
        apart.extend(variants.iter().filter_map(held).filter(|class| !seen.insert(*class)));
    }
    apart
}

/// By how short a place is, and then by its words.
fn rank(def: &TypeDef) -> (usize, usize, Vec<String>) {
    (def.path.len(), def.path.iter().map(String::len).sum(), def.path.clone())
}

/// Has a type remember the places of others, in their order.
fn remember(api: &mut Api, kept: TypeId, others: &[TypeId]) {
    let paths = others.iter().map(|id| api.type_def(*id).path.clone()).collect();
    let description = &api.type_def(kept).description;
    let is_shared = others.iter().all(|id| api.type_def(*id).description == *description);
    if let Some(def) = api.types.get_mut(kept.0) {
        def.places = paths;
        if !is_shared {
            def.description = None;
        }
    }
}

/// Puts types in the places of others, and takes those out.
fn replace(api: &mut Api, into: &BTreeMap<TypeId, TypeId>) {
    if into.is_empty() {
        return;
    }
    let mut ids = Vec::with_capacity(api.types.len());
    let mut kept = 0;
    for index in 0..api.types.len() {
        ids.push(TypeId(kept));
        kept += usize::from(!into.contains_key(&TypeId(index)));
    }
    let now = |id: TypeId| {
        let stays = into.get(&id).copied().unwrap_or(id);
        ids.get(stays.0).copied().unwrap_or(stays)
    };
    let mut index = 0;
    api.types.retain(|_| {
        index += 1;
        !into.contains_key(&TypeId(index - 1))
    });
    change_types(api, &now);
}
