//! What a call gives: the answer's type, the enum by status where there are several, and the enum of documented errors.

use quote::quote;

use crate::{
    analyse::{Output, typed_errors},
    emit::{
        Context, Item, Row, Table, docs,
        rust::{Imports, tokens},
    },
    ir::{Answer, AnswerBody, Operation, Status},
    name::status_word,
};

/// The runtime's type that decodes an answer, with the type of the body, if there is one, in angle brackets.
pub(super) fn decoder(body: &AnswerBody, imports: &mut Imports<'_>) -> String {
    let kind = match body {
        AnswerBody::Empty => "Empty",
        AnswerBody::Json(_) => "Json",
        // Beside other statuses a stream is read to its end.
        AnswerBody::Text | AnswerBody::Stream => "Text",
        AnswerBody::Bytes => "Binary",
    };
    let kind = imports.runtime(kind);
    match body_type(body, imports) {
        Some(held) => format!("{kind}<{held}>"),
        None => kind,
    }
}

/// The type of a decoded body.
fn body_type(body: &AnswerBody, imports: &mut Imports<'_>) -> Option<String> {
    match body {
        AnswerBody::Empty => None,
        AnswerBody::Json(ty) => Some(imports.ty(ty)),
        AnswerBody::Text | AnswerBody::Stream => Some("String".to_owned()),
        AnswerBody::Bytes => Some(imports.runtime("Bytes")),
    }
}

/// The enum of an operation's answers, if it has several.
pub(super) fn answer_items(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Vec<Item> {
    if Output::of(operation) != Output::ByStatus {
        return Vec::new();
    }
    let names = &cx.names.operations[index];
    let method = format!("{}::{}", cx.names.groups[operation.group.0].handle, names.methods[0]);
    let summary = format!("What [`{method}`] answers, by status.");
    let mut items =
        by_status("answers", &names.answer, &summary, operation.answers.iter(), imports);
    items.extend(shared_body(&names.answer, operation, imports));
    items
}

/// Methods that give the body whatever the status, where all statuses that have one have the same.
fn shared_body(name: &str, operation: &Operation, imports: &mut Imports<'_>) -> Option<Item> {
    let (without, with): (Vec<&Answer>, Vec<&Answer>) =
        operation.answers.iter().partition(|answer| answer.body == AnswerBody::Empty);
    let body = &with.first()?.body;
    if with.iter().any(|answer| &answer.body != body) {
        return None;
    }
    let (ident, ty) = (tokens(name), tokens(&body_type(body, imports)?));
    let variants = with.iter().map(|answer| tokens(&status_name(answer.status)));
    let variants = quote!(#(Self::#variants(body))|*);
    let methods = if without.is_empty() {
        quote! {
            #[doc = " The body, which is the same for every status."]
            #[must_use]
            pub fn body(&self) -> &#ty { match self { #variants => body } }
            #[doc = " The body, which is the same for every status."]
            #[must_use]
            pub fn into_body(self) -> #ty { match self { #variants => body } }
        }
    } else {
        let empty = without.iter().map(|answer| tokens(&status_name(answer.status)));
        let empty = quote!(#(Self::#empty)|*);
        quote! {
            #[doc = " The body, for the statuses that have one."]
            #[must_use]
            pub fn body(&self) -> Option<&#ty> { match self { #variants => Some(body), #empty => None } }
            #[doc = " The body, for the statuses that have one."]
            #[must_use]
            pub fn into_body(self) -> Option<#ty> { match self { #variants => Some(body), #empty => None } }
        }
    };
    Some(Item::Rust(quote! { impl #ident { #methods } }))
}

/// The enum of an operation's documented errors.
pub(super) fn error_items(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Vec<Item> {
    if typed_errors(operation).next().is_none() {
        return Vec::new();
    }
    let names = &cx.names.operations[index];
    let method = format!("{}::{}", cx.names.groups[operation.group.0].handle, names.methods[0]);
    let summary = format!(
        "The documented errors of [`{method}`], by status. Taken from an error with [`Error::documented`](crate::Error::documented)."
    );
    by_status("errors", &names.error, &summary, typed_errors(operation), imports)
}

fn by_status<'a>(
    table: &'static str,
    name: &str,
    summary: &str,
    answers: impl Iterator<Item = &'a Answer>,
    imports: &mut Imports<'_>,
) -> Vec<Item> {
    // The word for every status that has no row.
    let fallback = if table == "answers" { "success" } else { "default" };
    let mut variants = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for answer in answers {
        let variant = status_name(answer.status);
        let lines = docs::own(&status_docs(answer));
        let (doc, ident) = (docs::attributes(&lines), tokens(&variant));
        match body_type(&answer.body, imports) {
            Some(ty) => {
                let ty = tokens(&ty);
                variants.push(quote! { #doc #ident(#ty), });
            }
            None => variants.push(quote! { #doc #ident, }),
        }
        let decoder = decoder(&answer.body, imports);
        rows.push(
            format!("{} => {variant}: {decoder};", status_key(answer.status, fallback)).into(),
        );
    }
    let (doc, ident) = (docs::attributes(&docs::own(summary)), tokens(name));
    vec![
        Item::Rust(quote! {
            #doc
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #ident { #(#variants)* }
        }),
        Item::Table(Table { name: table, head: name.to_owned(), rows }),
    ]
}

fn status_docs(answer: &Answer) -> String {
    let status = status_text(answer.status);
    let prose = docs::sentence(&docs::line(&answer.description));
    if prose.is_empty() { format!("{status}.") } else { format!("{status}: {prose}") }
}

/// A status for people.
pub(super) fn status_text(status: Status) -> String {
    match status {
        Status::Exact(code) => format!("`{code}`"),
        Status::Range(hundreds) => format!("`{hundreds}XX`"),
        Status::Default => "Any other status".to_owned(),
    }
}

/// A status in a table.
fn status_key(status: Status, fallback: &str) -> String {
    match status {
        Status::Exact(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}xx"),
        Status::Default => fallback.to_owned(),
    }
}

/// A status as a variant.
pub(super) fn status_name(status: Status) -> String {
    match status {
        Status::Exact(code) => status_word(code),
        Status::Range(1) => "Informational".to_owned(),
        Status::Range(2) => "Success".to_owned(),
        Status::Range(3) => "Redirection".to_owned(),
        Status::Range(4) => "ClientError".to_owned(),
        Status::Range(_) => "ServerError".to_owned(),
        Status::Default => "Other".to_owned(),
    }
}
