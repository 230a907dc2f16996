//! Branches of a union that only say null.

use super::{Keywords, Said, is_annotation};

/// A branch of a union that only says null → `nullable`. A union of one is that one.
pub(super) fn null_branch(map: &mut Keywords<'_>, key: &'static str) {
    let Some(mut branches) = map.get(key).and_then(Said::as_list) else { return };
    let count = branches.len();
    branches.retain(|branch| !is_null(branch));
    if branches.len() == count {
        return;
    }
    map.insert("nullable", true);
    let alone = match branches.as_mut_slice() {
        [] => {
            map.remove(key);
            map.or_insert("enum", Said::List(vec![Said::Null]));
            return;
        }
        [alone] if !map.has("allOf") && !map.has("discriminator") => alone,
        _ => {
            map.insert(key, Said::List(branches));
            return;
        }
    };
    map.remove(key);
    let only_annotated = map.keys().all(is_annotation);
    match alone.as_keywords() {
        // What stands around the branch goes before what it says of itself.
        Some(branch) if only_annotated && !branch.has("$ref") => {
            for (key, said) in branch {
                map.or_insert(key, said);
            }
        }
        branch => {
            let branch = branch.map(|branch| Said::Schema(lift_annotations(map, branch)));
            let branch = branch.unwrap_or_else(|| alone.clone());
            map.insert("allOf", Said::List(vec![branch]));
        }
    }
}

/// What the only branch says beside its reference is said of the whole. Gives what is left of the branch.
fn lift_annotations<'d>(map: &mut Keywords<'d>, mut branch: Keywords<'d>) -> Keywords<'d> {
    if branch.has("$ref") {
        for key in branch.keys().filter(|key| is_annotation(key)).collect::<Vec<_>>() {
            if let Some(said) = branch.remove(key) {
                map.or_insert(key, said);
            }
        }
    }
    branch
}

fn is_null(schema: &Said<'_>) -> bool {
    let Some(map) = schema.as_keywords() else { return false };
    let null_list = |said: &Said<'_>| only(said).is_some_and(|value| value.is_null());
    let is_null_type = |said: &Said<'_>| {
        let alone = only(said);
        alone.as_ref().unwrap_or(said).as_str() == Some("null")
    };
    let is_enum_of_null = map.get("enum").is_some_and(null_list);
    let mut says_null = false;
    for (key, said) in map {
        match key {
            "type" if is_null_type(&said) => says_null = true,
            "const" if said.is_null() => says_null = true,
            "enum" if null_list(&said) => says_null = true,
            "type" if is_enum_of_null => {}
            key if is_annotation(key) => {}
            _ => return false,
        }
    }
    says_null
}

/// The only item of a list.
fn only<'d>(said: &Said<'d>) -> Option<Said<'d>> {
    said.as_list().filter(|list| list.len() == 1)?.pop()
}
