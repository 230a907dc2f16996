//! What a method gives: the request, its setters, and the enums of its answers and errors.

use proc_macro2::TokenStream;
use quote::quote;

use super::{answers, bodies, headers, paging, parameters, streams};
use crate::{
    analyse::Output,
    emit::{
        Context, Item, Row, Table, docs,
        rust::{Imports, tokens},
    },
    ir::{AnswerBody, Operation, Parameter},
};

pub(super) fn request_items(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Vec<Item> {
    let names = &cx.names.operations[index];
    let handle = &cx.names.groups[operation.group.0].handle;
    let output = match Output::of(operation) {
        Output::One(AnswerBody::Stream) => String::new(),
        Output::One(body) => answers::decoder(body, imports),
        Output::ByStatus => format!("{}<{}>", imports.runtime("ByStatus"), names.answer),
    };
    let kinds = streams::answer_kinds(operation, output, imports);
    let mut items = vec![Item::Table(Table {
        name: "request",
        head: String::new(),
        rows: vec![Row {
            docs: vec![format!("The request that [`{handle}::{}`] builds.", names.methods[0])],
            text: format!("{} -> {kinds};", names.request),
        }],
    })];
    items.extend(paging::page_table(cx, index, operation, imports).map(Item::Table));
    let mut setters: Vec<TokenStream> = Vec::new();
    for (parameter, name) in operation.parameters.iter().zip(&names.parameters) {
        if !parameter.required {
            setters.push(setter(cx, parameter, name, imports));
        }
    }
    if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
        for (content, name) in body.contents.iter().zip(&names.body_setters) {
            let (taken, calls) = bodies::argument(cx, content, imports);
            let name = tokens(name);
            let mut lines = body.description.as_deref().map(docs::prose).unwrap_or_default();
            if lines.is_empty() {
                lines.push(format!("The body, as {}.", docs::code(&content.media_type)));
            }
            let doc = docs::attributes(&lines);
            setters.push(quote! {
                #doc
                pub fn #name(mut self, #taken) -> Self {
                    self.request = self.request #calls;
                    self
                }
            });
        }
    }
    if !setters.is_empty() {
        let ident = tokens(&names.request);
        items.push(Item::Rust(quote! { impl #ident { #(#setters)* } }));
    }
    items.extend(answers::answer_items(cx, index, operation, imports));
    items.extend(answers::error_items(cx, index, operation, imports));
    items.extend(headers::header_items(cx, index, operation, imports));
    items
}

fn setter(
    cx: Context<'_>,
    parameter: &Parameter,
    name: &str,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let argument = parameters::argument(cx, parameter, name, imports);
    let (ident, ty, prepare, calls) = (tokens(name), argument.ty, argument.prepare, argument.calls);
    let doc = docs::attributes(&parameter_docs(parameter));
    let deprecated = parameter.deprecated.then(|| quote!(#[deprecated]));
    quote! {
        #doc
        #deprecated
        pub fn #ident(mut self, #ident: #ty) -> Self {
            #prepare
            self.request = self.request #calls;
            self
        }
    }
}

fn parameter_docs(parameter: &Parameter) -> Vec<String> {
    let mut lines = parameter.description.as_deref().map(docs::prose).unwrap_or_default();
    if lines.is_empty() {
        lines.push(format!("Sets {}.", docs::code(&parameter.name)));
    }
    if parameter.is_idempotency_key {
        lines.push(String::new());
        lines.push(
            "Every call has a fresh one unless it is set, the same for all attempts of the call."
                .to_owned(),
        );
    }
    if let Some(default) = &parameter.default {
        let text = default.to_string();
        if text.len() <= 80 {
            lines.push(String::new());
            lines.push(format!("When left out, the server takes {}.", docs::code(&text)));
        }
    }
    lines
}
