//! The names of fields and of listed values.

use super::{TypeNames, ident, settle::by_spelling, variants::variants};
use crate::ir::{Api, EnumType, EnumWire, Field, TypeDef, TypeKind};

/// Names what a type consists of.
pub(super) fn members(
    api: &Api,
    def: &TypeDef,
    own: &str,
    words: &[String],
    names: &mut TypeNames,
) {
    match &def.kind {
        TypeKind::Object(object) => {
            names.members = fields(&object.fields);
            names.setters = setters(&names.members);
            if !object.constants.is_empty() {
                let has = |name: &str| names.members.iter().any(|field| field == name);
                let name = if has("constants") { "constant_keys" } else { "constants" };
                names.constants = free(name, "_of_document", &names.members);
            }
            if object.additional.kept().is_some() {
                names.additional = free("additional", "_properties", &names.members);
            }
        }
        TypeKind::Enum(listed) => names.members = values(listed),
        TypeKind::Union(union) => names.members = variants(api, &union.variants, own, words),
        TypeKind::Alias { .. } => {}
    }
}

/// A name that no field has.
fn free(name: &str, more: &str, fields: &[String]) -> String {
    let mut name = name.to_owned();
    while fields.contains(&name) {
        name.push_str(more);
    }
    name
}

fn fields(fields: &[Field]) -> Vec<String> {
    let wires: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
    let plain = |index: usize| wires.get(index).map_or_else(String::new, |wire| ident::snake(wire));
    by_spelling(&wires, &[], plain, |_| Vec::new(), ident::joined_snake)
}

/// What sets each field: as it is called, unless a function without a value is called so.
fn setters(fields: &[String]) -> Vec<String> {
    let setter = |name: &String| {
        if !["new", "default"].contains(&name.as_str()) {
            return name.clone();
        }
        free(&format!("with_{name}"), "_value", fields)
    };
    fields.iter().map(setter).collect()
}

fn values(listed: &EnumType) -> Vec<String> {
    let texts: Vec<String> = listed
        .values
        .iter()
        .map(|value| match &value.wire {
            EnumWire::String(text) => text.clone(),
            EnumWire::Integer(number) => number.to_string(),
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let text = |index: usize| texts.get(index).copied().unwrap_or_default();
    let own = |index: usize| listed.values.get(index).and_then(|value| value.name.as_deref());
    let plain = |index: usize| ident::camel(own(index).unwrap_or_else(|| text(index)));
    let more = |index: usize| {
        let plain = ident::camel(text(index));
        // `Unknown` is the variant for what is not listed; a listed "unknown" must be told apart from it.
        let listed = (plain == "Unknown").then(|| "ListedUnknown".to_owned());
        own(index)
            .map(|_| plain)
            .into_iter()
            .chain(listed)
            .chain([ident::camel_spelled(text(index))])
            .collect()
    };
    by_spelling(&texts, &["Unknown"], plain, more, |name, style| {
        format!("{name}{}", ident::camel(style))
    })
}
