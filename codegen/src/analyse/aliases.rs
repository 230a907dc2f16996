//! Aliases that lead back to themselves through a list or a map: Rust's aliases would expand for ever.

use std::collections::BTreeSet;

use crate::ir::{
    Api, TypeId, TypeKind,
    graph::{named, uses},
};

use super::circles::{Edge, closing_edges};

/// The aliases to make structs: of each circle, one.
pub(super) fn wrapped_aliases(api: &Api) -> BTreeSet<TypeId> {
    let is_alias = |id: &TypeId| matches!(api.type_def(*id).kind, TypeKind::Alias { .. });
    let edges: Vec<Vec<Edge>> = api
        .types
        .iter()
        .enumerate()
        .map(|(index, def)| {
            if !is_alias(&TypeId(index)) {
                return Vec::new();
            }
            let targets = uses(def).into_iter().flat_map(|(_, ty)| named(ty));
            targets.filter(is_alias).map(|target| (0, target)).collect()
        })
        .collect();
    closing_edges(&edges).into_iter().map(|(_, (_, target))| target).collect()
}
