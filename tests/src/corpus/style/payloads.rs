//! Variants that are called as the whole type that they hold, where the name could be shorter:
//! `Message::UserMessage(UserMessage)` beside `Message::ToolMessage(ToolMessage)`.
//!
//! Looked at are the variants of each union that hold a type with a name, if there are two of them at least. Where
//! the names of all these begin with the same word, or end with the same, those count that are the name of their
//! type. The whole is all variants of all unions.

use vetted_codegen::{
    emit::Context,
    ir::{Type, TypeKind},
};

use super::{Look, Measure, Style, words};

pub(super) fn take(look: Look<'_>, style: &mut Style) {
    let cx = look.made.cx;
    for (def, names) in cx.api.types.iter().zip(&cx.names.types) {
        let TypeKind::Union(union) = &def.kind else { continue };
        let named = union.variants.iter().zip(&names.members);
        let held: Vec<(&str, Vec<&str>)> = named
            .filter_map(|(variant, name)| Some((name.as_str(), idents(cx, &variant.ty)?)))
            .collect();
        let repeats = held.len() > 1 && share_a_word(held.iter().map(|(name, _)| *name));
        let mut held = held.into_iter().peekable();
        for name in &names.members {
            let of_type = held.next_if(|(held, _)| held == name);
            let whole = of_type.is_some_and(|(name, idents)| idents.contains(&name));
            style.count(Measure::WholePayloads, repeats && whole, || {
                format!("{}::{name}", names.ident)
            });
        }
    }
}

/// The names that a held type goes by: its own, and that of the type whose twin it is.
fn idents<'a>(cx: Context<'a>, ty: &Type) -> Option<Vec<&'a str>> {
    let Type::Named(id) = ty.split_null().0 else { return None };
    let twin = cx.api.type_def(*id).twin_of;
    let ids = [Some(*id), twin].into_iter().flatten();
    Some(ids.filter_map(|id| Some(cx.names.types.get(id.0)?.ident.as_str())).collect())
}

/// Whether all names begin with the same word, or all end with the same.
fn share_a_word<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let names: Vec<Vec<String>> = names.map(words::of_camel).collect();
    let same = |word: fn(&Vec<String>) -> Option<&String>| {
        let mut words = names.iter().map(word);
        let first = words.next().flatten();
        first.is_some() && words.all(|word| word == first)
    };
    same(|words| words.first()) || same(|words| words.last())
}
