//! Where the values of a converted document stand in the file as it was written, and the other way round.

use std::collections::HashMap;

use crate::diagnostic::{At, Finding, Pointer};

/// What moved on the way from the file to the tree that is read. Nothing did, unless the document was converted.
#[derive(Debug, Default)]
pub struct Places {
    /// By where a value stands now: where it was written.
    written: HashMap<Pointer, Pointer>,
    /// By where a value was written: where it stands now, the first time that it does.
    converted: HashMap<Pointer, Pointer>,
}

impl Places {
    /// Remembers that a value, with all that is inside it, was written elsewhere.
    pub(super) fn moved(&mut self, to: &Pointer, from: &Pointer) {
        self.written.insert(to.clone(), from.clone());
        self.converted.entry(from.clone()).or_insert_with(|| to.clone());
    }

    /// The same of a copy, where the value stands elsewhere too: references lead there.
    pub(super) fn copied(&mut self, to: &Pointer, from: &Pointer) {
        self.written.insert(to.clone(), from.clone());
    }

    /// Where a value of the converted tree was written.
    #[must_use]
    pub fn written(&self, at: &Pointer) -> Pointer {
        translated(&self.written, at)
    }

    /// Where a value of the file stands in the converted tree.
    pub(super) fn converted(&self, at: &Pointer) -> Pointer {
        translated(&self.converted, at)
    }

    /// Makes findings about the converted tree point at the file.
    #[must_use]
    pub fn restored(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        for finding in findings.iter_mut().filter(|_| !self.written.is_empty()) {
            match &mut finding.at {
                At::Value(at) | At::Key(at) => *at = self.written(at),
                At::Text { .. } | At::File | At::In(..) => {}
            }
        }
        findings
    }
}

/// The pointer with its longest known beginning exchanged.
fn translated(known: &HashMap<Pointer, Pointer>, at: &Pointer) -> Pointer {
    let mut behind = Vec::new();
    let mut begin = Some(at);
    while let Some(pointer) = begin.filter(|_| !known.is_empty()) {
        if let Some(translated) = known.get(pointer) {
            return behind.into_iter().rev().fold(translated.clone(), |at, token| at.join(token));
        }
        behind.extend(pointer.last());
        begin = pointer.parent();
    }
    at.clone()
}
