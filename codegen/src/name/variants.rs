//! The names of a union's variants.

use std::collections::{HashMap, HashSet};

use super::{ident, settle::settle, types::kind_word};
use crate::ir::{Api, Scalar, Type, Variant};

/// A variant is called by what tells it from the others: the value of the discriminator that means it, the constant
/// that it is known by, its title, or the type that it holds, less the words that all of them begin or end with and
/// less the union's own name.
pub(super) fn variants(
    api: &Api,
    variants: &[Variant],
    own: &str,
    words: &[String],
) -> Vec<String> {
    let mut titles: HashMap<&str, usize> = HashMap::new();
    for title in variants.iter().filter_map(|variant| variant.hint.as_deref()) {
        *titles.entry(title).or_default() += 1;
    }
    let told: Vec<Option<&str>> = variants
        .iter()
        .map(|variant| {
            let is_only = |title: &&str| titles.get(title) == Some(&1);
            told_by(variant).or_else(|| variant.hint.as_deref().filter(is_only))
        })
        .collect();
    let held: Vec<Vec<String>> = variants
        .iter()
        .zip(&told)
        .filter(|(_, told)| told.is_none())
        .filter_map(|(variant, _)| match variant.ty.split_null().0 {
            Type::Named(id) => words.get(id.0).map(|name| ident::words(name)),
            _ => None,
        })
        .collect();
    let shared = Shared::of(&held);
    let choices: Vec<Vec<String>> = variants
        .iter()
        .zip(&told)
        .map(|(variant, told)| choices(api, variant, *told, &shared, own, words))
        .collect();
    let mut taken = HashSet::from(["Unknown".to_owned()]);
    let candidate = |index: usize, place: usize| choices.get(index)?.get(place).cloned();
    let key = |index: usize| choices.get(index).map(|choices| choices.concat()).unwrap_or_default();
    let settled = settle(variants.len(), &mut taken, candidate, key);
    settled.into_iter().map(|settled| settled.name).collect()
}

/// What a variant could be called.
fn choices(
    api: &Api,
    variant: &Variant,
    told: Option<&str>,
    shared: &Shared,
    own: &str,
    words: &[String],
) -> Vec<String> {
    let held = variant.ty.split_null().0;
    let of_type = type_word(&variant.ty, words);
    let word = told.map_or_else(|| of_type.clone(), ident::camel);
    let is_called_so = told.is_none() && matches!(held, Type::Named(_));
    let less = (is_called_so.then(|| shared.less(&word)).flatten())
        .or_else(|| word.strip_prefix(own).map(str::to_owned));
    let less = less
        .filter(|less| *less != "Unknown" && less.starts_with(|c: char| c.is_ascii_uppercase()));
    let kind = match held {
        Type::Named(id) => api.types.get(id.0).map_or("Value", kind_word),
        Type::List(_) | Type::Only(_) | Type::Tuple(_) => "List",
        Type::Map(_) => "Map",
        _ => "Value",
    };
    let mut choices: Vec<String> = less.into_iter().chain([word.clone()]).collect();
    if choices.iter().any(|choice| choice == "Unknown") {
        choices.push(format!("Listed{word}"));
    }
    choices.push(of_type);
    choices.extend(told.map(ident::camel_spelled));
    choices.push(format!("{word}{kind}"));
    if let Type::Scalar(scalar) = held {
        // Two kinds of whole numbers, say.
        choices.push(match scalar {
            Scalar::U64 => "Unsigned".to_owned(),
            other => format!("{word}{}", ident::camel(&format!("{other:?}"))),
        });
    }
    choices.extend(told.map(|told| format!("{word}{}", ident::camel(ident::style(told)))));
    choices
}

/// What tells a variant from the others: the only value of the discriminator that means it, or the only constant that
/// it is known by.
fn told_by(variant: &Variant) -> Option<&str> {
    let says = |text: &&String| text.starts_with(|c: char| c.is_ascii_alphabetic());
    match variant.tags.as_slice() {
        [only] => Some(only).filter(says).map(String::as_str),
        _ => None,
    }
}

/// How many words several names share at their beginning and at their end.
struct Shared {
    before: usize,
    behind: usize,
}

impl Shared {
    /// Of two names at least; one that is nothing but what the others share keeps it.
    fn of(names: &[Vec<String>]) -> Self {
        let Some(((first, others), shortest)) =
            names.split_first().zip(names.iter().map(Vec::len).min())
        else {
            return Self { before: 0, behind: 0 };
        };
        if others.is_empty() {
            return Self { before: 0, behind: 0 };
        }
        let same = |pick: fn(&[String], usize) -> Option<&String>| {
            (0..shortest)
                .take_while(|at| others.iter().all(|it| pick(it, *at) == pick(first, *at)))
                .count()
        };
        let before = same(<[String]>::get);
        let behind = same(|words, at| words.iter().rev().nth(at));
        Self { before, behind: behind.min(shortest - before) }
    }

    /// A name without them.
    fn less(&self, name: &str) -> Option<String> {
        let words = ident::words(name);
        let kept = words.get(self.before..words.len().checked_sub(self.behind)?)?;
        (!kept.is_empty() && kept.len() < words.len()).then(|| ident::camel(&kept.join(" ")))
    }
}

/// A word for a type that a union holds.
fn type_word(ty: &Type, idents: &[String]) -> String {
    match ty {
        Type::Named(id) => idents.get(id.0).cloned().unwrap_or_default(),
        Type::List(item) => match &**item {
            Type::Any(_) => "List".to_owned(),
            item => format!("{}List", type_word(item, idents)),
        },
        Type::Map(value) => match &**value {
            Type::Any(_) => "Object".to_owned(),
            value => format!("{}Map", type_word(value, idents)),
        },
        Type::Nullable(inner) | Type::Only(inner) | Type::OrEmpty(inner) => {
            type_word(inner, idents)
        }
        Type::Tuple(_) => "Tuple".to_owned(),
        Type::Any(_) => "Any".to_owned(),
        Type::Scalar(scalar) => scalar.facts().word.to_owned(),
    }
}
