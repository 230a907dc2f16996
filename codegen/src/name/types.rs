//! The names of types, their fields and their variants.

use std::collections::HashMap;

use super::{
    TypeNames, ident,
    scope::{DERIVES, Scope},
};
use crate::ir::{Api, EnumType, EnumWire, PLACES, Type, TypeDef, TypeKind, Variant};

/// Words that a file of types needs for itself: the prelude's types and traits that emitted code names.
const KEPT: &[&str] =
    &["Option", "String", "Vec", "Box", "Into", "Result", "Some", "None", "Ok", "Err"];

/// Names all types, components first.
pub(super) fn name_types(api: &Api) -> Vec<TypeNames> {
    let mut idents = Scope::reserving(KEPT).and(&DERIVES);
    let mut names = vec![TypeNames::default(); api.types.len()];
    let plain: Vec<String> =
        api.types.iter().map(|def| ident::camel(&without_echo(&def.path).join(" "))).collect();
    let shared = shared_names(api, &plain);
    for component in [true, false] {
        let defs = api.types.iter().zip(plain.iter().zip(&shared)).zip(&mut names);
        for ((_, (plain, shared)), names) in defs.filter(|((def, _), _)| def.component == component)
        {
            names.ident = idents.take(&match (component, shared) {
                (true, _) => vec![plain.clone(), format!("{plain}Type")],
                (false, shared) => vec![shared.as_ref().unwrap_or(plain).clone()],
            });
        }
    }
    let idents: Vec<String> = names.iter().map(|names| names.ident.clone()).collect();
    // A twin goes by its other's name where only one of the two can be meant.
    let plain = |def: &TypeDef, own: &String| {
        def.twin_of.and_then(|twin| idents.get(twin.0)).unwrap_or(own).clone()
    };
    let words: Vec<String> =
        api.types.iter().zip(&idents).map(|(def, own)| plain(def, own)).collect();
    for ((def, own), names) in api.types.iter().zip(&words).zip(&mut names) {
        members(def, own, &words, names);
    }
    names
}

/// For each type that stands in several places: the words that all of these end with, where they say something and no
/// other type is called so.
fn shared_names(api: &Api, plain: &[String]) -> Vec<Option<String>> {
    let shared: Vec<Option<String>> = api.types.iter().map(shared_name).collect();
    let mut wanted: HashMap<&str, usize> = HashMap::new();
    for name in plain.iter().chain(shared.iter().flatten()) {
        *wanted.entry(name).or_default() += 1;
    }
    let free: Vec<bool> = shared
        .iter()
        .zip(plain)
        .map(|(name, plain)| {
            // It may be what its shortest place is called by, too.
            let own = 1 + usize::from(name.as_ref() == Some(plain));
            name.as_deref().and_then(|name| wanted.get(name)).is_some_and(|count| *count <= own)
        })
        .collect();
    shared.into_iter().zip(free).map(|(name, free)| name.filter(|_| free)).collect()
}

/// The words that all places of a type end with, where one of them is the document's.
fn shared_name(def: &TypeDef) -> Option<String> {
    if def.places.is_empty() {
        return None;
    }
    let mut places: Vec<Vec<String>> =
        [&def.path].into_iter().chain(&def.places).map(|path| without_echo(path)).collect();
    let is_place =
        |word: &String| PLACES.contains(&word.as_str()) || word.chars().all(char::is_numeric);
    let mut tail = common_tail(&places);
    if tail.iter().all(is_place) {
        // What is sent by one operation and comes from another.
        for words in &mut places {
            words.truncate(words.iter().rposition(|word| !is_place(word)).map_or(0, |at| at + 1));
        }
        tail = common_tail(&places);
    }
    let start = tail.iter().position(|word| !is_place(word)).unwrap_or(tail.len());
    match &tail[start..] {
        [] => None,
        [error] if error == "error" => Some("ErrorBody".to_owned()),
        words => Some(ident::camel(&words.join(" "))).filter(|name| {
            let name = name.as_str();
            !KEPT.contains(&name) && !DERIVES.contains(&name)
        }),
    }
}

/// The words that all lists end with.
fn common_tail(lists: &[Vec<String>]) -> Vec<String> {
    let Some((first, others)) = lists.split_first() else { return Vec::new() };
    let common = others.iter().fold(first.len(), |common, words| {
        let pairs = first.iter().rev().zip(words.iter().rev());
        common.min(pairs.take_while(|(left, right)| left == right).count())
    });
    first[first.len() - common..].to_vec()
}

