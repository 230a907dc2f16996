//! Walking the type graph.

use crate::ir::{Additional, Api, Type, TypeDef, TypeId, TypeKind};

/// The types that a definition uses directly, and the place of each: the field's or variant's number, `None` for an
/// alias's target and for the values of other keys.
pub(super) fn uses(def: &TypeDef) -> Vec<(Option<usize>, &Type)> {
    if def.replaced_by.is_some() {
        return Vec::new();
    }
    match &def.kind {
        TypeKind::Object(object) => {
            let fields =
                object.fields.iter().enumerate().map(|(index, field)| (Some(index), &field.ty));
            let kept = match &object.additional {
                Additional::Keep(ty) => Some((None, ty)),
                Additional::Ignore => None,
            };
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

/// The named type inside a type, however deep.
pub(super) fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Only(inner) => {
            named(inner)
        }
        Type::Scalar(_) | Type::Any => None,
    }
}

/// The object, enum or union that a type holds by value. A list or a map is a pointer of its own; an alias is what it
/// stands for, and a list of just one item is that item.
pub(super) fn by_value(api: &Api, ty: &Type) -> Option<TypeId> {
    let mut ty = ty;
    // An alias circle cannot be followed to an end: stop after as many steps as there are types.
    for _ in 0..=api.types.len() {
        ty = match ty {
            Type::Nullable(inner) | Type::Only(inner) => inner,
            Type::Named(id) => match api.type_def(*id) {
                TypeDef { kind: TypeKind::Alias { target, .. }, replaced_by: None, .. } => target,
                _ => return Some(*id),
            },
            Type::List(_) | Type::Map(_) | Type::Scalar(_) | Type::Any => return None,
        }
    }
    None
}

/// An edge of a graph: what to call it, and where it leads.
pub(super) type Edge = (usize, TypeId);

/// The edges that close a circle when the graph is walked in the order of the types: without them there is none.
pub(super) fn closing_edges(edges: &[Vec<Edge>]) -> Vec<(TypeId, Edge)> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; edges.len()];
    let mut closing = Vec::new();
    for root in 0..edges.len() {
        // By hand rather than by recursion: a document may chain as many types as it likes.
        let mut open: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((node, next)) = open.pop() {
            if next == 0 && states[node] != State::New {
                continue;
            }
            states[node] = State::Open;
            let Some(&(label, target)) = edges[node].get(next) else {
                states[node] = State::Done;
                continue;
            };
            open.push((node, next + 1));
            match states[target.0] {
                State::New => open.push((target.0, 0)),
                State::Open => closing.push((TypeId(node), (label, target))),
                State::Done => {}
            }
        }
    }
    closing
}
