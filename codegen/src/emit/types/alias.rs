//! Another name for a type; a struct around it where an alias would expand for ever.

use quote::quote;

use super::type_docs;
use crate::{
    emit::{
        Context, Item, Table, docs,
        rust::{Imports, tokens},
    },
    ir::{Type, TypeId},
};

pub(super) fn generate(
    cx: Context<'_>,
    id: TypeId,
    target: &Type,
    imports: &mut Imports<'_>,
) -> Vec<Item> {
    let names = &cx.names.types[id.0];
    let ident = tokens(&names.ident);
    let doc = docs::attributes(&type_docs(cx, id));
    let text = imports.ty(target);
    let ty = tokens(&text);
    if !cx.facts.wrapped.contains(&id) {
        return vec![Item::Rust(quote! { #doc pub type #ident = #ty; })];
    }
    vec![
        Item::Rust(quote! {
            #doc
            #[derive(Debug, Clone, PartialEq)]
            pub struct #ident(#[doc = " What it holds."] pub #ty);
        }),
        Item::Table(Table {
            name: "newtype",
            head: String::new(),
            rows: vec![format!("{}({text})", names.ident).into()],
        }),
    ]
}

/// A type that the settings put another one in the place of.
pub(super) fn replaced(cx: Context<'_>, id: TypeId, path: &str) -> Vec<Item> {
    let ident = tokens(&cx.names.types[id.0].ident);
    let doc = docs::attributes(&type_docs(cx, id));
    let path = tokens(path);
    vec![Item::Rust(quote! { #doc pub type #ident = #path; })]
}
