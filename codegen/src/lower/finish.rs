//! What can be said only once all types are there.

use std::collections::HashSet;

use crate::{
    diagnostic::{At, Finding, Severity},
    ir::{Operation, Rule, Type, TypeDef, TypeId, TypeKind},
    settings::Settings,
};

use super::{context::Context, references};

/// Puts the settings' own types in the place of components.
pub(super) fn replace(cx: &mut Context<'_>, settings: &Settings) {
    for (name, path) in &settings.replace {
        let id = references::component_named(cx, name).map(references::component_type);
        if let Some(def) = id.and_then(|id| cx.types.get_mut(id.0)) {
            def.replaced_by = Some(path.clone());
        } else {
            cx.findings.push(
                Finding::new(
                    "replace-unknown",
                    Severity::Warning,
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
    for index in 0..cx.types.len() {
        if !leads_back(&cx.types, TypeId(index)) {
            continue;
        }
        if let Some(def) = cx.types.get_mut(index) {
            def.kind = TypeKind::Alias { target: Type::GIVEN_UP, rules: Vec::new() };
            let at = def.pointer.clone();
            cx.warn("reference-cycle", &at, "the schema refers to nothing but itself");
        }
    }
}

fn leads_back(types: &[TypeDef], start: TypeId) -> bool {
    let mut at = start;
    for _ in 0..types.len() {
        match alias(types, at) {
            Some(target) if target == start => return true,
            Some(target) => at = target,
            None => return false,
        }
    }
    false
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
    for operation in operations {
        for parameter in &mut operation.parameters {
            let rules = rules_of(types, &parameter.ty);
            extend(&mut parameter.rules, rules);
        }
    }
    let ruled = types
        .iter()
        .enumerate()
        .flat_map(|(index, def)| {
            let fields = match &def.kind {
                TypeKind::Object(object) => object.fields.as_slice(),
                _ => &[],
            };
            fields.iter().enumerate().filter_map(move |(field, is)| {
                let rules = rules_of(types, &is.ty);
                (!rules.is_empty()).then_some((index, field, rules))
            })
        })
        .collect::<Vec<_>>();
    for (index, field, rules) in ruled {
        if let Some(TypeDef { kind: TypeKind::Object(object), .. }) = cx.types.get_mut(index)
            && let Some(field) = object.fields.get_mut(field)
        {
            extend(&mut field.rules, rules);
        }
    }
}

/// A schema that is merged into several others is looked at as often; what is wrong with it is said once.
pub(super) fn say_once(cx: &mut Context<'_>) {
    let mut said: HashSet<(&'static str, String, String)> = HashSet::new();
    cx.findings.retain(|finding| {
        let At::Value(at) = &finding.at else { return true };
        said.insert((finding.code, at.to_string(), finding.message.clone()))
    });
}

fn extend(rules: &mut Vec<Rule>, more: Vec<Rule>) {
    for rule in more {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
}

fn rules_of(types: &[TypeDef], ty: &Type) -> Vec<Rule> {
    let mut out = Vec::new();
    let mut at = ty.split_null().0;
    for _ in 0..=types.len() {
        let Type::Named(id) = at else { break };
        let Some(TypeDef { kind: TypeKind::Alias { target, rules }, .. }) = types.get(id.0) else {
            break;
        };
        extend(&mut out, rules.clone());
        at = target.split_null().0;
    }
    out
}
