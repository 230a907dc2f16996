//! The operations: a file a group; for a group too long for a person, a file an operation.

mod answers;
mod bodies;
mod describe;
mod encodings;
mod evidence;
mod headers;
mod method;
mod paging;
mod parameters;
mod request;
mod sections;
mod streams;

use quote::quote;

pub(super) use self::{
    evidence::source_line,
    method::{about, call},
};
use super::{
    Context, Item, Row, Source, Struct, docs,
    rust::{Imports, tokens},
};
use crate::ir::{GroupId, Operation};

/// How many operations one file may hold.
const LONG: usize = 12;

/// Whether a group is split into a file an operation.
pub(super) fn is_long(cx: Context<'_>, group: GroupId) -> bool {
    cx.facts.operations_of[group.0].len() > LONG
}

/// `src/<group>.rs`.
pub(super) fn generate(cx: Context<'_>, group: usize) -> Source {
    let id = GroupId(group);
    let names = &cx.names.groups[group];
    let about = cx.api.group(id);
    let description = about.description.as_deref().map(docs::prose).unwrap_or_default();
    let summary = format!("The operations of {}.", docs::code(&about.name));
    let mut module_docs = if description.is_empty() { vec![summary] } else { description };
    let listed = super::package::operations_of_group(cx, id);
    if !listed.is_empty() {
        module_docs.extend([String::new(), "# Operations".to_owned(), String::new()]);
        module_docs.extend(listed);
    }
    let handle = handle(cx, group);

    if is_long(cx, id) {
        let mut modules = Vec::new();
        let mut exports = Vec::new();
        for (index, operation) in operations_of(cx, id) {
            let module = &cx.names.operations[index].module;
            modules.push(format!("mod {module};"));
            let mut items = vec![cx.names.operations[index].request.clone()];
            items.extend(answers::enum_names(cx, index, operation));
            items.sort();
            let items: Vec<&str> = items.iter().map(String::as_str).collect();
            exports.extend(
                super::rust::use_line(module, &items).into_iter().map(|line| {
                    if line.starts_with("use ") { format!("pub {line}") } else { line }
                }),
            );
        }
        modules.sort();
        let items = vec![
            Item::code(vec!["use vetted_runtime::Core;".to_owned()]),
            Item::code(modules),
            Item::code(exports),
            handle,
        ];
        return Source::rust(format!("src/{}.rs", names.module), module_docs, items);
    }

    let mut imports = Imports::of_group_file(cx);
    imports.runtime("Core");
    let mut methods = Vec::new();
    let mut statics = Vec::new();
    let mut rest = Vec::new();
    for (index, operation) in operations_of(cx, id) {
        statics.extend(describe::operation(cx, index, operation, &mut imports));
        methods.extend(method::methods(cx, index, operation, &mut imports));
        rest.extend(request::request_items(cx, index, operation, &mut imports));
    }
    let ident = tokens(&names.handle);
    let mut items = vec![Item::code(uses(&imports)), Item::code(statics), handle];
    items.push(Item::Rust(quote! { impl #ident<'_> { #(#methods)* } }));
    items.extend(rest);
    Source::rust(format!("src/{}.rs", names.module), module_docs, items)
}

/// `src/<group>/<operation>.rs`.
pub(super) fn generate_one(cx: Context<'_>, index: usize) -> Source {
    let operation = &cx.api.operations[index];
    let group = &cx.names.groups[operation.group.0];
    let mut imports = Imports::of_group_file(cx);
    let statics = describe::operation(cx, index, operation, &mut imports);
    let methods = method::methods(cx, index, operation, &mut imports);
    let rest = request::request_items(cx, index, operation, &mut imports);
    let ident = tokens(&group.handle);
    let mut lines = uses(&imports);
    lines.push(format!("use super::{};", group.handle));
    let mut items = vec![Item::code(lines), Item::code(statics)];
    items.push(Item::Rust(quote! { impl #ident<'_> { #(#methods)* } }));
    items.extend(rest);
    let docs = vec![method::call(operation)];
    let module = &cx.names.operations[index].module;
    Source::rust(format!("src/{}/{module}.rs", group.module), docs, items)
}

/// The handle that gives a group's operations.
fn handle(cx: Context<'_>, group: usize) -> Item {
    let names = &cx.names.groups[group];
    let about = docs::code(&cx.api.group(GroupId(group)).name);
    let docs = vec![
        format!("The operations of {about}."),
        String::new(),
        format!("Given by [`Client::{0}`](crate::Client::{0}).", names.module),
    ];
    Item::Struct(Struct {
        docs,
        attributes: vec!["#[derive(Debug, Clone, Copy)]".to_owned()],
        name: format!("{}<'c>", names.handle),
        fields: vec![Row::from("pub(crate) core: &'c Core,".to_owned())],
    })
}

/// The imports of a file of operations.
fn uses(imports: &Imports<'_>) -> Vec<String> {
    let mut lines = imports.lines(None);
    let inner: Vec<&str> = [("schemes", imports.uses_schemes()), ("types", imports.uses_types())]
        .into_iter()
        .filter_map(|(name, used)| used.then_some(name))
        .collect();
    super::rust::push_group(&mut lines, super::rust::use_line("crate", &inner));
    lines
}

/// The operations of a group, with their indexes.
pub(super) fn operations_of(
    cx: Context<'_>,
    group: GroupId,
) -> impl Iterator<Item = (usize, &Operation)> {
    let places = cx.facts.operations_of[group.0].iter();
    places.map(move |&index| (index, &cx.api.operations[index]))
}
