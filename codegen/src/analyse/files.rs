//! Files: which types hold one, and so have no JSON.

use std::collections::BTreeSet;

use crate::ir::{
    Api, Scalar, Type, TypeId,
    graph::{named, uses},
};

/// The types that hold a file, however deep.
pub(super) fn pass(api: &Api) -> BTreeSet<TypeId> {
    let mut holders: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut open = Vec::new();
    for (index, def) in api.types.iter().enumerate() {
        for (_, ty) in uses(def) {
            match named(ty) {
                Some(held) => holders[held.0].push(TypeId(index)),
                None if is_file(ty) => open.push(TypeId(index)),
                None => {}
            }
        }
    }
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(&holders[id.0]);
        }
    }
    found
}

fn is_file(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => *scalar == Scalar::File,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Only(inner) => {
            is_file(inner)
        }
        _ => false,
    }
}
