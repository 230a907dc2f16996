//! Sizes: about how many bytes a value takes where it stands, without what it points at.
//!
//! Reading a value takes several times its size of the stack, at each level of an answer. A type that holds others of
//! 60 fields by value, and those others again, comes to megabytes: more than a thread has.

use std::collections::BTreeSet;

use super::circles::Edge;
use crate::ir::{Api, Type, TypeDef, TypeId, TypeKind, graph::has_tuple};

/// From this size on, a type stands behind a pointer where another holds it: about 80 texts.
const LARGE: usize = 2048;

/// A pointer.
const POINTER: usize = 8;

/// A text, a list or a map.
const BUFFER: usize = 24;

/// Any JSON value.
const ANY: usize = 72;

/// The fields and variants that hold a large type. `edges`: those that hold a type by value; what is `boxed` already is
/// small, so there is no circle.
pub(super) fn large(
    api: &Api,
    edges: &[Vec<Edge>],
    boxed: &BTreeSet<(TypeId, usize)>,
) -> BTreeSet<(TypeId, usize)> {
    let mut large = boxed.clone();
    let mut sizes: Vec<Option<usize>> = vec![None; api.types.len()];
    for root in 0..api.types.len() {
        // By hand rather than by recursion: a document may chain as many types as it likes.
        let mut open: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((node, next)) = open.pop() {
            if sizes[node].is_some() {
                continue;
            }
            if let Some(&(place, target)) = edges[node].get(next) {
                open.push((node, next + 1));
                if !boxed.contains(&(TypeId(node), place)) {
                    open.push((target.0, 0));
                }
                continue;
            }
            for at_one_place in edges[node].chunk_by(|(one, _), (other, _)| one == other) {
                let sizes = at_one_place.iter().filter_map(|(_, target)| sizes[target.0]);
                if let Some((place, _)) = at_one_place.first()
                    && sizes.sum::<usize>() >= LARGE
                {
                    large.insert((TypeId(node), *place));
                }
            }
            sizes[node] = Some(size_of(api, TypeId(node), &edges[node], &large, &sizes));
        }
    }
    large
}

/// The size of a type whose fields' or variants' types are known.
fn size_of(
    api: &Api,
    id: TypeId,
    edges: &[Edge],
    boxed: &BTreeSet<(TypeId, usize)>,
    sizes: &[Option<usize>],
) -> usize {
    let def = api.type_def(id);
    let mut held = edges.iter().peekable();
    let mut of = |place: usize, ty: &Type| {
        while held.next_if(|(at, _)| *at < place).is_some() {}
        let mut of_held = 0;
        // Only a tuple holds more than one.
        while let Some((_, target)) = held.next_if(|(at, _)| *at == place) {
            of_held += sizes[target.0].unwrap_or(POINTER) + POINTER;
        }
        match of_held {
            0 => plain(api, ty),
            _ if boxed.contains(&(id, place)) => POINTER,
            of_held if has_tuple(ty) => of_held + plain(api, ty),
            of_held => of_held,
        }
    };
    match &def.kind {
        _ if def.replaced_by.is_some() => BUFFER,
        TypeKind::Object(object) => {
            let fields = object.fields.iter().enumerate();
            let known: usize = fields.map(|(place, field)| of(place, &field.ty)).sum();
            let kept = if object.additional.kept().is_some() { BUFFER } else { 0 };
            known + kept
        }
        TypeKind::Union(union) => {
            let variants = union.variants.iter().enumerate();
            let largest = variants.map(|(place, variant)| of(place, &variant.ty)).max();
            largest.unwrap_or_default().max(ANY) + POINTER
        }
        TypeKind::Enum(_) => BUFFER,
        // Nobody holds an alias by value, but what it stands for.
        TypeKind::Alias { .. } => POINTER,
    }
}

/// The size of a type that is no object, enum or union of the document.
fn plain(api: &Api, ty: &Type) -> usize {
    /// A chain of aliases is not followed further: an estimate is not worth more.
    const STEPS: usize = 32;
    let mut ty = ty;
    for _ in 0..STEPS {
        ty = match ty {
            Type::Nullable(inner) | Type::Only(inner) | Type::OrEmpty(inner) => inner,
            Type::Named(id) => match api.type_def(*id) {
                TypeDef { kind: TypeKind::Alias { target, .. }, replaced_by: None, .. } => target,
                _ => return BUFFER,
            },
            Type::Any(_) => return ANY,
            Type::Scalar(scalar) => return scalar.facts().size,
            Type::Tuple(items) => return items.len() * BUFFER,
            Type::List(_) | Type::Map(_) => return BUFFER,
        }
    }
    BUFFER
}
