//! Unions without a tag: what a value must look like to be tried as a branch, and the order of trying.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::ir::{Guard, JsonType, Type, Variant};

use super::{
    branches::{Branch, freedom},
    context::Context,
    site::Site,
    tags::constants,
};

/// The variants, the most specific first, each behind its guard.
pub(super) fn order<'a>(
    cx: &mut Context<'a>,
    branches: Vec<Branch<'a>>,
    site: &Site,
) -> Vec<Variant> {
    let telling = telling_property(cx, &branches);
    // How many branches require a key: what all objects require tells nothing apart.
    let objects = branches.iter().filter(|branch| branch.object.is_some()).count();
    let mut required: BTreeMap<&str, usize> = BTreeMap::new();
    for object in branches.iter().filter_map(|branch| branch.object.as_deref()) {
        for name in object.required.keys() {
            *required.entry(name).or_default() += 1;
        }
    }
    let any_object = branches
        .iter()
        .filter(|branch| matches!(branch.json, None | Some(JsonType::Object)))
        .count();

    let mut ranked: Vec<(Rank, Variant)> = Vec::with_capacity(branches.len());
    for branch in branches {
        let mut guard = Guard { json_type: branch.json, ..Guard::default() };
        let mut fields = 0;
        if let Some(object) = &branch.object {
            fields = object.properties.len();
            if any_object > 1 {
                guard.has = object
                    .required
                    .keys()
                    .copied()
                    .filter(|name| object.properties.contains_key(name))
                    .filter(|name| any_object > objects || required.get(name) < Some(&objects))
                    .map(str::to_owned)
                    .collect();
                guard.is =
                    telling.filter(|property| object.requires(property)).and_then(|property| {
                        Some((property.to_owned(), constants(cx, &branch, property)?))
                    });
            }
        }
        if let Some((property, values)) = &branch.nested {
            guard.is = Some((property.clone(), values.clone()));
        }
        // A key whose text is asked for is there anyway.
        if let Some((property, _)) = &guard.is {
            guard.has.retain(|name| name != property);
        }
        let rank = rank(&branch, &guard, fields);
        ranked.push((rank, Variant { guard, ..branch.into_variant() }));
    }
    // Stable: what is equally specific keeps the document's order.
    ranked.sort_by_key(|(rank, _)| *rank);
    let variants: Vec<Variant> = ranked.into_iter().map(|(_, variant)| variant).collect();
    let alike = |pair: &[Variant]| match pair {
        [one, other] => one.guard.json_type == Some(JsonType::Object) && one.guard == other.guard,
        _ => false,
    };
    if variants.windows(2).any(alike) {
        cx.note(
            "union-ambiguous",
            &site.at,
            "some alternatives are told apart by nothing but their fields; the first that leaves out the fewest keys counts",
        );
    }
    variants
}

/// A property that objects require and list texts for, and not all the same ones: that of most branches.
///
/// Two branches may share a text. The guard then only keeps the others out.
fn telling_property<'a>(cx: &Context<'a>, branches: &[Branch<'a>]) -> Option<&'a str> {
    let mut candidates: IndexMap<&'a str, (usize, BTreeSet<String>)> = IndexMap::new();
    for branch in branches {
        let Some(object) = &branch.object else { continue };
        for &name in object.properties.keys().filter(|name| object.requires(name)) {
            let Some(texts) = constants(cx, branch, name) else { continue };
            let (count, seen) = candidates.entry(name).or_default();
            *count += 1;
            seen.extend(texts);
        }
    }
    // `max_by_key` takes the last of equals; the first is wanted.
    candidates
        .into_iter()
        .filter(|(_, (count, texts))| *count == 1 || texts.len() > 1)
        .rev()
        .max_by_key(|(_, (count, texts))| (*count, texts.len()))
        .map(|(name, _)| name)
}

/// Where a branch stands among the others: the less, the earlier.
type Rank = (u8, u8, usize, usize);

fn rank(branch: &Branch<'_>, guard: &Guard, fields: usize) -> Rank {
    let kind = match branch.json {
        Some(JsonType::Integer) => 0,
        Some(JsonType::Number) => 1,
        Some(_) => 2,
        None => 3,
    };
    // Only what has the same JSON type is in each other's way; the rest keeps the document's order.
    let freedom = match branch.json {
        Some(JsonType::Boolean) => 0,
        _ if guard.is.is_some() => 0,
        Some(JsonType::Object) if matches!(branch.ty, Type::Map(_)) => 9,
        Some(JsonType::Object) if branch.object.is_none() => 8,
        Some(JsonType::Object) => 1,
        _ => freedom(&branch.ty),
    };
    (kind, freedom, usize::MAX - guard.has.len(), usize::MAX - fields)
}
