//! The names of types.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use super::{TypeNames, ident, members::members, scope::DERIVES, settle::settle};
use crate::ir::{Api, EnumValue, EnumWire, PLACES, Type, TypeDef, TypeKind};

/// Words that a file of types needs for itself: the prelude's types and traits that emitted code names.
const KEPT: &[&str] =
    &["Option", "String", "Vec", "Box", "Into", "Result", "Some", "None", "Ok", "Err"];

/// What has a longer name is called by the last words of it, if they say enough.
const LONG: usize = 40;

/// What gave a type its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TypeRule {
    /// A component is called as the document calls it.
    #[default]
    Component,
    /// A component whose name is a path is called by the end of it.
    EndOfName,
    /// What stands in several places is called by the words that all of them end with.
    SharedEnd,
    /// An inline schema is called by the component or operation that it stands in, and the end of its place.
    EndOfPlace,
    /// The last words of that, since it would be long.
    LastWords,
    /// What requests hold where answers hold something else.
    Input,
    /// What several want is told apart by what it is, or by how it is written.
    Kind,
    /// No words are left.
    Number,
}

impl fmt::Display for TypeRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Component => "the component's name",
            Self::EndOfName => "the end of the component's name",
            Self::SharedEnd => "the end of all its places",
            Self::EndOfPlace => "its owner and the end of its place",
            Self::LastWords => "the last words of its owner and place, which are long",
            Self::Input => "the type of answers, as requests hold it",
            Self::Kind => "its name and what it is, since others are called so",
            Self::Number => "a number, since no words are left",
        })
    }
}

/// Something a type could be called, and by which rule.
type Choice = (String, TypeRule);

/// Names all types: components, then what stands inside of them and of operations, then what requests hold in the place
/// of a type of answers.
pub(super) fn name_types(api: &Api) -> Vec<TypeNames> {
    let mut taken: HashSet<String> =
        KEPT.iter().chain(&DERIVES).map(|&word| word.to_owned()).collect();
    let mut names = vec![TypeNames::default(); api.types.len()];
    let pick = |wanted: fn(&TypeDef) -> bool| {
        let defs = api.types.iter().enumerate();
        defs.filter(|(_, def)| wanted(def)).map(|(index, _)| index).collect::<Vec<_>>()
    };

    let components = pick(|def| def.component);
    let choice = |index: usize, place: usize| component_choice(&api.types[index], place);
    give(api, &mut names, &mut taken, &components, choice);
    let owners: HashMap<&str, Vec<String>> = components
        .iter()
        .filter_map(|&index| {
            let name = api.types[index].path.first()?;
            Some((name.as_str(), ident::words(&names[index].ident)))
        })
        .collect();

    let inline = pick(|def| !def.component && def.twin_of.is_none());
    let choice = |index: usize, place: usize| inline_choice(&api.types[index], &owners, place);
    give(api, &mut names, &mut taken, &inline, choice);

    let twins = pick(|def| !def.component && def.twin_of.is_some());
    let originals: Vec<String> = names.iter().map(|names| names.ident.clone()).collect();
    let choice = |index: usize, place: usize| {
        let def = &api.types[index];
        let original = def.twin_of.and_then(|twin| originals.get(twin.0))?;
        let kind = kind_word(def);
        match place {
            0 => Some((format!("{original}Input"), TypeRule::Input)),
            1 => Some((format!("{original}Input{kind}"), TypeRule::Kind)),
            _ => None,
        }
    };
    give(api, &mut names, &mut taken, &twins, choice);

    // A twin goes by its other's name where only one of the two can be meant.
    let plain = |(def, own): (&TypeDef, &TypeNames)| {
        def.twin_of.and_then(|twin| names.get(twin.0)).unwrap_or(own).ident.clone()
    };
    let words: Vec<String> = api.types.iter().zip(&names).map(plain).collect();
    for ((def, own), names) in api.types.iter().zip(&words).zip(&mut names) {
        members(api, def, own, &words, names);
    }
    names
}

/// Settles who is called what among some types.
fn give(
    api: &Api,
    names: &mut [TypeNames],
    taken: &mut HashSet<String>,
    indexes: &[usize],
    choice: impl Fn(usize, usize) -> Option<Choice>,
) {
    let candidate = |at: usize, place: usize| Some(choice(*indexes.get(at)?, place)?.0);
    let key = |at: usize| {
        let def = indexes.get(at).and_then(|index| api.types.get(*index));
        def.map(|def| def.pointer.to_string()).unwrap_or_default()
    };
    let settled = settle(indexes.len(), taken, candidate, key);
    for (settled, &index) in settled.into_iter().zip(indexes) {
        let rule = choice(index, settled.place).map_or(TypeRule::Number, |(_, rule)| rule);
        names[index].ident = settled.name;
        names[index].rule = rule;
    }
}

