//! Checks: which types have rules, or hold a type that has.

use std::collections::BTreeSet;

use crate::ir::{
    Api, TypeDef, TypeId, TypeKind,
    graph::{named, uses},
};

/// The types to check, among those that a request can hold.
pub(super) fn pass(api: &Api, in_requests: &BTreeSet<TypeId>) -> BTreeSet<TypeId> {
    // Who holds whom, backwards: a rule makes all holders checked.
    let mut holders: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    for &id in in_requests {
        for (_, ty) in uses(api.type_def(id)) {
            for held in named(ty) {
                holders[held.0].push(id);
            }
        }
    }
    let mut checked = BTreeSet::new();
    let mut open: Vec<TypeId> =
        in_requests.iter().copied().filter(|id| has_rules(api.type_def(*id))).collect();
    while let Some(id) = open.pop() {
        if checked.insert(id) {
            open.extend(&holders[id.0]);
        }
    }
    checked
}

/// An alias's own rules are copied to the fields that use it.
fn has_rules(def: &TypeDef) -> bool {
    def.replaced_by.is_none()
        && matches!(&def.kind, TypeKind::Object(object) if {
            object.fields.iter().any(|field| !field.rules.is_empty())
        })
}
