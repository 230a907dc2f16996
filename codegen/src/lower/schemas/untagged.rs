//! Unions without a tag: what a value must look like to be tried as a branch, and the order of trying.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use indexmap::IndexMap;

use crate::{
    diagnostic::Code,
    ir::{Guard, JsonType, Tell, Type, Variant},
    lower::{
        context::Context,
        meaning::{Merged, Node},
        site::Site,
    },
};

use super::{
    branch::{Branch, freedom},
    discriminators::constants,
};

pub(crate) static UNION_AMBIGUOUS: Code = Code::warning(
    "union-ambiguous",
    "alternatives that nothing but their fields tells apart",
    "A value can fit two alternatives alike, and neither a discriminator, nor its kind, nor its keys \
     tell which is meant. The first that fits counts. A discriminator, or a required key, helps.",
);

/// The variants, the most specific first, each behind its guard.
pub(in crate::lower) fn order<'a>(
    cx: &mut Context<'a>,
    branches: Vec<Branch<'a>>,
    site: &Site,
) -> Vec<Variant> {
    let telling = telling(cx, &branches);
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

    let mut ranked: Vec<Ranked<'a>> = Vec::with_capacity(branches.len());
    for branch in branches {
        let mut guard = Guard { json_type: branch.json, ..Guard::default() };
        if let Some(object) = branch.object.clone()
            && any_object > 1
        {
            guard.has = object
                .required
                .keys()
                .copied()
                .filter(|name| object.properties.contains_key(name))
                .filter(|name| any_object > objects || required.get(name) < Some(&objects))
                .map(str::to_owned)
                .collect();
            for key in &telling {
                guard.tells.extend(tell(cx, &branch, &object, key));
            }
        }
        if let Some((key, texts)) = branch.nested.clone() {
            guard.tells = vec![Tell { key, texts, required: true }];
        }
        // A key whose text is asked for is there anyway.
        let asked = |name: &String| guard.tells.iter().any(|it| it.required && it.key == *name);
        guard.has.retain(|name| !asked(name));
        guard.free = branch.object.is_none()
            && branch.nested.is_none()
            && branch.json == Some(JsonType::Object);
        let (rank, object) = (rank(&branch, &guard), branch.object.clone());
        ranked.push((rank, object, Variant { guard, ..branch.into_variant() }));
    }
    // Stable: what is equally specific keeps the document's order.
    ranked.sort_by_key(|(rank, ..)| *rank);
    if let Some(tie) = tie(cx, &ranked) {
        let fits = match tie {
            Tie::With(key) => format!("a value with `{key}` can fit two alternatives alike"),
            Tie::Empty => "an empty object can fit two alternatives alike".to_owned(),
        };
        cx.report(&UNION_AMBIGUOUS, &site.at, format!("{fits}; the first counts"));
    }
    ranked.into_iter().map(|(_, _, variant)| variant).collect()
}

/// A variant, what is said of it where it is an object, and its rank.
type Ranked<'a> = (Rank, Option<Rc<Merged<'a>>>, Variant);

/// What a key of a branch must be.
fn tell<'a>(
    cx: &mut Context<'a>,
    branch: &Branch<'a>,
    object: &Merged<'a>,
    key: &str,
) -> Option<Tell> {
    let texts = constants(cx, branch, key)?;
    let node = object.properties.get(key)?.node;
    let required = object.requires(key) && !cx.schemas.allows_null(node);
    Some(Tell { key: key.to_owned(), texts, required })
}

/// What branches list for a property.
#[derive(Debug, Default)]
struct Listed {
    /// How many branches list texts.
    branches: usize,
    /// How many of them require the property.
    required: usize,
    /// How many list only one.
    constant: usize,
    /// How many of those always have it: it is required, or the default.
    fixed: usize,
    /// All texts.
    texts: BTreeSet<String>,
    /// Whether two lists differ.
    differ: bool,
    first: Vec<String>,
}

