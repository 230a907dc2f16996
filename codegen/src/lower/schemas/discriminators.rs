//! The property that tells the branches of a union apart.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use serde_json::Value;

use crate::{
    diagnostic::Code,
    ir::{JsonType, Tag, TypeKind, Union, Variant},
    lower::{
        context::Context,
        meaning::{Merged, Property, meant},
        site::Site,
    },
    model::Discriminator,
};

use super::branch::Branch;

pub(crate) static DISCRIMINATOR_MAPPING: Code = Code::warning(
    "discriminator-mapping",
    "a discriminator's mapping names no alternative",
    "`mapping` names a schema that is none of the alternatives. The entry is left out, and a value \
     with that tag is `Unknown`.",
);

pub(crate) static DISCRIMINATOR_REPEATED: Code = Code::warning(
    "discriminator-repeated",
    "two alternatives have one value of the discriminator",
    "Two alternatives have the same value of the discriminator, so the value alone does not tell \
     which is meant. Their fields tell them apart where they can.",
);

pub(crate) static DISCRIMINATOR_UNUSABLE: Code = Code::warning(
    "discriminator-unusable",
    "the alternatives cannot be told apart by their discriminator",
    "An alternative does not have the property that should tell them apart, or has no value of it. \
     Alternatives are told apart by their shape instead: by kinds, by required and by known keys.",
);

/// A tag, and for each branch the values that mean it and what the union writes under the key.
#[derive(Debug)]
pub(in crate::lower) struct Tagged {
    pub(in crate::lower) tag: Tag,
    pub(in crate::lower) values: Vec<(Vec<String>, Option<Value>)>,
}

impl Tagged {
    /// The union of the branches that a property tells apart so.
    pub(in crate::lower) fn into_union(self, branches: Vec<Branch<'_>>) -> TypeKind {
        let variants = branches
            .into_iter()
            .zip(self.values)
            .map(|(branch, (tags, adds_tag))| Variant { tags, adds_tag, ..branch.into_variant() })
            .filter(|variant| !variant.tags.is_empty())
            .collect();
        TypeKind::Union(Union { tag: Some(self.tag), variants })
    }
}

/// The discriminator that all branches have from a common parent.
pub(in crate::lower) fn of_parents<'a>(branches: &[Branch<'a>]) -> Option<&'a Discriminator> {
    let discriminator =
        |branch: &Branch<'a>| branch.object.as_ref().and_then(|object| object.discriminator);
    let first = discriminator(branches.first()?)?;
    branches
        .iter()
        .all(|branch| {
            discriminator(branch).is_some_and(|other| other.property_name == first.property_name)
        })
        .then_some(first)
}

/// The tag that a discriminator names; `None`, with a finding, where it does not tell the branches apart.
pub(in crate::lower) fn explicit<'a>(
    cx: &mut Context<'a>,
    discriminator: &'a Discriminator,
    mappings: &[(&'a str, &'a str)],
    branches: &[Branch<'a>],
    site: &Site,
) -> Option<Tagged> {
    match try_explicit(cx, discriminator, mappings, branches, site) {
        Ok(tagged) => Some(tagged),
        Err(reason) => {
            cx.report(
                &DISCRIMINATOR_UNUSABLE,
                &site.at,
                format!(
                    "the discriminator `{}` is not used: {reason}; the branches are told apart by their shape",
                    discriminator.property_name,
                ),
            );
            None
        }
    }
}

fn try_explicit<'a>(
    cx: &mut Context<'a>,
    discriminator: &'a Discriminator,
    mappings: &[(&'a str, &'a str)],
    branches: &[Branch<'a>],
    site: &Site,
) -> Result<Tagged, &'static str> {
    let property = discriminator.property_name.as_str();
    if branches.iter().any(|branch| branch.json != Some(JsonType::Object)) {
        return Err("not every branch is an object");
    }
    if branches.iter().any(|branch| !is_tag(cx, branch, property)) {
        return Err("the property is no single value");
    }
    let own = discriminator.mapping.iter().map(|(value, target)| (value.as_str(), target.as_str()));
    let mapped: Vec<(&str, &str)> =
        if mappings.is_empty() { own.collect() } else { mappings.to_vec() };
    let everywhere = branches.iter().all(|branch| has(branch, property));
    // The places of what is mapped, by the component that it may name.
    let mut naming: HashMap<Cow<'_, str>, Vec<usize>> = HashMap::new();
    for (index, (_, target)) in mapped.iter().enumerate() {
        for name in meant(target) {
            naming.entry(name).or_default().push(index);
        }
    }

    let mut own = Vec::with_capacity(branches.len());
    for branch in branches {
        let places = branch.component.and_then(|component| naming.get(component));
        let mut texts: Vec<String> = places
            .into_iter()
            .flatten()
            .filter_map(|index| mapped.get(*index))
            .map(|(value, _)| (*value).to_owned())
            .collect();
        if texts.is_empty() {
            let said =
                branch.component.and_then(|component| cx.schemas.discriminator_value(component));
            texts.extend(said.map(str::to_owned));
        }
        if texts.is_empty() {
            texts = constants(cx, branch, property).unwrap_or_default();
        }
        if texts.is_empty()
            && (everywhere || !mapped.is_empty())
            && let Some(name) = branch.component
        {
            texts.push(name.to_owned());
        }
        own.push(texts);
    }
    let mut inherited = inherited(branches, &own, property);
    let mut taken: HashSet<String> = HashSet::new();
    let mut values = Vec::with_capacity(branches.len());
    for ((branch, mut texts), mut more) in branches.iter().zip(own).zip(inherited.drain(..)) {
        texts.append(&mut more);
        let before = texts.len();
        texts.retain(|text| !taken.contains(text));
        if texts.len() < before {
            let message = format!("two branches share a value of the discriminator `{property}`");
            cx.report(&DISCRIMINATOR_REPEATED, &site.at, message);
        }
        if texts.is_empty() {
            return Err("there is a branch that no value of it stands for");
        }
        taken.extend(texts.iter().cloned());
        let adds = adds(cx, branch, property, &texts);
        values.push((texts, adds));
    }
    let strays = mapped
        .iter()
        .filter(|(value, _)| !taken.contains(*value))
        .map(|(value, _)| format!("`{value}`"))
        .collect::<Vec<_>>();
    if !strays.is_empty() {
        cx.report(
            &DISCRIMINATOR_MAPPING,
            &site.at,
            format!("the mapping of {} names no branch and is left out", strays.join(", ")),
        );
    }
    Ok(Tagged { tag: Tag { property: property.to_owned() }, values })
}

