//! The variants of a union without a tag: which of those that a value can be read as it is.

use std::{borrow::Cow, marker::PhantomData};

use serde::de::DeserializeOwned;

use super::text::{UnionText, put};
use crate::wire::{
    misses::{self, Count},
    object::Declares,
    reading::{self, Decision, Trial},
    redaction::LONG_INTEGER,
};

/// The best variant so far, of the lines that fit.
///
/// What an inner union is does not hang on what is tried around it. So it is tried once in a reading: the attempts that
/// come by later read only the line that was the best. All lines in all of them would be two to the power of the depth.
///
/// A line that cannot be better than the best so far, by the keys of the value alone, is not tried at all.
#[allow(missing_debug_implementations, reason = "hidden from users")]
pub struct Best<'t, 'u, U> {
    text: &'t UnionText<'t>,
    trial: Trial,
    /// What is known from an earlier attempt around this one.
    known: Option<Decision>,
    /// How many lines fitted so far.
    lines: usize,
    /// The best of them.
    candidate: Option<Candidate>,
    /// The keys of the value, once they are asked for.
    keys: Option<Vec<Cow<'t, str>>>,
    union: &'u mut Option<U>,
}

/// A line as which the value can be read.
struct Candidate {
    line: usize,
    cost: Cost,
    /// Whether it lacks something that should be kept.
    is_partial: bool,
}

/// What speaks against a line, the gravest first. Of equals the first line is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    /// The keys that it leaves out, and the other misses in it.
    misses: usize,
    /// The keys that it keeps without declaring them.
    kept: usize,
    /// The keys that it declares and that did not come.
    absent: usize,
}

impl Cost {
    const NONE: Self = Self { misses: 0, kept: 0, absent: 0 };
}

/// What is known of a line before it is tried.
#[derive(Debug, Clone, Copy)]
pub enum Line {
    /// Its type takes anything, or an object of any keys: meant only where no other line is as good.
    Free,
    /// An object with these keys, and whether it keeps others.
    Object(&'static [&'static str], bool),
    /// Any other.
    Plain,
}

/// Finds out what is known of a line by its type. What a type implements itself goes before what it has from a trait,
/// so the macro names either by the same path.
#[allow(missing_debug_implementations, reason = "hidden from users")]
pub struct Probe<T>(PhantomData<T>);

/// What is known of a type that is no object.
pub trait ProbeAny {
    /// Nothing.
    const LINE: Line = Line::Plain;
}

impl<T> ProbeAny for Probe<T> {}

impl<T: Declares> Probe<T> {
    /// The keys.
    pub const LINE: Line = Line::Object(T::KEYS, T::OPEN);
}

impl<'t, 'u, U: 'static> Best<'t, 'u, U> {
    /// None so far.
    #[must_use]
    pub fn new(text: &'t UnionText<'t>, union: &'u mut Option<U>) -> Self {
        let (trial, known) = Trial::begin::<U>(text.as_bytes());
        Self { text, trial, known, lines: 0, candidate: None, keys: None, union }
    }

    /// Reads the text as another variant; true if none can be better.
    ///
    /// A function of its own, so that a union of many large types has no place on its stack for each of them.
    pub fn attempt<T: DeserializeOwned>(&mut self, is: Line, variant: fn(T) -> U) -> bool {
        let line = self.lines;
        self.lines += 1;
        if !self.is_worth(line, is) {
            return false;
        }
        let text = self.text;
        let read = || misses::count(|| text.decode_apart());
        if let Some((Ok(value), count)) = reading::attempt(text.as_bytes().len(), read) {
            let cost = cost(is, count);
            if self.candidate.as_ref().is_none_or(|best| cost < best.cost) {
                self.candidate = Some(Candidate { line, cost, is_partial: count.is_partial });
                put(self.union, value, variant);
            }
        }
        let is_best = |best: &Candidate| self.known.is_some() || best.cost == Cost::NONE;
        self.candidate.as_ref().is_some_and(is_best)
    }

    /// Whether a line can be better than the best so far.
    fn is_worth(&mut self, line: usize, is: Line) -> bool {
        if let Some(known) = self.known {
            return known == Some(line);
        }
        let Some(Candidate { cost, .. }) = self.candidate else { return true };
        let least = match is {
            Line::Free => Cost { misses: 0, kept: usize::MAX, absent: 0 },
            Line::Plain => Cost::NONE,
            Line::Object(declared, open) => {
                let keys = self.keys.get_or_insert_with(|| self.text.keys());
                let known = keys.iter().filter(|key| declared.contains(&&***key)).count();
                let (others, absent) = (keys.len() - known, declared.len().saturating_sub(known));
                let (misses, kept) = if open { (0, others) } else { (others, 0) };
                Cost { misses, kept, absent }
            }
        };
        least < cost
    }

    /// No more lines.
    pub fn end(self) {
        if self.known.is_none() {
            self.trial.decide(self.candidate.as_ref().map(|best| best.line));
        }
        if self.candidate.as_ref().is_some_and(|best| best.is_partial) {
            if reading::is_attempt() {
                misses::note_partial();
            } else {
                reading::give_up(LONG_INTEGER);
            }
        }
        misses::note(self.candidate.map_or(0, |best| best.cost.misses));
    }
}

/// What speaks against a line that was read.
const fn cost(is: Line, Count { misses, keys, .. }: Count) -> Cost {
    match is {
        Line::Free => Cost { misses, kept: usize::MAX, absent: 0 },
        Line::Plain => Cost { misses, ..Cost::NONE },
        Line::Object(..) => Cost { misses, kept: keys.kept, absent: keys.absent },
    }
}
