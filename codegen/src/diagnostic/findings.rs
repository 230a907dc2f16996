//! Findings as a stage makes them.

use std::collections::HashMap;

use super::{At, Code, Finding, Pointer};

/// What a stage has to say so far. What is wrong with a value is said once, however often the value is looked at.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    /// By code and place: which of them say so.
    said: HashMap<(&'static str, Pointer), Vec<usize>>,
}

impl Findings {
    /// Something to say.
    pub(crate) fn say(&mut self, finding: Finding) {
        if let At::Value(at) = &finding.at {
            let said = self.said.entry((finding.code.name, at.clone())).or_default();
            let mut before = said.iter().filter_map(|index| self.list.get(*index));
            if before.any(|it| it.message == finding.message) {
                return;
            }
            said.push(self.list.len());
        }
        self.list.push(finding);
    }

    /// Something to say about a value.
    pub(crate) fn report(&mut self, code: &'static Code, at: &Pointer, message: impl Into<String>) {
        self.say(Finding::new(code, at, message));
    }

    /// The same, with what to do about it or what comes of it.
    pub(crate) fn report_with(
        &mut self,
        code: &'static Code,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.say(Finding::new(code, at, message).help(help));
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