/// The values that mean what a branch holds by itself: where it is an object that others extend, theirs too.
fn inherited(branches: &[Branch<'_>], own: &[Vec<String>], property: &str) -> Vec<Vec<String>> {
    let taken: HashSet<&String> = own.iter().flatten().collect();
    let values = |branch: &Branch<'_>| match &branch.nested {
        Some((key, values)) if key == property => {
            values.iter().filter(|value| !taken.contains(value)).cloned().collect()
        }
        _ => Vec::new(),
    };
    branches.iter().map(values).collect()
}

/// What the union writes under the key: nothing where the branch always has it.
fn adds<'a>(
    cx: &mut Context<'a>,
    branch: &Branch<'a>,
    key: &str,
    texts: &[String],
) -> Option<Value> {
    let found: Vec<(Property<'a>, bool)> = objects(branch)
        .filter_map(|object| Some((object.properties.get(key)?.clone(), object.requires(key))))
        .collect();
    let all = objects(branch).count();
    let always = found.len() == all
        && all > 0
        && found.iter().all(|(is, required)| *required && !cx.schemas.allows_null(is.node));
    if always {
        return None;
    }
    let text = texts.first()?;
    let json = found.first().and_then(|(is, _)| cx.schemas.json_type(is.node));
    let value = match json {
        Some(JsonType::Integer) => text.parse::<i64>().ok().map(Value::from),
        Some(JsonType::Boolean) => text.parse::<bool>().ok().map(Value::from),
        _ => None,
    };
    Some(value.unwrap_or_else(|| Value::String(text.clone())))
}

/// What is said of the objects that a branch can be.
fn objects<'b, 'a>(branch: &'b Branch<'a>) -> impl Iterator<Item = &'b Merged<'a>> {
    branch.object.iter().chain(&branch.parts).map(|object| &**object)
}

/// A tag that no discriminator names, but that every branch requires, with texts that no other branch has.
pub(in crate::lower) fn inferred<'a>(cx: &Context<'a>, branches: &[Branch<'a>]) -> Option<Tagged> {
    let objects: Vec<&Merged<'a>> =
        branches.iter().map(|branch| branch.object.as_deref()).collect::<Option<_>>()?;
    let first = objects.first()?;
    first.properties.keys().find_map(|&property| {
        let mut taken: HashSet<String> = HashSet::new();
        let mut values = Vec::with_capacity(branches.len());
        for (branch, object) in branches.iter().zip(&objects) {
            let texts = constants(cx, branch, property).filter(|_| object.requires(property))?;
            if texts.iter().any(|text| taken.contains(text)) {
                return None;
            }
            taken.extend(texts.iter().cloned());
            values.push((texts, None));
        }
        Some(Tagged { tag: Tag { property: property.to_owned() }, values })
    })
}

/// The texts that a property of a branch can be.
pub(in crate::lower) fn constants<'a>(
    cx: &Context<'a>,
    branch: &Branch<'a>,
    property: &str,
) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for object in objects(branch) {
        found.extend(cx.schemas.texts(object.properties.get(property)?.node)?);
    }
    let mut seen = HashSet::new();
    found.retain(|text| seen.insert(text.clone()));
    (!found.is_empty()).then_some(found)
}

fn has(branch: &Branch<'_>, property: &str) -> bool {
    let mut objects = objects(branch).peekable();
    objects.peek().is_some() && objects.all(|object| object.properties.contains_key(property))
}

/// Whether the property, where a branch has it, is something that a tag can be.
fn is_tag<'a>(cx: &Context<'a>, branch: &Branch<'a>, property: &str) -> bool {
    let mut found = objects(branch).filter_map(|object| object.properties.get(property));
    found.all(|property| {
        matches!(
            cx.schemas.json_type(property.node),
            None | Some(JsonType::String | JsonType::Integer | JsonType::Boolean)
        )
    })
}
