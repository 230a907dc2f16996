//! The method that begins a request.

use proc_macro2::TokenStream;
use quote::quote;

use super::{answers::status_text, bodies, evidence, paging, parameters, sections};
use crate::{
    analyse::typed_errors,
    emit::{
        Context, docs,
        literal::literal_token,
        rust::{Imports, tokens},
        sample::{self, Manner},
    },
    ir::{BodyContent, Operation},
};

/// One method a media type of a required body; one otherwise.
pub(super) fn methods(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Vec<TokenStream> {
    let contents: Vec<Option<&BodyContent>> = match &operation.body {
        Some(body) if body.required => body.contents.iter().map(Some).collect(),
        _ => vec![None],
    };
    contents
        .into_iter()
        .zip(&cx.names.operations[index].methods)
        .map(|(content, name)| method(cx, index, operation, name, content, imports))
        .collect()
}

fn method(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    name: &str,
    content: Option<&BodyContent>,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let names = &cx.names.operations[index];
    let mut arguments = Vec::new();
    let mut prepares = Vec::new();
    let mut calls = TokenStream::new();
    for (parameter, ident) in operation.parameters.iter().zip(&names.parameters) {
        if parameter.constant.is_some() {
            calls.extend(parameters::constant(parameter, imports));
        } else if parameter.required {
            let argument = parameters::argument(cx, parameter, ident, imports);
            let (ident, ty) = (tokens(ident), argument.ty);
            arguments.push(quote!(#ident: #ty));
            prepares.push(argument.prepare);
            calls.extend(argument.calls);
        }
    }
    if let [answer] = operation.answers.as_slice()
        && let Some(accept) = &answer.accept
    {
        let accept = literal_token(accept);
        calls.extend(quote!(.accept(#accept)));
    }
    if let Some(content) = content {
        let (taken, call) = bodies::argument(cx, content, imports);
        arguments.push(taken);
        calls.extend(call);
    }
    let doc = docs::attributes(&method_docs(cx, index, operation, name, content));
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let (method, request, constant) =
        (tokens(name), tokens(&names.request), tokens(&names.constant));
    let first = *name == names.methods[0];
    let aliases = first.then(|| evidence::aliases(operation, name));
    quote! {
        #doc
        #aliases
        #deprecated
        pub fn #method(&self, #(#arguments),*) -> #request {
            #(#prepares)*
            #request { request: self.core.request(&#constant) #calls }
        }
    }
}

fn method_docs(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    name: &str,
    content: Option<&BodyContent>,
) -> Vec<String> {
    let names = &cx.names.operations[index];
    // A second method of the same operation points at the first.
    if let Some(content) = content.filter(|_| name != names.methods[0]) {
        let first = &names.methods[0];
        let what = sections::body_kind(cx, content);
        return docs::own(&format!("[`Self::{first}`] with a body of {what}."));
    }
    let mut lines = Vec::new();
    let blank = |lines: &mut Vec<String>| lines.push(String::new());
    let (opening, rest) = opening(operation.summary.as_deref(), operation.description.as_deref());
    if !opening.is_empty() {
        lines.extend(docs::own(&opening));
        blank(&mut lines);
    }
    let media_type = content.filter(|_| cx.names.operations[index].methods.len() > 1);
    let with = media_type
        .map(|content| format!(" with {}", docs::code(&content.media_type)))
        .unwrap_or_default();
    lines.push(format!("{}{with}", call(operation)));
    if let Some(title) = &operation.vendor_title {
        blank(&mut lines);
        lines.extend(docs::own(&format!("The vendor's title: {}.", docs::line(title))));
    }
    if !rest.is_empty() {
        blank(&mut lines);
        lines.extend(rest);
    }
    let sent = sections::parameters(cx, index, operation, content);
    for section in [sent, sections::returns(cx, index, operation)] {
        if !section.is_empty() {
            blank(&mut lines);
            lines.extend(section);
        }
    }
    if !operation.errors.is_empty() {
        blank(&mut lines);
        lines.push("# Errors".to_owned());
        blank(&mut lines);
        for answer in &operation.errors {
            let prose = docs::sentence(&docs::line(&answer.description));
            let prose = if prose.is_empty() { "documented.".to_owned() } else { prose };
            lines.extend(docs::own_item(&format!("{}: {prose}", status_text(answer.status))));
        }
    }
    if typed_errors(operation).next().is_some() {
        blank(&mut lines);
        lines.push(format!("Their bodies are typed by [`{}`].", cx.names.operations[index].error));
    }
    let headers = header_lines(operation);
    if !headers.is_empty() {
        blank(&mut lines);
        lines.push("# Response headers".to_owned());
        blank(&mut lines);
        lines.extend(headers);
        blank(&mut lines);
        lines.push(format!("They are typed by [`{}`].", cx.names.operations[index].headers));
    }
    if let Some(example) = sample::call(cx, index, Manner::Awaited) {
        blank(&mut lines);
        lines.push("# Example".to_owned());
        blank(&mut lines);
        lines.extend(sample::block(cx, example));
    }
    let pages = paging::page_docs(cx, index);
    if !pages.is_empty() {
        blank(&mut lines);
        lines.extend(pages);
    }
    let evidence = evidence::section(operation);
    if !evidence.is_empty() {
        blank(&mut lines);
        lines.extend(evidence);
    }
    if let Some(url) =
        operation.docs_url.as_ref().filter(|url| !evidence::is_source(operation, url))
    {
        blank(&mut lines);
        lines.push(format!("Source: {}", docs::address(url)));
    }
    lines
}

/// The first paragraph of what the document says of an operation, and all that comes behind it.
fn opening(summary: Option<&str>, description: Option<&str>) -> (String, Vec<String>) {
    let (opening, mut rest) = docs::opening(summary.or(description).unwrap_or_default());
    if let (Some(_), Some(description)) = (summary, description) {
        // Many descriptions begin with the summary.
        let (first, others) = docs::opening(description);
        let more = if first == opening { others } else { docs::prose(description) };
        if !rest.is_empty() && !more.is_empty() && rest != more {
            rest.push(String::new());
        }
        if rest != more {
            rest.extend(more);
        }
    }
    (opening, rest)
}

/// What an operation does, in one line of an index.
pub(in crate::emit) fn about(operation: &Operation) -> String {
    let described = || operation.description.as_deref().map(docs::first_sentence);
    let summary = operation.summary.as_deref().map(docs::line).filter(|it| !it.is_empty());
    summary.or_else(described).unwrap_or_default()
}

/// The HTTP method and the path, for readers.
pub(in crate::emit) fn call(operation: &Operation) -> String {
    docs::code(&format!("{} {}", operation.method.as_str(), operation.path))
}

fn header_lines(operation: &Operation) -> Vec<String> {
    let mut lines = Vec::new();
    for header in
        operation.answers.iter().chain(&operation.errors).flat_map(|answer| &answer.headers)
    {
        let about = header.description.as_deref().map(docs::line).unwrap_or_default();
        let about = docs::sentence(&about);
        let name = docs::code(&header.name);
        let line = if about.is_empty() { name } else { format!("{name}: {about}") };
        let item = docs::own_item(&line);
        if !item.iter().all(|line| lines.contains(line)) {
            lines.extend(item);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_an_operation_is_said_whole_and_once() {
        for (summary, description, expected) in [
            (Some("Lists."), None, ("Lists.", "")),
            (Some("Lists.\n\nSlowly."), Some("All."), ("Lists.", "Slowly.\n\nAll.")),
            (None, Some("Lists.\n\nAll."), ("Lists.", "All.")),
            (Some("Lists"), Some("Lists.\n\nAll."), ("Lists.", "All.")),
            (Some("Lists.\n\nAll."), Some("Lists.\n\nAll."), ("Lists.", "All.")),
            (None, Some("- a\n- b"), ("", "- a\n- b")),
            (None, None, ("", "")),
        ] {
            let (first, rest) = opening(summary, description);
            assert_eq!((first.as_str(), rest.join("\n").as_str()), expected, "{summary:?}");
        }
    }
}
