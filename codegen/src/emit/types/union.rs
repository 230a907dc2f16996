//! One of several types: the enum and its table.

use std::fmt::Write as _;

use quote::quote;
use serde_json::Value;

use super::{multipart, rules, type_docs};
use crate::{
    emit::{
        Context, Item, Table, docs,
        literal::literal,
        rust::{Imports, tokens},
    },
    ir::{Guard, JsonType, Tell, TypeId, Union, Variant},
};

pub(super) fn generate(
    cx: Context<'_>,
    id: TypeId,
    union: &Union,
    imports: &mut Imports<'_>,
) -> Vec<Item> {
    let names = &cx.names.types[id.0];
    let ident = tokens(&names.ident);
    let mut variants = Vec::new();
    let mut rows = Vec::new();
    for (index, (variant, name)) in union.variants.iter().zip(&names.members).enumerate() {
        let mut held = imports.ty(&variant.ty);
        if cx.facts.boxed.contains(&(id, index)) {
            held = format!("{}<{held}>", imports.prelude("Box"));
        }
        let (doc, variant_ident, ty) =
            (docs::attributes(&variant_docs(variant, name)), tokens(name), tokens(&held));
        variants.push(quote! { #doc #variant_ident(#ty), });
        let row = if union.tag.is_some() {
            tagged_row(variant, name, &held)
        } else {
            guarded_row(&variant.guard, name, &held)
        };
        rows.push(row.into());
    }
    let unknown = tokens(&imports.runtime("UnknownValue"));
    let doc = docs::attributes(&type_docs(cx, id));
    let head = match &union.tag {
        Some(tag) => format!("{} by {}", names.ident, literal(&tag.property)),
        None => names.ident.clone(),
    };
    let mut items = vec![
        Item::Rust(quote! {
            #doc
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #ident {
                #(#variants)*
                #[doc = " A value that this version of the client does not know, as it came."]
                Unknown(#unknown),
            }
        }),
        Item::Table(Table { name: "union", head, rows }),
    ];
    if cx.facts.multipart.contains(&id) {
        items.push(multipart::union_parts(cx, id, union));
    }
    items.extend(rules::union_rules(cx, id, union));
    items
}

/// What the documentation of a variant says; never empty.
pub(in crate::emit) fn variant_docs(variant: &Variant, name: &str) -> Vec<String> {
    let lines = variant.description.as_deref().map(docs::prose).unwrap_or_default();
    if !lines.is_empty() {
        return lines;
    }
    match variant.tags.first() {
        Some(tag) if !tag.is_empty() => vec![docs::code(tag)],
        _ => vec![format!("`{name}`.")],
    }
}

/// The line of a variant that is known by its tag.
pub(in crate::emit) fn tagged_row(variant: &Variant, name: &str, held: &str) -> String {
    let tags: Vec<String> = variant.tags.iter().map(|tag| literal(tag)).collect();
    let adds = match &variant.adds_tag {
        Some(Value::String(text)) => format!(", adds {}", literal(text)),
        Some(other) => format!(", adds {other}"),
        None => String::new(),
    };
    format!("{} => {name}({held}){adds};", tags.join(" | "))
}

/// The line of a variant that is known by its shape.
pub(in crate::emit) fn guarded_row(guard: &Guard, name: &str, held: &str) -> String {
    let mut left = match guard.json_type {
        None => "any",
        Some(JsonType::String) => "string",
        Some(JsonType::Integer) => "integer",
        Some(JsonType::Number) => "number",
        Some(JsonType::Boolean) => "boolean",
        Some(JsonType::Array) => "array",
        Some(JsonType::Object) if guard.free => "map",
        Some(JsonType::Object) => "object",
    }
    .to_owned();
    if guard.json_type == Some(JsonType::Object) {
        if !guard.has.is_empty() {
            let keys: Vec<String> = guard.has.iter().map(|key| literal(key)).collect();
            let _ = write!(left, " has({})", keys.join(", "));
        }
        for Tell { key, texts, required } in &guard.tells {
            let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
            let test = if *required { "is" } else { "may" };
            let _ = write!(left, " {test}({}, {})", literal(key), texts.join(" | "));
        }
    }
    format!("{left} => {name}({held});")
}
