//! Collisions: who gets which name where several want one.
//!
//! Each thing has a list of names that it could be called by, from the plainest on. All that want one name go on to the
//! next of their lists together, so the order of the document decides nothing, and what is new takes no name that
//! something else had: its user is told by the compiler. Only what has no words left is numbered, in an order of its
//! own.

use std::collections::{BTreeMap, HashSet};

use super::ident;

/// The name that a thing got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) name: String,
    /// Which of its list it is; beyond all of them, if it is numbered.
    pub(super) place: usize,
}

/// Gives a name to each of so many things.
///
/// `taken`: names that nothing gets; those that are given or contested join them. `candidate`: what a thing could be
/// called by, by its index and the place in its list; the first is always there. `key`: what orders things whose lists
/// are equal.
pub(super) fn settle(
    count: usize,
    taken: &mut HashSet<String>,
    candidate: impl Fn(usize, usize) -> Option<String>,
    key: impl Fn(usize) -> String,
) -> Vec<Settled> {
    let mut settled: Vec<Settled> =
        (0..count).map(|_| Settled { name: String::new(), place: 0 }).collect();
    let mut open: Vec<usize> = (0..count).collect();
    let mut wordless: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut place = 0;
    while !open.is_empty() {
        let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for index in open.drain(..) {
            if let Some(name) = candidate(index, place) {
                wanted.entry(name).or_default().push(index);
            } else {
                let last = place.checked_sub(1).and_then(|last| candidate(index, last));
                wordless.entry(last.unwrap_or_default()).or_default().push(index);
            }
        }
        for (name, indexes) in wanted {
            let is_free = taken.insert(name.clone());
            match indexes.as_slice() {
                [only] if is_free => settled[*only] = Settled { name, place },
                _ => open.extend(indexes),
            }
        }
        open.sort_unstable();
        place += 1;
    }
    for (base, mut indexes) in wordless {
        indexes.sort_by_cached_key(|index| key(*index));
        // `r#type2` would be a raw identifier without need.
        let base = base.strip_prefix("r#").unwrap_or(&base);
        let mut number = 2_usize;
        for index in indexes {
            while !taken.insert(format!("{base}{number}")) {
                number += 1;
            }
            settled[index] = Settled { name: format!("{base}{number}"), place };
            number += 1;
        }
    }
    settled
}

/// The names of things that are told apart by how they are written, where their plain names are equal: fields, values,
/// parameters. `kept`: names that none gets. `more`: other names for a thing, before how it is written is said.
pub(super) fn by_spelling(
    texts: &[&str],
    kept: &[&str],
    plain: impl Fn(usize) -> String,
    more: impl Fn(usize) -> Vec<String>,
    join: impl Fn(&str, &str) -> String,
) -> Vec<String> {
    let plain_names: Vec<String> = (0..texts.len()).map(&plain).collect();
    let mut seen: HashSet<&str> = HashSet::with_capacity(texts.len());
    seen.extend(kept);
    // As nearly always, and a large object is named at once.
    if plain_names.iter().all(|name| seen.insert(name)) {
        return plain_names;
    }
    let mut taken = kept.iter().map(|&name| name.to_owned()).collect();
    let candidate = |index: usize, place: usize| {
        let plain = plain_names.get(index)?;
        if place == 0 {
            return Some(plain.clone());
        }
        let more = more(index);
        if let Some(name) = more.get(place - 1) {
            return Some(name.clone());
        }
        let bare = plain.strip_prefix("r#").unwrap_or(plain);
        match place - 1 - more.len() {
            0 => Some(join(bare, ident::style(texts.get(index)?))),
            _ => None,
        }
    };
    let key = |index: usize| texts.get(index).map_or_else(String::new, |&text| text.to_owned());
    settle(texts.len(), &mut taken, candidate, key)
        .into_iter()
        .map(|settled| settled.name)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{by_spelling, settle};

    fn names(lists: &[&[&str]]) -> Vec<String> {
        let mut taken = HashSet::from(["Kept".to_owned()]);
        let candidate = |index: usize, place: usize| {
            lists.get(index)?.get(place).map(|name| (*name).to_owned())
        };
        let key = |index: usize| lists[index].concat();
        settle(lists.len(), &mut taken, candidate, key).into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn all_that_want_a_name_go_on() {
        assert_eq!(names(&[&["A", "BA"], &["A", "CA"], &["B"]]), ["BA", "CA", "B"]);
        assert_eq!(names(&[&["Kept", "KeptType"]]), ["KeptType"]);
        // Nobody gets what others wanted.
        assert_eq!(names(&[&["A", "BA"], &["A", "CA"], &["D", "A"], &["D", "E"]])[2], "A2");
    }

    #[test]
    fn the_order_decides_nothing() {
        let lists: [&[&str]; 4] = [&["A", "B"], &["A", "B"], &["A", "C"], &["C"]];
        let mut before = names(&lists);
        let mut turned: Vec<&[&str]> = lists.to_vec();
        turned.reverse();
        let mut after = names(&turned);
        before.sort();
        after.sort();
        assert_eq!(before, after);
    }

    #[test]
    fn twins_say_how_they_are_written() {
        let name = |texts: &[&str]| {
            let lower = |index: usize| texts[index].to_lowercase().replace(['-', '_'], "");
            let join = |name: &str, style: &str| format!("{name}_{style}");
            by_spelling(texts, &[], lower, |_| Vec::new(), join).join(" ")
        };
        assert_eq!(name(&["cat", "CAT", "dog"]), "cat_lower cat_upper dog");
        assert_eq!(name(&["Sort", "sort"]), "sort_capital sort_lower");
        assert_eq!(name(&["a-b", "a_b", "aB"]), "ab_dashed ab_snake ab_camel");
    }
}