/// The properties that tell objects apart by the texts that are listed for them, not all the same ones: the required
/// one and the one that most branches list, and those of which each branch lists only one.
///
/// Two branches may share a text. The guard then only keeps the others out.
fn telling<'a>(cx: &Context<'a>, branches: &[Branch<'a>]) -> Vec<&'a str> {
    let mut listed: IndexMap<&'a str, Listed> = IndexMap::new();
    for branch in branches {
        let Some(object) = &branch.object else { continue };
        for &name in object.properties.keys() {
            let Some(texts) = constants(cx, branch, name) else { continue };
            let of = listed.entry(name).or_default();
            of.differ |= of.branches > 0 && of.first != texts;
            of.branches += 1;
            of.required += usize::from(object.requires(name));
            of.constant += usize::from(texts.len() == 1);
            of.fixed += usize::from(object.requires(name) || is_default(cx, object, name, &texts));
            of.texts.extend(texts.iter().cloned());
            if of.branches == 1 {
                of.first = texts;
            }
        }
    }
    // `max_by_key` takes the last of equals; the first is wanted.
    let required = listed
        .iter()
        .filter(|(_, of)| of.required > 0 && (of.branches == 1 || of.texts.len() > 1))
        .rev()
        .max_by_key(|(_, of)| (of.required, of.texts.len()))
        .map(|(name, _)| *name);
    let most = listed
        .iter()
        .filter(|(_, of)| of.differ)
        .rev()
        .max_by_key(|(_, of)| (of.branches, of.constant, of.required, of.texts.len()))
        .map(|(name, _)| *name);
    let constant = |of: &Listed| {
        of.constant == of.branches && (of.differ || of.branches == 1 && of.fixed == 1)
    };
    listed
        .iter()
        .filter(|(name, of)| [required, most].contains(&Some(**name)) || constant(of))
        .map(|(name, _)| *name)
        .collect()
}

/// Whether a property's only text is what the server takes without it.
fn is_default<'a>(cx: &Context<'a>, object: &Merged<'a>, name: &str, texts: &[String]) -> bool {
    let said = object.properties.get(name).and_then(|it| cx.schemas.keywords(it.node));
    let default = said.and_then(|said| said.default);
    default.is_some_and(|default| {
        let text = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
        *texts == [text]
    })
}

/// A value that fits two variants alike.
enum Tie<'a> {
    /// One with this key, which one of them requires.
    With(&'a str),
    /// The empty object.
    Empty,
}

/// A value that fits two variants alike, where there is one.
fn tie<'a>(cx: &Context<'a>, ranked: &[Ranked<'a>]) -> Option<Tie<'a>> {
    let objects: Vec<(&Merged<'a>, &Guard)> = ranked
        .iter()
        .filter_map(|(_, object, variant)| Some((object.as_deref()?, &variant.guard)))
        .collect();
    objects.iter().enumerate().find_map(|(index, (one, guard))| {
        objects.iter().skip(index + 1).find_map(|(other, beside)| {
            let told = guard.tells.iter().any(|tell| {
                let mut same = beside.tells.iter().filter(|other| other.key == tell.key);
                same.any(|other| other.texts.iter().all(|text| !tell.texts.contains(text)))
            });
            (!told).then(|| fits_both(cx, one, other)).flatten()
        })
    })
}

/// A value that fits two objects alike, where there is one.
fn fits_both<'a>(cx: &Context<'a>, one: &Merged<'a>, other: &Merged<'a>) -> Option<Tie<'a>> {
    // Of two, the one that declares fewer keys has fewer that are absent.
    if one.properties.len() != other.properties.len() {
        return None;
    }
    let mut required = one.required.keys().chain(other.required.keys()).copied();
    let mut shared = required.clone();
    let alike = |name: &str| {
        let (Some(one), Some(other)) = (one.properties.get(name), other.properties.get(name))
        else {
            return false;
        };
        let json = |node: Node<'a>| cx.schemas.json_type(node);
        json(one.node) == json(other.node) || json(one.node).is_none() || json(other.node).is_none()
    };
    shared.all(alike).then(|| required.next().map_or(Tie::Empty, Tie::With))
}

/// Where a branch stands among the others: the less, the earlier.
type Rank = (u8, u8, usize);

fn rank(branch: &Branch<'_>, guard: &Guard) -> Rank {
    let kind = match branch.json {
        Some(JsonType::Integer) => 0,
        Some(JsonType::Number) => 1,
        Some(_) => 2,
        None => 3,
    };
    // Only what has the same JSON type is in each other's way; the rest keeps the document's order.
    let freedom = match branch.json {
        Some(JsonType::Boolean) => 0,
        _ if !guard.tells.is_empty() => 0,
        Some(JsonType::Object) if matches!(branch.ty, Type::Map(_)) => 9,
        Some(JsonType::Object) if branch.object.is_none() => 8,
        Some(JsonType::Object) => 1,
        _ => freedom(&branch.ty),
    };
    (kind, freedom, usize::MAX - guard.has.len())
}
