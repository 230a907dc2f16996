//! What became of a subject.

use std::collections::BTreeMap;

use super::{Meant, Subject};

/// What became of the values of one document.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The document.
    pub name: String,
    /// How many components have a type that was tried.
    pub types: usize,
    /// How many valid values there were.
    pub instances: usize,
    /// How many came back with nothing lost.
    pub whole: usize,
    /// The differences that are meant, in those that count as whole.
    pub meant: Meant,
    /// The others.
    pub failures: Vec<Failure>,
    /// How many values were made that are not valid, and so say nothing.
    pub dropped: usize,
    /// How many valid values were not tried, since they are too large.
    pub too_large: usize,
    /// Components without a valid value, and why the first one that was made is none.
    pub without_instance: Vec<(String, String)>,
    /// Components whose schema no value fits as it stands; it was taken less strictly.
    pub loosened: Vec<String>,
    /// Components that were not tried, and why.
    pub not_tried: Vec<(String, &'static str)>,
    /// What kept the whole document from being tried.
    pub problem: Option<String>,
}

/// A value that did not come back whole.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The component.
    pub schema: String,
    /// The value, as JSON text.
    pub instance: String,
    /// What kind of failure it is.
    pub kind: String,
    /// Where, and what happened there.
    pub cause: String,
}

impl Outcome {
    pub(super) fn new(subject: &Subject) -> Self {
        Self { name: subject.name.clone(), ..Self::default() }
    }

    /// Nothing of the subject could be tried.
    pub(super) fn impossible(subject: &Subject, problem: String) -> Self {
        Self { problem: Some(problem), ..Self::new(subject) }
    }

    /// The failures by their kind: how many, in how many components, and the shortest one.
    #[must_use]
    pub fn kinds(&self) -> BTreeMap<&str, Kind<'_>> {
        let mut kinds: BTreeMap<&str, Kind<'_>> = BTreeMap::new();
        for failure in &self.failures {
            let kind = kinds.entry(&failure.kind).or_insert_with(|| Kind::new(failure));
            kind.add(failure);
        }
        kinds
    }
}

/// Failures of one kind.
#[derive(Debug, Clone)]
pub struct Kind<'a> {
    /// How many.
    pub count: usize,
    /// The components, in the order in which they were met.
    pub schemas: Vec<&'a str>,
    /// The one with the shortest value.
    pub shortest: &'a Failure,
}

impl<'a> Kind<'a> {
    fn new(first: &'a Failure) -> Self {
        Self { count: 0, schemas: Vec::new(), shortest: first }
    }

    fn add(&mut self, failure: &'a Failure) {
        self.count += 1;
        if self.schemas.last() != Some(&failure.schema.as_str()) {
            self.schemas.push(&failure.schema);
        }
        if failure.instance.len() < self.shortest.instance.len() {
            self.shortest = failure;
        }
    }
}
