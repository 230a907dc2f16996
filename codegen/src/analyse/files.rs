//! Files: which types hold one, and so have no JSON.

use std::collections::BTreeSet;

use crate::ir::{
    Api, Scalar, Type, TypeId,
    graph::{named, uses},
};

/// The types that hold a file, however deep.
pub(super) fn types_with_files(api: &Api) -> BTreeSet<TypeId> {
    let mut holders: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut open = Vec::new();
    for (index, def) in api.types.iter().enumerate() {
        for (_, ty) in uses(def) {
            for held in named(ty) {
                holders[held.0].push(TypeId(index));
            }
            if is_file(ty) {
                open.push(TypeId(index));
            }
        }
    }
    let mut with_files = BTreeSet::new();
    while let Some(id) = open.pop() {
        if with_files.insert(id) {
            open.extend(&holders[id.0]);
        }
    }
    with_files
}

fn is_file(ty: &Type) -> bool {
    *ty == Type::Scalar(Scalar::File) || ty.held().iter().any(is_file)
}
