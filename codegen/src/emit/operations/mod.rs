//! The operations: a file a group; for a group too long for a person, files by the words of the paths.

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
    rust::{Imports, modules_below, tokens},
};
use crate::ir::{GroupId, Operation};

/// A file of operations: `src/<group>.rs`, which has the handle and lists what stands in the others, or one below it.
pub(super) fn generate(cx: Context<'_>, group: usize, file: usize) -> Source {
    let names = &cx.names.groups[group];
    let file = &names.files[file];
    let is_index = file.module.is_empty();
    let mut imports = Imports::of_group_file(cx);
    if is_index {
        imports.runtime("Core");
    }
    let (mut statics, mut methods, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for index in file.members.iter().copied() {
        let operation = &cx.api.operations[index];
        statics.extend(describe::operation(cx, index, operation, &mut imports));
        methods.extend(method::methods(cx, index, operation, &mut imports));
        rest.extend(request::request_items(cx, index, operation, &mut imports));
    }
    let mut lines = uses(&imports);
    if !is_index {
        lines.push(format!("use super::{};", names.handle));
    }
    let mut items = vec![Item::code(lines)];
    if is_index {
        items.extend(modules_below(&names.files));
    }
    if !statics.is_empty() {
        items.push(Item::code(statics));
    }
    if is_index {
        items.push(handle(cx, group));
    }
    if !methods.is_empty() {
        let ident = tokens(&names.handle);
        items.push(Item::Rust(quote! { impl #ident<'_> { #(#methods)* } }));
    }
    items.extend(rest);
    let about = cx.api.group(GroupId(group));
    if is_index {
        let description = about.description.as_deref().map(docs::prose).unwrap_or_default();
        let summary = format!("The operations of {}.", docs::code(&about.name));
        let mut docs = if description.is_empty() { vec![summary] } else { description };
        let listed = super::package::operations_of_group(cx, GroupId(group));
        if !listed.is_empty() {
            docs.extend([String::new(), "# Operations".to_owned(), String::new()]);
            docs.extend(listed);
        }
        return Source::rust(format!("src/{}.rs", names.module), docs, items);
    }
    let path = format!("src/{}/{}.rs", names.module, file.module);
    Source::rust(path, vec![format!("Operations of {}.", docs::code(&about.name))], items)
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
    let mut lines = imports.lines_beside();
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
