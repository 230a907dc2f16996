//! A set of names in which each is given once.

use std::collections::BTreeSet;

/// The names that are taken in one namespace.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A namespace in which some names are taken from the start.
    pub(super) fn reserving(words: &[&str]) -> Self {
        Self { taken: words.iter().map(|&word| word.to_owned()).collect() }
    }

    /// Takes the first of `choices` that is free, or the last one with the first number that makes it free.
    pub(super) fn take(&mut self, choices: &[String]) -> String {
        if let Some(free) = choices.iter().find(|choice| !self.taken.contains(*choice)) {
            self.taken.insert(free.clone());
            return free.clone();
        }
        let base = choices.last().map_or("x", String::as_str);
        let mut number = 2_usize;
        loop {
            // `r#type2` would be a raw identifier without need.
            let numbered = format!("{}{number}", base.strip_prefix("r#").unwrap_or(base));
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
            number += 1;
        }
    }

    /// Whether a name is taken.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
}
