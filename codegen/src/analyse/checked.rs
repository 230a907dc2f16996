//! Checks: which types have rules, or hold a type that has.

use std::collections::BTreeSet;

use super::Facts;
use crate::ir::{
    Api, Rule, Type, TypeDef, TypeId, TypeKind, Values,
    graph::{named, uses},
};

/// The types to check, among those that a request can hold.
pub(super) fn checked_types(api: &Api, in_requests: &BTreeSet<TypeId>) -> BTreeSet<TypeId> {
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

impl Facts {
    /// The rules that say something about the Rust type.
    pub fn applicable<'r>(
        &self,
        api: &Api,
        ty: &Type,
        rules: &'r [Rule],
    ) -> impl Iterator<Item = &'r Rule> + use<'r> {
        let values = self.values_of(api, ty);
        let is_number = values.is_some_and(Values::are_numbers);
        let is_list =
            values == Some(Values::List) || matches!(self.settled(api, ty), Some(Type::List(_)));
        rules.iter().filter(move |rule| match rule {
            Rule::Pattern(_) | Rule::MinLength(_) | Rule::MaxLength(_) => {
                values == Some(Values::Text)
            }
            Rule::Min(_) | Rule::Max(_) | Rule::Above(_) | Rule::Below(_) => is_number,
            Rule::MinItems(_) | Rule::MaxItems(_) => is_list,
        })
    }

    /// Whether values of the type hold something that has rules itself.
    #[must_use]
    pub fn holds_checked(&self, api: &Api, ty: &Type) -> bool {
        // By hand rather than by recursion: a document may chain as many types as it likes.
        let mut open = vec![ty];
        while let Some(ty) = open.pop() {
            match ty {
                Type::Named(id) => {
                    let def = api.type_def(*id);
                    match &def.kind {
                        _ if def.replaced_by.is_some() || self.wrapped.contains(id) => {}
                        TypeKind::Alias { target, .. } => open.push(target),
                        _ if self.checked.contains(id) => return true,
                        _ => {}
                    }
                }
                // The items of a tuple are not checked, which is a finding.
                Type::Tuple(_) => {}
                other => open.extend(other.held()),
            }
        }
        false
    }
}
