//! What values must hold before a request leaves: the table of rules.

use crate::{
    emit::{Context, Item, Row, Table, literal::literal},
    ir::{Object, Rule, Type, TypeId, Union},
};

/// The rules of an object's fields.
pub(super) fn object_rules(cx: Context<'_>, id: TypeId, object: &Object) -> Option<Item> {
    if !cx.facts.checked.contains(&id) {
        return None;
    }
    let names = &cx.names.types[id.0];
    let mut rows: Vec<Row> = Vec::new();
    for (field, name) in object.fields.iter().zip(&names.members) {
        let mut words = rule_words(cx, &field.ty, &field.rules);
        if cx.facts.holds_checked(cx.api, &field.ty) {
            words.push("nested".to_owned());
        }
        if !words.is_empty() {
            rows.push(format!("{name}: {};", words.join(", ")).into());
        }
    }
    if let Some(ty) = object.additional.kept()
        && cx.facts.holds_checked(cx.api, ty)
    {
        rows.push(format!("{}: nested;", names.additional).into());
    }
    Some(Item::Table(Table { name: "rules", head: names.ident.clone(), rows }))
}

/// The variants of a union whose types have rules.
pub(super) fn union_rules(cx: Context<'_>, id: TypeId, union: &Union) -> Option<Item> {
    if !cx.facts.checked.contains(&id) {
        return None;
    }
    let names = &cx.names.types[id.0];
    let rows = union
        .variants
        .iter()
        .zip(&names.members)
        .filter(|(variant, _)| cx.facts.holds_checked(cx.api, &variant.ty))
        .map(|(_, name)| format!("{name}: variant;").into())
        .collect();
    Some(Item::Table(Table { name: "rules", head: names.ident.clone(), rows }))
}

/// The rules that can be checked on values of the type, as the table writes them.
fn rule_words(cx: Context<'_>, ty: &Type, rules: &[Rule]) -> Vec<String> {
    cx.facts
        .applicable(cx.api, ty, rules)
        .map(|rule| match rule {
            Rule::Pattern(pattern) => format!("pattern({})", literal(pattern)),
            Rule::MinLength(n) => format!("min_length({n})"),
            Rule::MaxLength(n) => format!("max_length({n})"),
            Rule::Min(n) => limit("at_least", n),
            Rule::Max(n) => limit("at_most", n),
            Rule::Above(n) => limit("above", n),
            Rule::Below(n) => limit("below", n),
            Rule::MinItems(n) => format!("min_items({n})"),
            Rule::MaxItems(n) => format!("max_items({n})"),
        })
        .collect()
}

/// A limit: a whole number only where the table can take it for one.
fn limit(word: &str, number: &serde_json::Number) -> String {
    if let Some(integer) = long_integer(number) {
        return format!("{word}_integer({integer})");
    }
    match number.as_i64().map(i32::try_from) {
        Some(Ok(whole)) => format!("{word}({whole})"),
        _ => format!("{word}({:?})", number.as_f64().unwrap_or_default()),
    }
}

/// An integer that a float would round, or that a rounded one could pass for.
pub(in crate::emit) fn long_integer(number: &serde_json::Number) -> Option<i128> {
    let integer = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))?;
    (integer.unsigned_abs() >= 1 << 53).then_some(integer)
}
