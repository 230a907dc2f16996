//! Aliases that lead back to themselves stand for nothing: they become raw JSON.

use std::collections::BTreeSet;

use crate::{
    diagnostic::Findings,
    ir::{Api, Type, TypeDef, TypeId, TypeKind, graph::alias_of},
    resolve::components::REFERENCE_CYCLE,
};

/// Ends each circle at its first alias.
pub(super) fn end(api: &mut Api, findings: &mut Findings) {
    for index in circle_starts(&api.types) {
        if let Some(def) = api.types.get_mut(index) {
            def.kind = TypeKind::Alias { target: Type::GIVEN_UP, rules: Vec::new() };
            let message = "the schema refers to nothing but itself";
            findings.report(&REFERENCE_CYCLE, &def.pointer, message);
        }
    }
}

/// The first alias of each circle. Each alias is looked at once, however many lead to it.
fn circle_starts(types: &[TypeDef]) -> BTreeSet<usize> {
    // The type from which each was looked at first.
    let mut seen_from: Vec<Option<usize>> = vec![None; types.len()];
    let mut starts = BTreeSet::new();
    for start in 0..types.len() {
        let mut at = Some(start);
        while let Some(index) = at {
            match seen_from.get_mut(index) {
                Some(seen @ None) => *seen = Some(start),
                Some(Some(seen)) if *seen == start => {
                    starts.extend(circle(types, index).min());
                    break;
                }
                _ => break,
            }
            at = alias(types, TypeId(index)).map(|next| next.0);
        }
    }
    starts
}

/// The aliases of a circle, from one of them on.
fn circle(types: &[TypeDef], start: usize) -> impl Iterator<Item = usize> {
    let next = move |index: &usize| {
        alias(types, TypeId(*index)).map(|next| next.0).filter(|next| *next != start)
    };
    std::iter::successors(Some(start), next)
}

/// The type that an alias holds by value.
fn alias(types: &[TypeDef], id: TypeId) -> Option<TypeId> {
    let TypeKind::Alias { target, .. } = &types.get(id.0)?.kind else { return None };
    alias_of(target)
}
