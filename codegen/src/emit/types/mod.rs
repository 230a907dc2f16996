//! The types: one file each, and the list of them.

mod alias;
mod constructor;
mod enums;
mod multipart;
mod object;
mod rules;
mod union;

use std::{collections::BTreeSet, iter};

use super::{Context, Item, Source, docs, rust::Imports};
use crate::ir::{
    TypeId, TypeKind,
    graph::{named, uses},
};

pub(super) use rules::long_integer;
pub(super) use union::{guarded_row, tagged_row, variant_docs};

/// `src/types.rs`: the modules, and what they define.
pub(super) fn generate_index(cx: Context<'_>) -> Source {
    let mut names: Vec<_> =
        cx.names.types.iter().map(|names| (&names.module, &names.ident)).collect();
    names.sort();
    let modules = names.iter().map(|(module, _)| format!("mod {module};")).collect();
    let exports =
        names.iter().map(|(module, ident)| format!("pub use {module}::{ident};")).collect();
    let docs = vec!["The types of the API's requests and answers.".to_owned()];
    Source::rust("src/types.rs", docs, vec![Item::code(modules), Item::code(exports)])
}

/// `src/types/<type>.rs`.
pub(super) fn generate(cx: Context<'_>, index: usize) -> Source {
    let id = TypeId(index);
    let def = cx.api.type_def(id);
    let names = &cx.names.types[index];
    let mut imports = Imports::of_type_file(cx, names_in(cx, id));
    let mut items = match (&def.replaced_by, &def.kind) {
        (Some(path), _) => alias::replaced(cx, id, path),
        (None, TypeKind::Object(object)) => object::generate(cx, id, object, &mut imports),
        (None, TypeKind::Enum(listed)) => enums::generate(cx, id, listed, &mut imports),
        (None, TypeKind::Union(union)) => union::generate(cx, id, union, &mut imports),
        (None, TypeKind::Alias { target, .. }) => alias::generate(cx, id, target, &mut imports),
    };
    let uses = imports.lines(Some(&names.ident));
    if !uses.is_empty() {
        items.insert(0, Item::code(uses));
    }
    Source::rust(format!("src/types/{}.rs", names.module), Vec::new(), items)
}

/// What the documentation of a type says; never empty.
fn type_docs(cx: Context<'_>, id: TypeId) -> Vec<String> {
    let def = cx.api.type_def(id);
    let prose = def.description.as_deref().map(docs::prose).unwrap_or_default();
    let twin = def.twin_of.and_then(|twin| cx.names.types.get(twin.0)).map(|twin| {
        let name = &twin.ident;
        format!("What a request holds; in answers it is [`{name}`](super::{name}).")
    });
    let fallback = || match &def.replaced_by {
        Some(_) => "A type of the user's own.".to_owned(),
        None => format!("{}.", docs::code(&def.path.join(" "))),
    };
    match (prose.is_empty(), twin) {
        (true, None) => vec![fallback()],
        (true, Some(twin)) => vec![twin],
        (false, None) => prose,
        (false, Some(twin)) => prose.into_iter().chain([String::new(), twin]).collect(),
    }
}

/// The names of the types that a file defines or mentions; what they shadow must be spelled out.
fn names_in(cx: Context<'_>, id: TypeId) -> BTreeSet<String> {
    let mentioned = uses(cx.api.type_def(id)).into_iter().flat_map(|(_, ty)| named(ty));
    let ids = iter::once(id).chain(mentioned);
    ids.map(|id| cx.names.types[id.0].ident.clone()).collect()
}
