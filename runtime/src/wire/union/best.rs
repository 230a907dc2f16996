//! The variants of a union without a tag: which of those that a value can be read as it is.

use serde::de::DeserializeOwned;

use super::text::{Text, put};
use crate::wire::{
    reading::{self, Decision, Trial},
    skipped,
};

/// The best variant so far, of the lines that fit.
///
/// What an inner union is does not hang on what is tried around it. So it is tried once in a reading: the attempts that
/// come by later read only the line that was the best. All lines in all of them would be two to the power of the depth.
#[allow(missing_debug_implementations, reason = "hidden from users")]
pub struct Best<'u, U> {
    trial: Trial,
    /// What is known from an earlier attempt around this one.
    known: Option<Decision>,
    /// How many lines fitted so far.
    lines: usize,
    /// The best of them.
    candidate: Option<Candidate>,
    union: &'u mut Option<U>,
}

/// A line as which the value can be read.
struct Candidate {
    line: usize,
    /// How many keys it leaves out.
    skipped: usize,
}

impl Candidate {
    /// Whether a later line is taken instead: one that leaves out fewer keys. Of equals the first is.
    const fn is_worse_than(&self, skipped: usize) -> bool {
        self.skipped > skipped
    }

    /// Whether no other line can be better.
    const fn is_perfect(&self) -> bool {
        self.skipped == 0
    }
}

impl<'u, U: 'static> Best<'u, U> {
    /// None so far.
    #[must_use]
    pub fn new(text: &Text<'_>, union: &'u mut Option<U>) -> Self {
        let (trial, known) = Trial::begin::<U>(text.as_bytes());
        Self { trial, known, lines: 0, candidate: None, union }
    }

    /// Reads the text as another variant; true if none can be better.
    ///
    /// A function of its own, so that a union of many large types has no place on its stack for each of them.
    pub fn attempt<T: DeserializeOwned>(&mut self, text: &Text<'_>, variant: fn(T) -> U) -> bool {
        let line = self.lines;
        self.lines += 1;
        if self.known.is_some_and(|known| known != Some(line)) {
            return false;
        }
        let read = || skipped::count(|| text.decode_apart());
        if let Some((Ok(value), skipped)) = reading::attempt(text.as_bytes().len(), read)
            && self.candidate.as_ref().is_none_or(|best| best.is_worse_than(skipped))
        {
            self.candidate = Some(Candidate { line, skipped });
            put(self.union, value, variant);
        }
        self.candidate.as_ref().is_some_and(|best| self.known.is_some() || best.is_perfect())
    }

    /// No more lines.
    pub fn end(self) {
        if self.known.is_none() {
            self.trial.decide(self.candidate.as_ref().map(|best| best.line));
        }
        skipped::note(self.candidate.map_or(0, |best| best.skipped));
    }
}
