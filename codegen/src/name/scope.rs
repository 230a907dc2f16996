//! A set of names in which each is given once.

use std::collections::{HashMap, HashSet};

use super::settle::settle;

/// What emitted types derive: a type of such a name, passed on from another file, could be taken for the macro.
pub(super) const DERIVES: [&str; 7] =
    ["Debug", "Clone", "Copy", "Default", "PartialEq", "Eq", "Hash"];

/// The names that are taken in one namespace.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
    /// The number to try next behind a name that is taken. Numbers before it are taken too.
    next: HashMap<String, usize>,
}

impl Scope {
    /// A namespace in which some names are taken from the start.
    pub(super) fn reserving(words: &[&str]) -> Self {
        let taken = words.iter().map(|&word| word.to_owned()).collect();
        Self { taken, next: HashMap::new() }
    }

    /// The same set with more names taken.
    pub(super) fn and(mut self, words: &[&str]) -> Self {
        self.taken.extend(words.iter().map(|&word| word.to_owned()));
        self
    }

    /// Takes the first of `choices` that is free, or the last one with the first number that makes it free.
    pub(super) fn take(&mut self, choices: &[String]) -> String {
        if let Some(free) = choices.iter().find(|choice| !self.taken.contains(*choice)) {
            self.taken.insert(free.clone());
            return free.clone();
        }
        self.numbered(choices.last().map_or("x", String::as_str))
    }

    /// Takes a name if it is free; whether it was.
    pub(super) fn try_take(&mut self, name: &str) -> bool {
        let free = !self.taken.contains(name);
        if free {
            self.taken.insert(name.to_owned());
        }
        free
    }

    /// Takes a name with the first number behind it that makes it free.
    fn numbered(&mut self, base: &str) -> String {
        // `r#type2` would be a raw identifier without need.
        let base = base.strip_prefix("r#").unwrap_or(base);
        let next = self.next.entry(base.to_owned()).or_insert(2);
        loop {
            let numbered = format!("{base}{next}");
            *next += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }

    /// Names several things at once, so that their order decides nothing: see [`settle`].
    pub(super) fn settle(
        &mut self,
        count: usize,
        candidate: impl Fn(usize, usize) -> Option<String>,
        key: impl Fn(usize) -> String,
    ) -> Vec<String> {
        let settled = settle(count, &mut self.taken, candidate, key);
        settled.into_iter().map(|settled| settled.name).collect()
    }

    /// Whether a name is taken.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
}
