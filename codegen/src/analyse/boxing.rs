//! Boxing: which fields and variants must stand behind a pointer, so that no type contains itself or takes too much of
//! a stack.

use std::collections::BTreeSet;

use crate::ir::{
    Api, TypeId, TypeKind,
    graph::{alias_of, all_by_value, has_tuple, uses, values},
};

use super::{
    circles::{Edge, closing_edges},
    sizes,
};

/// The fields and variants to box: of each circle, the one that closes it, and then those whose type is large.
pub(super) fn boxed_places(api: &Api) -> BTreeSet<(TypeId, usize)> {
    let values = values(api);
    let any_tuple = api.types.iter().flat_map(uses).any(|(_, ty)| has_tuple(ty));
    let held = |ty| match alias_of(ty).and_then(|id| values[id.0]) {
        Some(held) => vec![held],
        None if any_tuple => all_by_value(api, ty),
        None => Vec::new(),
    };
    let edges: Vec<Vec<Edge>> = api
        .types
        .iter()
        .map(|def| match &def.kind {
            // An alias is what it stands for: it has no field that could be boxed.
            TypeKind::Alias { .. } => Vec::new(),
            _ => uses(def)
                .into_iter()
                .filter_map(|(place, ty)| Some((place?, held(ty))))
                .flat_map(|(place, held)| held.into_iter().map(move |held| (place, held)))
                .collect(),
        })
        .collect();
    let closing =
        closing_edges(&edges).into_iter().map(|(from, (place, _))| (from, place)).collect();
    sizes::large(api, &edges, &closing)
}
