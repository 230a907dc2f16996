//! The documented headers of an operation's answers: the struct and its table.

use quote::quote;

use crate::{
    emit::{
        Context, Item, Row, Table, docs,
        literal::literal,
        rust::{Imports, tokens},
    },
    ir::Operation,
};

/// The struct of an operation's documented headers, if there are any.
pub(super) fn header_items(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Vec<Item> {
    let names = &cx.names.operations[index];
    if names.headers.is_empty() {
        return Vec::new();
    }
    let method = format!("{}::{}", cx.names.groups[operation.group.0].handle, names.methods[0]);
    let summary = format!(
        "The documented headers of what [`{method}`] answers. Taken from an answer with \
         [`Response::typed_headers`](crate::Response::typed_headers)."
    );
    let (mut fields, mut rows): (Vec<_>, Vec<Row>) = (Vec::new(), Vec::new());
    for (header, name) in operation.headers().iter().zip(&names.header_fields) {
        let ty = imports.ty(&header.ty);
        let mut lines = header.description.as_deref().map(docs::prose).unwrap_or_default();
        if lines.is_empty() {
            lines.push(format!("{}.", docs::code(&header.name)));
        }
        let doc = docs::attributes(&lines);
        let (ident, held) = (tokens(name), tokens(&format!("Option<{ty}>")));
        fields.push(quote! { #doc pub #ident: #held, });
        rows.push(format!("{} => {name}: {ty};", literal(&header.name)).into());
    }
    let (doc, ident) = (docs::attributes(&docs::own(&summary)), tokens(&names.headers));
    vec![
        Item::Rust(quote! {
            #doc
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub struct #ident { #(#fields)* }
        }),
        Item::Table(Table { name: "headers", head: names.headers.clone(), rows }),
    ]
}
