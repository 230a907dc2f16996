//! The types, those that are called alike in one file, and the list of them.

mod alias;
mod constants;
mod constructor;
mod enums;
mod multipart;
mod object;
mod rules;
mod union;

use std::{collections::BTreeSet, iter};

use super::{
    Context, Item, Source, docs,
    rust::{Imports, modules_below},
};
use crate::ir::{
    TypeId, TypeKind,
    graph::{named, uses},
};

pub(super) use rules::long_integer;
pub(super) use union::{guarded_row, tagged_row, variant_docs};

/// A file of types: `src/types.rs`, which lists what stands in the others, or one below it.
pub(super) fn generate(cx: Context<'_>, file: usize) -> Source {
    let names = &cx.names.type_files[file];
    let ids = || names.members.iter().map(|index| TypeId(*index));
    let is_index = names.module.is_empty();
    let mut imports = Imports::of_type_file(cx, names_in(cx, ids()));
    let mut types: Vec<Item> = ids().flat_map(|id| items(cx, id, &mut imports)).collect();
    let own: BTreeSet<&str> = ids().map(|id| cx.names.types[id.0].ident.as_str()).collect();
    let mut lists = if is_index { modules_below(&cx.names.type_files) } else { Vec::new() };
    let uses = if is_index { imports.lines_beside() } else { imports.lines(&own) };
    if !uses.is_empty() {
        lists.insert(0, Item::code(uses));
    }
    lists.append(&mut types);
    let (path, docs) = if is_index {
        let docs = vec!["The types of the API's requests and answers.".to_owned()];
        ("src/types.rs".to_owned(), docs)
    } else {
        (format!("src/types/{}.rs", names.module), Vec::new())
    };
    Source::rust(path, docs, lists)
}

/// The items of a type.
fn items(cx: Context<'_>, id: TypeId, imports: &mut Imports<'_>) -> Vec<Item> {
    let def = cx.api.type_def(id);
    match (&def.replaced_by, &def.kind) {
        (Some(path), _) => alias::replaced(cx, id, path),
        (None, TypeKind::Object(object)) => object::generate(cx, id, object, imports),
        (None, TypeKind::Enum(listed)) => enums::generate(cx, id, listed, imports),
        (None, TypeKind::Union(union)) => union::generate(cx, id, union, imports),
        (None, TypeKind::Alias { target, .. }) => alias::generate(cx, id, target, imports),
    }
}

/// What the documentation of a type says; never empty.
fn type_docs(cx: Context<'_>, id: TypeId) -> Vec<String> {
    let def = cx.api.type_def(id);
    let prose = def.description.as_deref().map(docs::prose).unwrap_or_default();
    let twin = def.twin_of.and_then(|twin| cx.names.types.get(twin.0)).map(|twin| {
        let name = &twin.ident;
        format!("What a request holds; in answers it is [`{name}`](crate::types::{name}).")
    });
    let fallback = || match (&def.replaced_by, def.places.len()) {
        (Some(_), _) => "A type of the user's own.".to_owned(),
        (None, 0) => format!("{}.", docs::code(&def.path.join(" "))),
        (None, 1) => {
            let other = def.places.first().map(|path| path.join(" ")).unwrap_or_default();
            format!("{} and {}.", docs::code(&def.path.join(" ")), docs::code(&other))
        }
        (None, more) => format!("{}, and in {more} more places.", docs::code(&def.path.join(" "))),
    };
    match (prose.is_empty(), twin) {
        (true, None) => vec![fallback()],
        (true, Some(twin)) => vec![twin],
        (false, None) => prose,
        (false, Some(twin)) => prose.into_iter().chain([String::new(), twin]).collect(),
    }
}

/// The names of the types that a file defines or mentions; what they shadow must be spelled out.
fn names_in(cx: Context<'_>, ids: impl Iterator<Item = TypeId>) -> BTreeSet<String> {
    let mentioned =
        |id: TypeId| uses(cx.api.type_def(id)).into_iter().flat_map(|(_, ty)| named(ty));
    let all = ids.flat_map(|id| iter::once(id).chain(mentioned(id)));
    all.map(|id| cx.names.types[id.0].ident.clone()).collect()
}
