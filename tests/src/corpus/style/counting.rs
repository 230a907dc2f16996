//! Names that count: `Event2`, `Variant1`.
//!
//! A number in a name counts if no key and no text of the document (prose and examples aside) has it behind the word
//! that it stands behind, whatever parts the two there (`gpt-5`, `Gpt5`, `gpt 5` are one), and if it is not the
//! beginning of a piece that the name was made of (`pet` and `2fa`). So it is found wherever it stands in the name,
//! the number of a parent too, and whatever rule gave it. A number that a name begins with never counts.
//!
//! One at its end also counts where the name without it is that of another type (of another variant), and no piece
//! that the name was made of ends with it.
//!
//! Of unions it is asked whether a variant has such a number; `Variant` with a number always is one.

use std::collections::HashSet;

use vetted_codegen::{
    ir::{Api, Type, TypeId, TypeKind},
    name::TypeNames,
};

use super::{Look, Measure, Style, vocabulary::Vocabulary};

pub(super) fn take(look: Look<'_>, vocabulary: &Vocabulary, style: &mut Style) {
    let cx = look.made.cx;
    let all: HashSet<&str> = cx.names.types.iter().map(|names| names.ident.as_str()).collect();
    for (def, names) in cx.api.types.iter().zip(&cx.names.types) {
        let pieces: Vec<&str> = def.path.iter().map(String::as_str).collect();
        let counts = |name: &str, others: &HashSet<&str>, pieces: &[&str]| {
            vocabulary.counting(name, pieces).is_some() || counts_up(name, others, pieces)
        };
        let counted = counts(&names.ident, &all, &pieces);
        style.count(Measure::CountedTypes, counted, || names.ident.clone());
        if let TypeKind::Union(union) = &def.kind {
            let siblings = names.members.iter().map(String::as_str).collect();
            let counted = union.variants.iter().zip(&names.members).find(|(variant, name)| {
                let mut pieces = pieces.clone();
                pieces.extend(variant.hint.as_deref());
                pieces.extend(path_of(cx.api, &variant.ty));
                is_variant_n(name) || counts(name, &siblings, &pieces)
            });
            let name = || counted.map_or_else(String::new, |(_, name)| shown(names, name));
            style.count(Measure::CountedUnions, counted.is_some(), name);
        }
    }
}

fn shown(names: &TypeNames, variant: &str) -> String {
    format!("{}::{variant}", names.ident)
}

/// The pieces that the name of a held type was made of.
fn path_of<'a>(api: &'a Api, ty: &'a Type) -> impl Iterator<Item = &'a str> {
    let mut ty = ty;
    while let [held] = ty.held() {
        ty = held;
    }
    let id: Option<TypeId> = if let Type::Named(id) = ty { Some(*id) } else { None };
    id.into_iter().flat_map(|id| api.type_def(id).path.iter().map(String::as_str))
}

/// `Pet2` beside `Pet`, unless something is called so in the document.
fn counts_up(name: &str, others: &HashSet<&str>, pieces: &[&str]) -> bool {
    let plain = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = name.get(plain.len()..).unwrap_or_default();
    !number.is_empty()
        && others.contains(plain)
        && !pieces.iter().any(|piece| piece.ends_with(number))
}

/// `Variant1`.
fn is_variant_n(name: &str) -> bool {
    let number = name.strip_prefix("Variant").unwrap_or_default();
    !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}
