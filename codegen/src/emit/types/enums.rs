//! A list of values: the enum and its table.

use quote::quote;

use super::type_docs;
use crate::{
    emit::{
        Context, Item, Table, docs,
        literal::literal,
        rust::{Imports, tokens},
    },
    ir::{EnumType, EnumWire, TypeId},
};

pub(super) fn generate(
    cx: Context<'_>,
    id: TypeId,
    listed: &EnumType,
    imports: &mut Imports<'_>,
) -> Vec<Item> {
    let names = &cx.names.types[id.0];
    let ident = tokens(&names.ident);
    let integers = listed.values.iter().any(|value| matches!(value.wire, EnumWire::Integer(_)));
    let mut variants = Vec::new();
    let mut rows = Vec::new();
    for (value, name) in listed.values.iter().zip(&names.members) {
        let wire = match &value.wire {
            EnumWire::String(text) => literal(text),
            EnumWire::Integer(number) => number.to_string(),
        };
        let mut lines = value.description.as_deref().map(docs::prose).unwrap_or_default();
        if lines.is_empty() {
            lines.push(wire_docs(&value.wire));
        }
        let (doc, variant) = (docs::attributes(&lines), tokens(name));
        variants.push(quote! { #doc #variant, });
        rows.push(format!("{wire} => {name};").into());
    }
    let unknown = tokens(&imports.runtime(if integers { "UnknownInteger" } else { "Unknown" }));
    let doc = docs::attributes(&type_docs(cx, id));
    vec![
        Item::Rust(quote! {
            #doc
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #ident {
                #(#variants)*
                #[doc = " A value that this version of the client does not know."]
                Unknown(#unknown),
            }
        }),
        Item::Table(Table {
            name: if integers { "integer_enum" } else { "string_enum" },
            head: names.ident.clone(),
            rows,
        }),
    ]
}

fn wire_docs(wire: &EnumWire) -> String {
    match wire {
        EnumWire::String(text) if text.is_empty() => "The empty text.".to_owned(),
        EnumWire::String(text) if text.trim().is_empty() => "Blank text.".to_owned(),
        EnumWire::String(text) => docs::code(text),
        EnumWire::Integer(number) => docs::code(&number.to_string()),
    }
}
