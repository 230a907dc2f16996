//! Directions: a `readOnly` field stands in no type that is sent, a `writeOnly` one in no type that is answered.
//!
//! A type that goes both ways and holds such a field, however deep, becomes two: its own name is for answers, and its
//! twin is what requests hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{
    Additional, Api, Field, Guard, Object, Type, TypeDef, TypeId, TypeKind, Union, Variant,
    graph::{by_value, named, reach, received, sent, uses},
};

/// Splits the types that differ by direction, and takes out of each what never goes its way.
pub(super) fn split(api: &mut Api) {
    if !api.types.iter().any(|def| fields(def).iter().any(is_one_way)) {
        return;
    }
    let in_requests = reach(api, api.operations.iter().flat_map(sent));
    let in_answers = reach(api, received(api));
    let mut tags = tag_fields(api);
    let differing = differing(api, &tags);
    let is_split = |id: &TypeId| in_answers.contains(id) && differing.contains(id);
    let twins = add_twins(api, in_requests.iter().copied().filter(is_split));
    let only_sent: BTreeSet<TypeId> =
        in_requests.difference(&in_answers).chain(twins.values()).copied().collect();
    tags.extend(
        twins
            .iter()
            .filter_map(|(id, twin)| Some((*twin, tags.get(id)?.clone())))
            .collect::<Vec<_>>(),
    );

    point_at_twins(api, &only_sent, &twins);
    let no_tags = BTreeSet::new();
    for index in 0..api.types.len() {
        let id = TypeId(index);
        let goes: fn(&Field) -> bool = if only_sent.contains(&id) {
            |field| !field.read_only || field.write_only
        } else if in_answers.contains(&id) {
            |field| !field.write_only || field.read_only
        } else {
            continue;
        };
        let tags = tags.get(&id).unwrap_or(&no_tags);
        if let Some(TypeDef { kind: TypeKind::Object(object), .. }) = api.types.get_mut(index) {
            object.fields.retain(|field| goes(field) || tags.contains(&field.wire));
        }
    }
    mend_guards(api);
}

/// Whether a field goes only one way. One that says both says nothing.
fn is_one_way(field: &Field) -> bool {
    field.read_only != field.write_only
}

fn fields(def: &TypeDef) -> &[Field] {
    match &def.kind {
        TypeKind::Object(object) if def.replaced_by.is_none() => &object.fields,
        _ => &[],
    }
}

/// The fields by which unions and events tell objects apart: they go both ways whatever is said of them.
fn tag_fields(api: &Api) -> BTreeMap<TypeId, BTreeSet<String>> {
    let mut tags: BTreeMap<TypeId, BTreeSet<String>> = BTreeMap::new();
    let unions = api.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Union(Union { tag: Some(tag), variants }) => Some((&tag.property, variants)),
        _ => None,
    });
    let events = api.webhooks.iter().filter_map(|it| Some((it.tag.first()?, &it.events)));
    for (property, variants) in unions.chain(events) {
        for id in variants.iter().filter_map(|variant| by_value(api, &variant.ty)) {
            tags.entry(id).or_default().insert(property.clone());
        }
    }
    tags
}

/// The types that hold a field that goes only one way, however deep.
fn differing(api: &Api, tags: &BTreeMap<TypeId, BTreeSet<String>>) -> BTreeSet<TypeId> {
    let mut holders: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut open = Vec::new();
    for (index, def) in api.types.iter().enumerate() {
        for held in uses(def).into_iter().flat_map(|(_, ty)| named(ty)) {
            holders.entry(held).or_default().push(TypeId(index));
        }
        let tags = tags.get(&TypeId(index));
        let is_tag = |field: &Field| tags.is_some_and(|tags| tags.contains(&field.wire));
        if fields(def).iter().any(|field| is_one_way(field) && !is_tag(field)) {
            open.push(TypeId(index));
        }
    }
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(holders.get(&id).into_iter().flatten());
        }
    }
    found
}

/// Makes the twins: for now they are copies, and hold what the types hold whose twins they are.
fn add_twins(api: &mut Api, ids: impl Iterator<Item = TypeId>) -> BTreeMap<TypeId, TypeId> {
    let mut twins = BTreeMap::new();
    for id in ids {
        let def = api.type_def(id);
        let path = def.path.iter().cloned().chain(["input".to_owned()]).collect();
        let twin = TypeDef { path, component: false, twin_of: Some(id), ..def.clone() };
        twins.insert(id, TypeId(api.types.len()));
        api.types.push(twin);
    }
    twins
}

/// Has everything that is sent hold the twins.
fn point_at_twins(api: &mut Api, only_sent: &BTreeSet<TypeId>, twins: &BTreeMap<TypeId, TypeId>) {
    let point = |ty: &mut Type| {
        rename(ty, &|id| twins.get(&id).copied().unwrap_or(id));
    };
    for id in only_sent {
        let Some(def) = api.types.get_mut(id.0) else { continue };
        match &mut def.kind {
            TypeKind::Object(Object { fields, additional }) => {
                for field in fields {
                    point(&mut field.ty);
                }
                if let Additional::Keep(ty) = additional {
                    point(ty);
                }
            }
            TypeKind::Union(union) => {
                for variant in &mut union.variants {
                    point(&mut variant.ty);
                }
            }
            TypeKind::Alias { target, .. } => point(target),
            TypeKind::Enum(_) => {}
        }
    }
    for operation in &mut api.operations {
        operation.parameters.iter_mut().for_each(|parameter| point(&mut parameter.ty));
        let contents = operation.body.iter_mut().flat_map(|body| &mut body.contents);
        contents.filter_map(|content| content.kind.ty_mut()).for_each(point);
    }
}

/// Changes the named types inside a type, however deep.
fn rename(ty: &mut Type, change: &impl Fn(TypeId) -> TypeId) {
    if let Type::Named(id) = ty {
        *id = change(*id);
    }
    for held in ty.held_mut() {
        rename(held, change);
    }
}

/// Nothing asks an object for a key that it does not have any more.
fn mend_guards(api: &mut Api) {
    let mended: Vec<Vec<Guard>> = api
        .types
        .iter()
        .map(|def| match &def.kind {
            TypeKind::Union(union) => guards(api, &union.variants),
            _ => Vec::new(),
        })
        .collect();
    let of_events = api.webhooks.as_ref().map(|webhooks| guards(api, &webhooks.events));
    for (def, guards) in api.types.iter_mut().zip(mended) {
        if let TypeKind::Union(union) = &mut def.kind {
            put(&mut union.variants, guards);
        }
    }
    if let (Some(webhooks), Some(guards)) = (&mut api.webhooks, of_events) {
        put(&mut webhooks.events, guards);
    }
}

/// What each variant can ask for.
fn guards(api: &Api, variants: &[Variant]) -> Vec<Guard> {
    let guard = |variant: &Variant| {
        let mut guard = variant.guard.clone();
        let object = by_value(api, &variant.ty).map(|id| fields(api.type_def(id)));
        if let Some(object) = object.filter(|object| !object.is_empty()) {
            let has = |key: &String| object.iter().any(|field| field.wire == *key);
            guard.has.retain(has);
            guard.tells.retain(|tell| has(&tell.key));
        }
        guard
    };
    variants.iter().map(guard).collect()
}

fn put(variants: &mut [Variant], guards: Vec<Guard>) {
    for (variant, guard) in variants.iter_mut().zip(guards) {
        variant.guard = guard;
    }
}
