//! Files: what stands in one, and what it is called.
//!
//! What is called alike stands together: `Payment`, `PaymentMethod`, `PaymentMethodCard`. A file that would be too long
//! for a person to read in one go is split by the next word of the names.

use std::collections::BTreeMap;

use crate::{
    analyse::Facts,
    ir::{Api, Operation, TypeDef, TypeId, TypeKind},
};

use super::{FileNames, TypeNames, ident, scope::Scope};

/// How many lines a file should have at the most.
const LONG: usize = 600;

/// With fewer lines types that are called alike have no file of their own.
const SHORT: usize = 100;

/// With fewer lines operations have none.
const SHORT_OPERATIONS: usize = 250;

/// The files of types, by the words of their names. What has little beside it stands with others of its first letter.
pub(super) fn of_types(api: &Api, facts: &Facts, names: &[TypeNames]) -> Vec<FileNames> {
    let entry = |(index, (def, names)): (usize, (&TypeDef, &TypeNames))| {
        let mut words = noun_first(ident::words(&names.ident));
        let letter = words.first().and_then(|word| word.chars().next());
        words.insert(0, letter.map(String::from).unwrap_or_default());
        let is_sent = facts.in_requests.contains(&TypeId(index));
        Entry { words, lines: lines_of_type(def, is_sent), index }
    };
    let mut files = split(api.types.iter().zip(names).enumerate().map(entry).collect(), SHORT);
    for (words, _) in files.iter_mut().filter(|(words, _)| words.len() > 1) {
        words.remove(0);
    }
    named(files, "types")
}

/// Words that say what is done with a thing.
const VERBS: [&str; 9] =
    ["create", "update", "patch", "post", "put", "get", "list", "delete", "new"];

/// The words in which what is done comes last: `CreatePet` stands beside `Pet`.
fn noun_first(mut words: Vec<String>) -> Vec<String> {
    if words.len() > 1 && words.first().is_some_and(|word| VERBS.contains(&word.as_str())) {
        words.rotate_left(1);
    }
    words
}

/// The files of a group's operations, by the words of their paths that not all of them begin with.
pub(super) fn of_operations(api: &Api, group: &str, indexes: &[usize]) -> Vec<FileNames> {
    let entry = |index: &usize| {
        let operation = &api.operations[*index];
        let segments = operation.path.split('/').filter(|segment| !segment.starts_with('{'));
        Entry {
            words: segments.flat_map(ident::words).collect(),
            lines: lines_of_operation(operation),
            index: *index,
        }
    };
    let mut entries: Vec<Entry> = indexes.iter().map(entry).collect();
    let shared = common(&entries.iter().collect::<Vec<_>>()).len();
    for entry in &mut entries {
        entry.words.drain(..shared);
    }
    let mut files = named(split(entries, SHORT_OPERATIONS), group);
    for file in &mut files {
        // The document's order is that of its author.
        file.members.sort_unstable();
    }
    files
}

/// Modules and crates that the file around others names.
const NAMED: [&str; 6] = ["std", "core", "alloc", "vetted_runtime", "types", "schemes"];

/// Gives files their names: none that of the module around them.
fn named(files: Vec<(Vec<String>, Vec<usize>)>, around: &str) -> Vec<FileNames> {
    let mut modules = Scope::reserving(&NAMED);
    modules.try_take(around);
    let mut files = files.into_iter();
    let own = files.next().map(|(_, members)| FileNames { module: String::new(), members });
    let others = files.map(|(words, members)| {
        let name = words.join("_");
        let module = modules.take(&[ident::module(&name), ident::module(&format!("{name}_all"))]);
        FileNames { module, members }
    });
    own.into_iter().chain(others).collect()
}

/// About how many lines a type has.
fn lines_of_type(def: &TypeDef, in_requests: bool) -> usize {
    let (own, field) = if in_requests { (30, 11) } else { (16, 4) };
    let parts = match &def.kind {
        TypeKind::Object(object) => {
            let prose = object.fields.iter().map(|field| prose_lines(field.description.as_deref()));
            let constants = object.constants.len() * 2;
            own + object.fields.len() * field + constants + prose.sum::<usize>()
        }
        TypeKind::Enum(listed) => {
            let prose = listed.values.iter().map(|it| prose_lines(it.description.as_deref()));
            16 + listed.values.len() * 3 + prose.sum::<usize>()
        }
        TypeKind::Union(union) => 20 + union.variants.len() * 5,
        TypeKind::Alias { .. } => 4,
    };
    parts + prose_lines(def.description.as_deref())
}

/// About how many lines an operation has.
fn lines_of_operation(operation: &Operation) -> usize {
    let parameters = operation.parameters.iter().map(|parameter| {
        let setter = if parameter.required { 2 } else { 8 };
        setter + prose_lines(parameter.description.as_deref())
    });
    let answers = operation.answers.len() + operation.errors.len();
    60 + parameters.sum::<usize>() + answers * 6 + prose_lines(operation.description.as_deref())
}

/// About how many lines prose has beyond its first.
fn prose_lines(prose: Option<&str>) -> usize {
    prose.map_or(0, |prose| prose.len() / 110 + prose.matches('\n').count())
}

/// So many words of a name are looked at: nobody reads more of them, and a name can have as many as it likes.
const DEEPEST: usize = 64;

/// Something that stands in a file.
#[derive(Debug, Clone)]
struct Entry {
    /// What it is called.
    words: Vec<String>,
    /// About how many lines it has.
    lines: usize,
    /// Which one it is.
    index: usize,
}