/// What a component could be called.
fn component_choice(def: &TypeDef, place: usize) -> Option<Choice> {
    let name = def.path.first().map_or("", String::as_str);
    let ends = ends_of_name(name);
    if let Some(end) = ends.get(place) {
        return Some((ident::camel(end), TypeRule::EndOfName));
    }
    let plain = ident::camel(&without_echo(&def.path).join(" "));
    let is_kept = KEPT.contains(&plain.as_str()) || DERIVES.contains(&plain.as_str());
    match place - ends.len() {
        0 if is_kept => Some((format!("{plain}Type"), TypeRule::Kind)),
        0 => Some((plain, TypeRule::Component)),
        1 => Some((format!("{plain}{}", kind_word(def)), TypeRule::Kind)),
        2 => Some((format!("{plain}{}", style(name)), TypeRule::Kind)),
        _ => None,
    }
}

/// The ends of a component's name that is a path (`io.k8s.api.core.v1.Pod`), from the shortest on, without the whole.
fn ends_of_name(name: &str) -> Vec<&str> {
    let dots: Vec<usize> = name.match_indices('.').map(|(at, _)| at).take(MOST_ENDS).collect();
    let is_version = |text: &str| {
        let digits = text.strip_prefix(['v', 'V']).unwrap_or(text);
        digits.starts_with(|c: char| c.is_ascii_digit())
    };
    let says = |end: &str| end.starts_with(|c: char| c.is_alphabetic()) && !is_version(end);
    let is_path = match dots.as_slice() {
        [] => false,
        // `User.Address` and `user.address` are no paths, `billing.User` is one.
        [dot] => {
            let ends_in_a_type = name[dot + 1..].starts_with(|c: char| c.is_uppercase());
            ends_in_a_type && name.starts_with(|c: char| c.is_lowercase())
        }
        _ => true,
    };
    let ends = dots.iter().rev().filter_map(|dot| name.get(dot + 1..));
    let ends: Vec<&str> = ends.collect();
    if is_path && ends.first().is_some_and(|end| says(end)) { ends } else { Vec::new() }
}

/// So many ends of a name are tried.
const MOST_ENDS: usize = 16;

/// What an inline schema could be called. `owners`: the words of the components, by their names in the document.
fn inline_choice(
    def: &TypeDef,
    owners: &HashMap<&str, Vec<String>>,
    place: usize,
) -> Option<Choice> {
    let name = |words: &[String]| ident::camel(&words.join(" "));
    let kind = kind_word(def);
    let shared = shared_words(def);
    let of_shared = shared.iter().flat_map(|words| {
        // What it is besides is better than one of its places: a user at another would wonder.
        let last = [(name(words), TypeRule::SharedEnd), (name(words) + kind, TypeRule::Kind)];
        shortened(words).map(|end| (name(end), TypeRule::LastWords)).chain(last)
    });

    let (first, parts) = def.path.split_first()?;
    let owner = owners.get(first.as_str()).map_or_else(|| first.clone(), |words| words.join(" "));
    let with_owner = |end: &[String]| {
        let path: Vec<String> = [owner.clone()].into_iter().chain(end.to_vec()).collect();
        without_echo(&path)
    };
    let says = |part: &String| !ident::words(part).iter().all(|word| is_place(word));
    // The end begins with a word of the document's.
    let least = parts.iter().rev().position(says).map_or(parts.len(), |at| at + 1);
    // More ends than a person would tell apart, then the whole.
    let more = (parts.len() - least).min(MOST_ENDS);
    let ends = (0..more).map(|more| &parts[parts.len() - least - more..]).chain([parts]);
    let of_place = ends.flat_map(|end| {
        let words = with_owner(end);
        let short: Vec<Choice> =
            shortened(&words).map(|end| (name(end), TypeRule::LastWords)).collect();
        // A long one is taken only where nothing else is left.
        if short.is_empty() { vec![(name(&words), TypeRule::EndOfPlace)] } else { short }
    });

    let whole = with_owner(parts);
    let short = shortened(&whole).next().map(|end| (name(end) + kind, TypeRule::Kind));
    let long = short.is_some().then(|| (name(&whole), TypeRule::EndOfPlace));
    let more = [Some(kind.to_owned()), content_word(def), parts.last().map(|part| style(part))];
    let of_kind = more.into_iter().flatten().map(|word| (name(&whole) + &word, TypeRule::Kind));
    of_shared.chain(of_place).chain(short).chain(long).chain(of_kind).nth(place)
}

