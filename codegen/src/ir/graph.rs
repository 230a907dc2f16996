//! The type graph: which types a type, an operation's request and its answers hold.

use std::{
    collections::{BTreeMap, BTreeSet},
    iter,
};

use super::{
    Additional, Answer, Api, Object, Operation, Type, TypeDef, TypeId, TypeKind, Webhooks,
};

/// The types that a definition uses directly, and the place of each: the field's or variant's number, `None` for an
/// alias's target and for the values of other keys.
pub(crate) fn uses(def: &TypeDef) -> Vec<(Option<usize>, &Type)> {
    if def.replaced_by.is_some() {
        return Vec::new();
    }
    match &def.kind {
        TypeKind::Object(object) => {
            let fields =
                object.fields.iter().enumerate().map(|(index, field)| (Some(index), &field.ty));
            let kept = object.additional.kept().map(|ty| (None, ty));
            fields.chain(kept).collect()
        }
        TypeKind::Union(union) => {
            let variants = union.variants.iter().enumerate();
            variants.map(|(index, variant)| (Some(index), &variant.ty)).collect()
        }
        TypeKind::Alias { target, .. } => vec![(None, target)],
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// The types that a definition uses directly, to change them.
pub(crate) fn uses_mut(def: &mut TypeDef) -> Vec<&mut Type> {
    match &mut def.kind {
        TypeKind::Object(Object { constants: _, fields, additional }) => {
            let kept = match additional {
                Additional::Keep(ty) => Some(ty),
                Additional::Ignore | Additional::KeepUnknown { .. } => None,
            };
            fields.iter_mut().map(|field| &mut field.ty).chain(kept).collect()
        }
        TypeKind::Union(union) => {
            union.variants.iter_mut().map(|variant| &mut variant.ty).collect()
        }
        TypeKind::Alias { target, .. } => vec![target],
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// Changes the named types inside a type, however deep.
pub(crate) fn change_named(ty: &mut Type, change: &impl Fn(TypeId) -> TypeId) {
    if let Type::Named(id) = ty {
        *id = change(*id);
    }
    for held in ty.held_mut() {
        change_named(held, change);
    }
}

/// Changes every mention of a named type.
pub(crate) fn change_types(api: &mut Api, change: &impl Fn(TypeId) -> TypeId) {
    for def in &mut api.types {
        def.twin_of = def.twin_of.map(change);
        for ty in uses_mut(def) {
            change_named(ty, change);
        }
    }
    for operation in &mut api.operations {
        sent_mut(operation).for_each(|ty| change_named(ty, change));
        let answers = operation.answers.iter_mut().chain(&mut operation.errors);
        answers.flat_map(Answer::types_mut).for_each(|ty| change_named(ty, change));
    }
    for event in api.webhooks.iter_mut().flat_map(|webhooks| &mut webhooks.events) {
        change_named(&mut event.ty, change);
    }
}

/// Takes types out. `into`: those that stand in the places of some of them; of the others there is no mention.
pub(crate) fn take_out(api: &mut Api, out: &BTreeSet<TypeId>, into: &BTreeMap<TypeId, TypeId>) {
    if out.is_empty() {
        return;
    }
    let mut ids = Vec::with_capacity(api.types.len());
    let mut kept = 0;
    for index in 0..api.types.len() {
        ids.push(TypeId(kept));
        kept += usize::from(!out.contains(&TypeId(index)));
    }
    let now = |id: TypeId| {
        let stays = into.get(&id).copied().unwrap_or(id);
        ids.get(stays.0).copied().unwrap_or(stays)
    };
    let mut index = 0;
    api.types.retain(|_| {
        index += 1;
        !out.contains(&TypeId(index - 1))
    });
    change_types(api, &now);
}

/// The named types inside a type, however deep.
pub(crate) fn named(ty: &Type) -> impl Iterator<Item = TypeId> {
    let mut next = Some(ty);
    // Only a tuple holds more than one.
    let mut open: Vec<&Type> = Vec::new();
    iter::from_fn(move || {
        loop {
            let ty = next.take().or_else(|| open.pop())?;
            if let Type::Named(id) = ty {
                return Some(*id);
            }
            if let Some((first, others)) = ty.held().split_first() {
                next = Some(first);
                open.extend(others.iter().rev());
            }
        }
    })
}

/// The object, enum or union that a type holds by value. A list or a map is a pointer of its own; an alias is what it
/// stands for, and a list of just one item is that item. A tuple is none of them.
pub(crate) fn by_value(api: &Api, ty: &Type) -> Option<TypeId> {
    let mut ty = ty;
    // An alias circle cannot be followed to an end: stop after as many steps as there are types.
    for _ in 0..=api.types.len() {
        ty = match ty {
            Type::Nullable(inner) | Type::Only(inner) | Type::OrEmpty(inner) => inner,
            Type::Named(id) => match api.type_def(*id) {
                TypeDef { kind: TypeKind::Alias { target, .. }, replaced_by: None, .. } => target,
                _ => return Some(*id),
            },
            Type::List(_) | Type::Map(_) | Type::Tuple(_) | Type::Scalar(_) | Type::Any(_) => {
                return None;
            }
        }
    }
    None
}

/// The objects, enums and unions that a type holds by value, those in tuples among them.
pub(crate) fn all_by_value(api: &Api, ty: &Type) -> Vec<TypeId> {
    let (mut found, mut aliases) = (Vec::new(), BTreeSet::new());
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        match ty {
            Type::Named(id) => match api.type_def(*id) {
                TypeDef { kind: TypeKind::Alias { target, .. }, replaced_by: None, .. } => {
                    if aliases.insert(*id) {
                        open.push(target);
                    }
                }
                _ => found.push(*id),
            },
            Type::Nullable(_) | Type::Only(_) | Type::OrEmpty(_) | Type::Tuple(_) => {
                open.extend(ty.held());
            }
            Type::List(_) | Type::Map(_) | Type::Scalar(_) | Type::Any(_) => {}
        }
    }
    found
}

/// Whether there is a tuple somewhere inside a type.
pub(crate) fn has_tuple(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(_)) || ty.held().iter().any(has_tuple)
}

/// For each type: what it is by value, as [`by_value`] tells. Each alias is looked at once, however many lead to it.
pub(crate) fn values(api: &Api) -> Vec<Option<TypeId>> {
    ends(api.types.len(), |index| match &api.types[index] {
        TypeDef { kind: TypeKind::Alias { target, .. }, replaced_by: None, .. } => {
            alias_of(target).map_or(Step::End(None), Step::On)
        }
        _ => Step::End(Some(TypeId(index))),
    })
    .into_iter()
    .map(Option::flatten)
    .collect()
}

/// The type that an alias of `target` is another name for.
pub(crate) fn alias_of(mut target: &Type) -> Option<TypeId> {
    while let Type::Nullable(inner) | Type::Only(inner) | Type::OrEmpty(inner) = target {
        target = inner;
    }
    match target {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}

/// A step on the way through types that each lead to one other at most.
pub(crate) enum Step<T> {
    /// The way ends here, with this.
    End(T),
    /// It goes on.
    On(TypeId),
}

/// What the way from each of some types ends with. Nothing, where it goes in a circle.
pub(crate) fn ends<T: Copy>(count: usize, step: impl Fn(usize) -> Step<T>) -> Vec<Option<T>> {
    let mut found = vec![None; count];
    let mut seen = vec![false; count];
    let mut way = Vec::new();
    for start in 0..count {
        let mut at = start;
        let end = loop {
            if std::mem::replace(&mut seen[at], true) {
                break found[at];
            }
            way.push(at);
            match step(at) {
                Step::End(end) => break Some(end),
                Step::On(next) => at = next.0,
            }
        };
        for index in way.drain(..) {
            found[index] = end;
        }
    }
    found
}

/// The types that the requests of an operation hold directly.
pub(crate) fn sent(operation: &Operation) -> impl Iterator<Item = &Type> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    parameters.chain(contents.filter_map(|content| content.kind.ty()))
}

/// The same, to change them.
pub(crate) fn sent_mut(operation: &mut Operation) -> impl Iterator<Item = &mut Type> {
    let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.ty);
    let contents = operation.body.iter_mut().flat_map(|body| &mut body.contents);
    parameters.chain(contents.filter_map(|content| content.kind.ty_mut()))
}

/// The types that the answers of an operation hold directly, those of errors among them.
fn answered(operation: &Operation) -> impl Iterator<Item = &Type> {
    let answers = operation.answers.iter().chain(&operation.errors);
    answers.flat_map(Answer::types)
}

/// The types of everything that the API writes: answers, and the events that it sends by itself.
pub(crate) fn received(api: &Api) -> impl Iterator<Item = &Type> {
    api.operations.iter().flat_map(answered).chain(api.webhooks.iter().flat_map(Webhooks::types))
}

/// All named types that some types hold, however deep.
pub(crate) fn reach<'a>(api: &Api, roots: impl IntoIterator<Item = &'a Type>) -> BTreeSet<TypeId> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<TypeId> = roots.into_iter().flat_map(named).collect();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(uses(api.type_def(id)).into_iter().flat_map(|(_, ty)| named(ty)));
        }
    }
    reached
}
