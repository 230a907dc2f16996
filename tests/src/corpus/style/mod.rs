//! `--style`: how the crates read. What a person would not have written is counted, a family of measures a file.
//!
//! [`measure`] says what is counted and what must hold; the modules below it say each exactly what they take for
//! what. All of it is asked of what the stages know (types, names, facts) and of the text of the files, where
//! documentation is meant. Nothing is compiled. [`table`] and [`worst`] say what came of it.

pub mod constants;
pub mod counting;
pub mod duplicates;
pub mod examples;
mod given;
pub mod lengths;
pub mod measure;
mod pages;
pub mod payloads;
pub mod reasons;
pub mod said;
pub mod size;
pub mod table;
mod vocabulary;
mod words;
pub mod worst;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use vetted_codegen::{Insight, load::Document, write::File};

pub use duplicates::Class;
pub use measure::{Measure, Share};
pub use reasons::Reason;

/// As many faults of a document as are kept by name, for each measure.
const SHOWN: usize = 5;

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look<'a> {
    /// What the stages made of it.
    made: Insight<'a>,
}

impl<'a> Look<'a> {
    /// The files of `src`.
    fn sources(self) -> impl Iterator<Item = &'a File> {
        self.made.files.iter().filter(|file| file.path.starts_with("src/"))
    }
}

/// How a crate reads.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// The figures.
    shares: BTreeMap<Measure, Share>,
    /// Some of what is not as it should be, by name.
    shown: BTreeMap<Measure, Vec<String>>,
    /// The largest classes of equal types, the largest first.
    pub classes: Vec<Class>,
    /// What keeps types apart that are equal in structure, and how many.
    pub reasons: BTreeMap<Reason, usize>,
}

impl Style {
    /// Takes all measures of a crate.
    #[must_use]
    pub fn of(document: &Document, made: Insight<'_>) -> Self {
        let look = Look { made };
        let mut style = Self::default();
        let vocabulary = vocabulary::Vocabulary::of(document);
        let pages = pages::Pages::of(look);
        duplicates::take(look, &mut style);
        counting::take(look, &vocabulary, &mut style);
        payloads::take(look, &mut style);
        lengths::take(look, &mut style);
        said::take(look, &pages, &mut style);
        examples::take(look, &pages, &mut style);
        size::take(look, &mut style);
        constants::take(look, &mut style);
        style
    }

    /// The figure of a measure.
    #[must_use]
    pub fn share(&self, measure: Measure) -> Share {
        self.shares.get(&measure).copied().unwrap_or_default()
    }

    /// Some of what is not as it should be.
    #[must_use]
    pub fn shown(&self, measure: Measure) -> &[String] {
        self.shown.get(&measure).map_or(&[], Vec::as_slice)
    }

    /// Counts one thing: whether it is as the measure says.
    fn count(&mut self, measure: Measure, is_so: bool, name: impl FnOnce() -> String) {
        *self.shares.entry(measure).or_default() += Share { part: is_so.into(), whole: 1 };
        let shown = self.shown.entry(measure).or_default();
        if is_so == measure.is_fault() && shown.len() < SHOWN {
            shown.push(name());
        }
    }

    /// Sets a figure that is no count of things.
    fn set(&mut self, measure: Measure, part: usize, whole: usize) {
        self.shares.insert(measure, Share { part, whole });
    }

    /// The same for a report.
    #[must_use]
    pub fn report(&self) -> Value {
        let measures = self.shares.iter().map(|(measure, share)| {
            let said = json!({
                "of": share.whole, "shown": self.shown(*measure), "count": share.part,
            });
            (measure.facts().title.to_owned(), said)
        });
        let classes = self.classes.iter().map(|class| json!([class.count, class.names]));
        let reasons = self.reasons.iter().map(|(reason, count)| (reason.title(), *count));
        json!({
            "apart": reasons.collect::<BTreeMap<_, _>>(),
            "equal": classes.collect::<Value>(),
            "measures": measures.collect::<BTreeMap<_, _>>(),
        })
    }
}
