//! A set of names in which each is given once.

use std::collections::{HashMap, HashSet};

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

    /// Takes the first of `choices` that is free, or the last one with the first number that makes it free.
    pub(super) fn take(&mut self, choices: &[String]) -> String {
        if let Some(free) = choices.iter().find(|choice| !self.taken.contains(*choice)) {
            self.taken.insert(free.clone());
            return free.clone();
        }
        let base = choices.last().map_or("x", String::as_str);
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

    /// Whether a name is taken.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
}
