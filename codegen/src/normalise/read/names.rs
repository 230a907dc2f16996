//! Names for what is referred to and is no component of the document.

use super::reference::{SECTIONS, component_at};
use crate::{diagnostic::Pointer, model::Method};

/// Tokens that only say what `OpenAPI` calls things.
const STRUCTURE: [&str; 10] = [
    "components",
    "schemas",
    "paths",
    "properties",
    "content",
    "schema",
    "application/json",
    "items",
    "$defs",
    "definitions",
];

/// Keys at the top of a file that holds one thing; other keys there are names of things.
const KEYWORDS: [&str; 16] = [
    "properties",
    "patternProperties",
    "additionalProperties",
    "items",
    "prefixItems",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "schema",
    "content",
    "headers",
    "paths",
    "parameters",
    "requestBody",
    "responses",
];

/// A name for what stands at a pointer: its own where it has one, then the tokens that lead on from there.
pub(super) fn made(pointer: &Pointer) -> String {
    let tokens = pointer.tokens();
    let (name, rest) = match pointer.file_name() {
        Some(file) => named(file, &tokens),
        None => (None, &tokens[..]),
    };
    let rest = rest.iter().filter(|token| !STRUCTURE.contains(token)).map(|token| word(token));
    let words: Vec<String> = name.into_iter().chain(rest).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "Root".to_owned() } else { words.join("_") }
}

/// The name that something has where it stands: that of a component, of an entry at the top of another file, or of that
/// file.
pub(super) fn own(pointer: &Pointer) -> Option<String> {
    let Some(file) = pointer.file_name() else {
        return component_at(pointer).map(|(_, name)| name.to_owned());
    };
    let tokens = pointer.tokens();
    let (name, rest) = named(file, &tokens);
    name.filter(|_| rest.is_empty())
}

/// Whether two names say the same, however they are written.
pub(super) fn same(one: &str, other: &str) -> bool {
    let plain = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    plain(one) == plain(other)
}

/// The name of the outermost thing that a pointer into a file leads through, and the tokens behind it.
fn named<'t>(file: &str, inside: &'t [&'t str]) -> (Option<String>, &'t [&'t str]) {
    let is_name = |name: &str| name.parse::<u64>().is_err();
    let is_keyword = |name: &str| KEYWORDS.contains(&name) || Method::of_key(name).is_some();
    match inside {
        ["components", section, name, rest @ ..] if SECTIONS.contains(section) => {
            (Some((*name).to_owned()), rest)
        }
        [section, name, rest @ ..]
            if is_name(name)
                && (SECTIONS.contains(section) || matches!(*section, "$defs" | "definitions")) =>
        {
            (Some((*name).to_owned()), rest)
        }
        [name, rest @ ..] if is_name(name) && !is_keyword(name) => (Some((*name).to_owned()), rest),
        inside => {
            let name = file.rsplit_once('/').map_or(file, |(_, name)| name);
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            (Some(stem.to_owned()).filter(|stem| !stem.is_empty()), inside)
        }
    }
}

/// A token as a part of a name.
fn word(token: &str) -> String {
    let mut word = String::new();
    for c in token.chars() {
        match c {
            c if c.is_alphanumeric() => word.push(c),
            _ if word.ends_with('_') || word.is_empty() => {}
            _ => word.push('_'),
        }
    }
    word.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{made, own, same};
    use crate::diagnostic::Pointer;

    fn at(file: &str, inside: &str) -> Pointer {
        Pointer::file(file).parse_from(inside)
    }

    #[test]
    fn things_in_other_files_keep_their_names() {
        for (file, inside, name) in [
            ("common.yaml", "/components/schemas/Pet", Some("Pet")),
            ("common.yaml", "/components/responses/NotFound", Some("NotFound")),
            ("common.yaml", "/definitions/pet-v2", Some("pet-v2")),
            ("schemas/all.yaml", "/Pet", Some("Pet")),
            ("schemas/pet.v2.yaml", "", Some("pet.v2")),
            ("schemas/pet.yaml", "/properties/id", None),
            ("paths.yaml", "/paths/~1a/get", None),
        ] {
            assert_eq!(own(&at(file, inside)).as_deref(), name, "{file} {inside}");
        }
    }

    #[test]
    fn what_has_no_name_is_named_by_the_way_to_it() {
        for (file, inside, name) in [
            ("common.yaml", "/components/schemas/Pet/properties/id", "Pet_id"),
            ("schemas/all.yaml", "/Pet/properties/tags/items", "Pet_tags"),
            ("schemas/pet.yaml", "/properties/id", "pet_id"),
            (
                "paths/pets.yaml",
                "/responses/200/content/application~1json/schema",
                "pets_responses_200",
            ),
        ] {
            assert_eq!(made(&at(file, inside)), name, "{file} {inside}");
        }
        assert_eq!(made(&Pointer::parse("/paths/~1a~1{b}/get")), "a_b_get");
        assert_eq!(made(&Pointer::root()), "Root");
    }

    #[test]
    fn spelling_makes_no_other_name() {
        assert!(same("UserName", "user-name"));
        assert!(!same("User", "Users"));
    }
}