/// The last words of a long name, as many as are not long and say enough; then some more of them.
fn shortened(words: &[String]) -> impl Iterator<Item = &[String]> {
    let length = |words: &[String]| words.iter().map(String::len).sum::<usize>();
    let says = |words: &[String]| words.iter().filter(|word| !is_place(word)).count() > 1;
    let is_long = length(words) > LONG;
    let end = move |limit: usize| {
        let mut ends = (1..words.len()).filter_map(|start| words.get(start..));
        ends.find(|words| length(words) <= limit).filter(|words| says(words))
    };
    let mut before = 0;
    [LONG, LONG + 10, LONG + 20]
        .into_iter()
        .filter(move |_| is_long)
        .filter_map(end)
        .filter(move |words| std::mem::replace(&mut before, words.len()) < words.len())
}

/// A word for what a type holds: the first of its values or its fields, by the alphabet; one that must be there, if
/// there is one.
fn content_word(def: &TypeDef) -> Option<String> {
    let first = match &def.kind {
        TypeKind::Object(object) => {
            let required = object.fields.iter().filter(|field| field.required);
            let first = required.map(|field| &field.wire).min();
            first.or_else(|| object.fields.iter().map(|field| &field.wire).min())?.clone()
        }
        TypeKind::Enum(listed) => {
            let text = |value: &EnumValue| match &value.wire {
                EnumWire::String(text) => text.clone(),
                EnumWire::Integer(number) => number.to_string(),
            };
            listed.values.iter().map(text).min()?
        }
        TypeKind::Union(_) | TypeKind::Alias { .. } => return None,
    };
    Some(ident::camel(&first))
}

/// Whether a word is none of the document's.
fn is_place(word: &str) -> bool {
    PLACES.contains(&word) || word.chars().all(char::is_numeric)
}

/// The words that all places of a type end with, where one of them is the document's.
fn shared_words(def: &TypeDef) -> Option<Vec<String>> {
    if def.places.is_empty() {
        return None;
    }
    let mut places: Vec<Vec<String>> =
        [&def.path].into_iter().chain(&def.places).map(|path| without_echo(path)).collect();
    let mut tail = common_tail(&places);
    if tail.iter().all(|word| is_place(word)) {
        // What is sent by one operation and comes from another.
        for words in &mut places {
            words.truncate(words.iter().rposition(|word| !is_place(word)).map_or(0, |at| at + 1));
        }
        tail = common_tail(&places);
    }
    let start = tail.iter().position(|word| !is_place(word)).unwrap_or(tail.len());
    match &tail[start..] {
        [] => None,
        [error] if error == "error" => Some(vec![error.clone(), "body".to_owned()]),
        words => Some(words.to_vec()),
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

/// A word for how a text is written: `in` and `In` of one object are told apart by it.
fn style(text: &str) -> String {
    ident::camel(ident::style(text))
}

/// A word for what a type is.
pub(super) fn kind_word(def: &TypeDef) -> &'static str {
    match &def.kind {
        TypeKind::Object(_) => "Object",
        TypeKind::Enum(_) => "Kind",
        TypeKind::Union(_) => "Choice",
        TypeKind::Alias { target: Type::List(_) | Type::Only(_) | Type::Tuple(_), .. } => "List",
        TypeKind::Alias { target: Type::Map(_), .. } => "Map",
        TypeKind::Alias { .. } => "Value",
    }
}

#[cfg(test)]
mod tests {
    use super::ends_of_name;

    #[test]
    fn a_name_that_is_a_path_ends_with_the_thing() {
        assert_eq!(ends_of_name("io.k8s.v1.Pod"), ["Pod", "v1.Pod", "k8s.v1.Pod"]);
        assert_eq!(ends_of_name("billing.User"), ["User"]);
        for whole in [
            "User",
            "User.Address",
            "user.address",
            "User.v1",
            "billing.user.v2",
            "a.",
            "com.shop.2fa",
        ] {
            assert!(ends_of_name(whole).is_empty(), "{whole}");
        }
    }
}