/// The words of a path, those left out that only repeat the end of what came before
/// (`["Candidate", "candidate status"]` → `CandidateStatus`).
fn without_echo(path: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in path {
        let mut words = ident::words(part);
        if words.is_empty() {
            words.push("value".to_owned());
        }
        let overlap = (1..=words.len().min(out.len()))
            .rev()
            .find(|&n| out[out.len() - n..] == words[..n])
            .unwrap_or(0);
        out.extend(words.into_iter().skip(overlap));
    }
    out
}

fn members(def: &TypeDef, own: &str, words: &[String], names: &mut TypeNames) {
    match &def.kind {
        TypeKind::Object(object) => {
            let mut fields = Scope::default();
            // What setters are called that are not called as their field.
            let mut setters = Scope::reserving(&["new", "default"]);
            fields.reserve(object.fields.len());
            for field in &object.fields {
                let mut name = ident::snake(&field.wire);
                if !fields.try_take(&name) {
                    name = fields.take(&[name]);
                }
                names.setters.push(if setters.has(&name) {
                    let plain = name.strip_prefix("r#").unwrap_or(&name);
                    let mut setter = format!("with_{plain}");
                    let mut number = 2;
                    while fields.has(&setter) || !setters.try_take(&setter) {
                        setter = format!("with_{plain}{number}");
                        number += 1;
                    }
                    setter
                } else {
                    name.clone()
                });
                names.members.push(name);
            }
            if !object.constants.is_empty() {
                names.constants =
                    fields.take(&["constants".to_owned(), "constant_keys".to_owned()]);
            }
            if object.additional.kept().is_some() {
                names.additional =
                    fields.take(&["additional".to_owned(), "additional_properties".to_owned()]);
            }
        }
        TypeKind::Enum(listed) => names.members = enum_members(listed),
        TypeKind::Union(union) => names.members = variants(&union.variants, own, words),
        TypeKind::Alias { .. } => {}
    }
}

fn enum_members(listed: &EnumType) -> Vec<String> {
    // `Unknown` is the variant for what is not listed; a listed "unknown" must be told apart from it.
    let mut scope = Scope::reserving(&["Unknown"]);
    listed
        .values
        .iter()
        .map(|value| {
            let text = match &value.wire {
                EnumWire::String(text) => text.clone(),
                EnumWire::Integer(number) => number.to_string(),
            };
            let mut choices: Vec<String> =
                value.name.iter().map(|name| ident::camel(name)).collect();
            let plain = ident::camel(&text);
            choices.push(plain.clone());
            if plain == "Unknown" {
                choices.push("ListedUnknown".to_owned());
            }
            if choices.iter().all(|choice| scope.has(choice)) {
                choices.push(ident::camel_spelled(&text));
            }
            scope.take(&choices)
        })
        .collect()
}

/// A variant is called by what tells it from the others: the value of the discriminator that means it, its title, or
/// the type that it holds, less the words that all of them begin or end with and less the union's own name.
pub(super) fn variants(variants: &[Variant], own: &str, words: &[String]) -> Vec<String> {
    let held: Vec<Vec<String>> = variants
        .iter()
        .filter(|variant| told_by(variant).is_none())
        .filter_map(|variant| match variant.ty.split_null().0 {
            Type::Named(id) => words.get(id.0).map(|name| ident::words(name)),
            _ => None,
        })
        .collect();
    let shared = Shared::of(&held);
    let mut scope = Scope::reserving(&["Unknown"]);
    variants
        .iter()
        .map(|variant| {
            let word = match told_by(variant) {
                Some(told) => ident::camel(told),
                None => type_word(&variant.ty, words),
            };
            let is_named = matches!(variant.ty.split_null().0, Type::Named(_));
            let is_called_so = told_by(variant).is_none() && is_named;
            let less = (is_called_so.then(|| shared.less(&word)).flatten())
                .or_else(|| word.strip_prefix(own).map(str::to_owned));
            let less = less.filter(|less| {
                *less != "Unknown" && less.starts_with(|c: char| c.is_ascii_uppercase())
            });
            let listed = format!("Listed{word}");
            let mut choices: Vec<String> = less.into_iter().collect();
            choices.push(word);
            if choices.iter().any(|choice| choice == "Unknown") {
                choices.push(listed);
            }
            scope.take(&choices)
        })
        .collect()
}

/// What tells a variant from the others: the only value of the discriminator that means it, or its title.
fn told_by(variant: &Variant) -> Option<&str> {
    let says = |text: &&String| text.starts_with(|c: char| c.is_ascii_alphabetic());
    let value = match variant.tags.as_slice() {
        [only] => Some(only).filter(says),
        _ => None,
    };
    value.or(variant.hint.as_ref()).map(String::as_str)
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