/// The files below a module: the words that each is called by, and what stands in it, by name. What stands in the file
/// of the module itself comes first, with no words.
fn split(mut entries: Vec<Entry>, short: usize) -> Vec<(Vec<String>, Vec<usize>)> {
    entries.sort_by(|left, right| (&left.words, left.index).cmp(&(&right.words, right.index)));
    let mut files = Vec::new();
    let own = split_below(&entries, 0, short, &mut files);
    let indexes = |entries: Vec<&Entry>| entries.into_iter().map(|entry| entry.index).collect();
    let mut all = vec![(Vec::new(), indexes(own))];
    all.extend(files.into_iter().map(|(words, entries)| (words, indexes(entries))));
    all
}

type Files<'e> = Vec<(Vec<String>, Vec<&'e Entry>)>;

/// Splits entries that begin with the same words, so many of them. Gives those that no file was made for.
fn split_below<'e>(
    entries: &'e [Entry],
    depth: usize,
    short: usize,
    files: &mut Files<'e>,
) -> Vec<&'e Entry> {
    if lines(entries) <= LONG || depth >= DEEPEST {
        return entries.iter().collect();
    }
    let mut groups: BTreeMap<Option<&str>, &'e [Entry]> = BTreeMap::new();
    for group in entries.chunk_by(|left, right| left.words.get(depth) == right.words.get(depth)) {
        let word = group.first().and_then(|entry| entry.words.get(depth));
        groups.insert(word.map(String::as_str), group);
    }
    let mut kept: Vec<&Entry> = groups.remove(&None).unwrap_or_default().iter().collect();
    let mut room = LONG.saturating_sub(kept.iter().map(|entry| entry.lines).sum());
    for group in groups.into_values() {
        let rest = split_below(group, depth + 1, short, files);
        let lines: usize = rest.iter().map(|entry| entry.lines).sum();
        if rest.is_empty() {
            continue;
        }
        if lines < short && lines <= room {
            room -= lines;
            kept.extend(rest);
        } else {
            files.push((common(&rest), rest));
        }
    }
    kept
}

fn lines(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| entry.lines).sum()
}

/// The words that all begin with.
fn common(entries: &[&Entry]) -> Vec<String> {
    let Some((first, others)) = entries.split_first() else { return Vec::new() };
    let length = others.iter().fold(first.words.len(), |length, entry| {
        let pairs = first.words.iter().zip(&entry.words);
        length.min(pairs.take_while(|(left, right)| left == right).count())
    });
    first.words[..length].to_vec()
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, Entry, split};

    fn files(entries: &[(&str, usize)]) -> Vec<String> {
        let entry = |(index, (name, lines)): (usize, &(&str, usize))| Entry {
            words: name.split(' ').map(str::to_owned).collect(),
            lines: *lines,
            index,
        };
        let found = split(entries.iter().enumerate().map(entry).collect(), 45);
        let name = |index: &usize| entries[*index].0.to_owned();
        let show = |(words, members): &(Vec<String>, Vec<usize>)| {
            let members: Vec<String> = members.iter().map(name).collect();
            format!("{}: {}", words.join("_"), members.join(", "))
        };
        found.iter().map(show).collect()
    }

    #[test]
    fn what_is_called_alike_stands_together() {
        let small = [("pet", 100), ("pet status", 30), ("owner", 50)];
        assert_eq!(files(&small), [": owner, pet, pet status"]);
        let large = [
            ("pet", 300),
            ("owner", 500),
            ("pet status", 30),
            ("code", 20),
            ("card visa", 100),
            ("card visa limit", 300),
        ];
        assert_eq!(
            files(&large),
            [
                ": code",
                "card_visa: card visa, card visa limit",
                "owner: owner",
                "pet: pet, pet status"
            ]
        );
    }

    #[test]
    fn what_is_done_comes_last() {
        let words =
            |name: &str| super::noun_first(name.split(' ').map(str::to_owned).collect()).join(" ");
        assert_eq!(words("create pet owner"), "pet owner create");
        assert_eq!(words("pet list"), "pet list");
        assert_eq!(words("list"), "list");
    }

    #[test]
    fn a_long_file_is_split_by_the_next_word() {
        let entries = [
            ("pet", 200),
            ("pet card", 300),
            ("pet card limit", 200),
            ("pet owner", 30),
            ("pet vet", 100),
        ];
        assert_eq!(
            files(&entries),
            [": ", "pet_card: pet card, pet card limit", "pet_vet: pet vet", "pet: pet, pet owner"]
        );
        assert_eq!(files(&[("a", 2000), ("b", 10)]), [": b", "a: a"]);
    }

    #[test]
    fn a_name_has_as_many_words_as_it_likes() {
        let name = |last: &str| vec!["ab"; 300_000].join(" ") + last;
        assert_eq!(files(&[(&name(" x"), 500), (&name(" y"), 500)]).len(), 2);
        let nested: Vec<String> = (1..200).map(|words| vec!["ab"; words].join(" ")).collect();
        let nested: Vec<(&str, usize)> = nested.iter().map(|name| (name.as_str(), 500)).collect();
        assert_eq!(files(&nested).len(), DEEPEST + 1);
    }

    #[test]
    fn the_order_decides_nothing() {
        let mut entries = vec![("b", 400), ("a", 300), ("a b", 10), ("c d", 50), ("c e", 20)];
        let before = files(&entries);
        entries.reverse();
        assert_eq!(files(&entries), before);
    }
}
