//! What can be said only once all types are there.

use std::collections::BTreeSet;

use crate::{
    diagnostic::{At, Code, Finding},
    ir::{
        Operation, Rule, Type, TypeDef, TypeId, TypeKind,
        graph::{Step, ends},
    },
    resolve::components::REFERENCE_CYCLE,
    settings::Settings,
};

use super::{context::Context, schemas::references};

pub(crate) static REPLACE_UNKNOWN: Code = Code::warning(
    "replace-unknown",
    "the settings replace a component that is not there",
    "`[replace]` in the settings takes the name of a component schema, as it stands in the document.",
);

/// Puts the settings' own types in the place of components.
pub(super) fn replace(cx: &mut Context<'_>, settings: &Settings) {
    for (name, path) in &settings.replace {
        let id = cx.schemas.component_named(name).map(references::component_type);
        if let Some(def) = id.and_then(|id| cx.types.get_mut(id.0)) {
            def.replaced_by = Some(path.clone());
        } else {
            cx.say(
                Finding::new(
                    &REPLACE_UNKNOWN,
                    At::File,
                    format!("the settings replace `{name}`, but there is no such component schema"),
                )
                .help("use the name as it stands under `components.schemas`"),
            );
        }
    }
}

/// Aliases that lead back to themselves stand for nothing: they become raw JSON.
pub(super) fn break_alias_circles(cx: &mut Context<'_>) {
    for index in circle_starts(&cx.types) {
        if let Some(def) = cx.types.get_mut(index) {
            def.kind = TypeKind::Alias { target: Type::GIVEN_UP, rules: Vec::new() };
            let at = def.pointer.clone();
            cx.report(&REFERENCE_CYCLE, &at, "the schema refers to nothing but itself");
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
    let mut target = target;
    while let Type::Nullable(inner) | Type::Only(inner) = target {
        target = inner;
    }
    let Type::Named(next) = target else { return None };
    Some(*next)
}

/// Copies the rules of aliases to the fields and parameters that use them.
pub(super) fn copy_rules(cx: &mut Context<'_>, operations: &mut [Operation]) {
    let types = &cx.types;
    let first_with = with_rules(types);
    for operation in operations {
        for parameter in &mut operation.parameters {
            let rules = rules_of(types, &first_with, &parameter.ty);
            extend(&mut parameter.rules, rules);
        }
    }
    let found = types
        .iter()
        .enumerate()
        .flat_map(|(index, def)| {
            let fields = match &def.kind {
                TypeKind::Object(object) => object.fields.as_slice(),
                _ => &[],
            };
            let first_with = &first_with;
            fields.iter().enumerate().filter_map(move |(field, is)| {
                let rules = rules_of(types, first_with, &is.ty);
                (!rules.is_empty()).then_some((index, field, rules))
            })
        })
        .collect::<Vec<_>>();
    for (index, field, rules) in found {
        if let Some(TypeDef { kind: TypeKind::Object(object), .. }) = cx.types.get_mut(index)
            && let Some(field) = object.fields.get_mut(field)
        {
            extend(&mut field.rules, rules);
        }
    }
}

fn extend(rules: &mut Vec<Rule>, more: Vec<Rule>) {
    for rule in more {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
}

/// For each type: the first alias that has rules, on the way from it through aliases.
fn with_rules(types: &[TypeDef]) -> Vec<Option<TypeId>> {
    let step = |index: usize| match types.get(index).map(|def| &def.kind) {
        Some(TypeKind::Alias { rules, .. }) if !rules.is_empty() => Step::End(Some(TypeId(index))),
        Some(TypeKind::Alias { target: ty, .. }) => match ty.split_null().0 {
            Type::Named(next) => Step::On(*next),
            _ => Step::End(None),
        },
        _ => Step::End(None),
    };
    ends(types.len(), step).into_iter().map(Option::flatten).collect()
}

fn rules_of(types: &[TypeDef], first_with: &[Option<TypeId>], ty: &Type) -> Vec<Rule> {
    let mut out = Vec::new();
    let mut at = ty.split_null().0;
    for _ in 0..=types.len() {
        let Type::Named(id) = at else { break };
        let Some(id) = first_with.get(id.0).copied().flatten() else { break };
        let Some(TypeDef { kind: TypeKind::Alias { target, rules }, .. }) = types.get(id.0) else {
            break;
        };
        extend(&mut out, rules.clone());
        at = target.split_null().0;
    }
    out
}
