//! One document: values of its components, through its types and back.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde_json::Value;
use vetted_codegen::{
    components::{Became, Component, Direction},
    overlay,
};
use xtask::overlays;

use super::{
    Outcome, Subject,
    dialect::Strictness,
    direction,
    exchange::Questions,
    instances::{self, Documented},
    judge::{self, Asked},
    references::References,
    schemas::Schemas,
    validator::Validators,
};

/// A value that takes more text than this says no more than a smaller one.
const MAX_BYTES: usize = 256 << 10;

/// The types of the subject begin at `first` in the program's table.
pub(super) fn run(subject: &Subject, program: &Path, first: usize, questions: PathBuf) -> Outcome {
    let mut outcome = Outcome::new(subject);
    if let Err(problem) = through(subject, program, first, questions, &mut outcome) {
        outcome.problem = Some(problem);
    }
    outcome
}

fn through(
    subject: &Subject,
    program: &Path,
    first: usize,
    questions: PathBuf,
    outcome: &mut Outcome,
) -> Result<(), String> {
    for component in &subject.components {
        let why = match &component.became {
            Became::Type(_) => continue,
            Became::Replaced => "the settings put another type in its place",
            Became::Multipart => "it holds files, which stand only in a multipart body",
        };
        outcome.not_tried.push((component.schema.clone(), why));
    }
    let documents = documents(subject)?;
    let readings = readings(&documents)?;
    let mut questions = Questions::new(questions)?;
    let mut asked = Vec::new();
    for (number, (component, _)) in subject.types().enumerate() {
        let Some(reading) = of_direction(&readings, component) else { continue };
        let Some((strictness, values)) = reading.values(component, outcome) else { continue };
        for value in values {
            let text = value.to_string();
            if text.len() > MAX_BYTES {
                outcome.too_large += 1;
                continue;
            }
            questions.ask(first + number, &text)?;
            asked.push(Asked { component, validators: &reading.validators, strictness });
        }
    }
    judge::all(asked, questions.put_to(program)?, outcome);
    Ok(())
}

/// Valid values of the components that have a type, by the type's name. For whoever wants to start from some.
///
/// # Errors
///
/// When the document cannot be read.
pub fn samples(subject: &Subject) -> Result<Vec<(String, Vec<Value>)>, String> {
    let documents = documents(subject)?;
    let readings = readings(&documents)?;
    let mut outcome = Outcome::new(subject);
    let samples = subject.types().filter_map(|(component, ident)| {
        let (_, values) = of_direction(&readings, component)?.values(component, &mut outcome)?;
        Some((ident.to_owned(), values))
    });
    Ok(samples.collect())
}

type Documents = BTreeMap<Option<Direction>, Value>;

fn documents(subject: &Subject) -> Result<Documents, String> {
    let overlays = overlays::of(&subject.document, &subject.name, &[]);
    let document = overlay::read(&subject.document, subject.name.as_str(), &overlays)
        .map_err(|unreadable| format!("the document cannot be read: {:?}", unreadable.findings))?;
    Ok(by_direction(document.to_json(), subject))
}

type Readings<'d> = BTreeMap<Option<Direction>, Reading<'d>>;

fn readings(documents: &Documents) -> Result<Readings<'_>, String> {
    let mut readings = BTreeMap::new();
    for (direction, document) in documents {
        readings.insert(*direction, Reading::of(document)?);
    }
    Ok(readings)
}

fn of_direction<'r, 'd>(
    readings: &'r Readings<'d>,
    component: &Component,
) -> Option<&'r Reading<'d>> {
    readings.get(&Some(component.direction)).or_else(|| readings.get(&None))
}

/// The document as it is for each direction; under `None` where it is the same for all.
fn by_direction(document: Value, subject: &Subject) -> Documents {
    if !direction::matters(&document) {
        return BTreeMap::from([(None, document)]);
    }
    let directions = subject.types().map(|(component, _)| component.direction);
    let of = |it| (Some(it), direction::only(&document, it, &subject.components));
    directions.map(of).collect()
}

/// A document, and what is worked out of it once.
struct Reading<'d> {
    schemas: Schemas<'d>,
    references: References,
    documented: Documented<'d>,
    validators: Validators,
}

impl<'d> Reading<'d> {
    fn of(document: &'d Value) -> Result<Self, String> {
        let schemas = Schemas::new(document);
        Ok(Self {
            schemas,
            references: References::of(schemas),
            documented: Documented::of(schemas),
            validators: Validators::of(schemas)?,
        })
    }

    /// Valid values of a component, and how strictly they are meant.
    fn values(
        &self,
        component: &Component,
        outcome: &mut Outcome,
    ) -> Option<(Strictness, Vec<Value>)> {
        let name = component.schema.as_str();
        let Some((name, schema)) = self.schemas.components().find(|(known, _)| *known == name)
        else {
            outcome.not_tried.push((name.to_owned(), "the document has no such component"));
            return None;
        };
        if !self.references.can_follow(self.schemas, schema) {
            let why = "it refers to another file, or to an anchor, which is not followed here";
            outcome.not_tried.push((name.to_owned(), why));
            return None;
        }
        outcome.types += 1;
        let made = instances::made(self.schemas, name, schema);
        let shown = instances::shown(self.schemas, &self.documented, name, schema);
        for strictness in [Strictness::Strict, Strictness::Loose] {
            let (mut valid, dropped) = self.validators.pruned(strictness, name, &made);
            outcome.dropped += dropped;
            for value in &shown {
                let fits = self.validators.validate(strictness, name, value.clone()).is_ok();
                if fits && !valid.contains(value) {
                    valid.push(value.clone());
                }
            }
            if !valid.is_empty() {
                if strictness == Strictness::Loose {
                    outcome.loosened.push(name.to_owned());
                }
                return Some((strictness, valid));
            }
        }
        let why = made.into_iter().next().map_or_else(
            || "none could be made".to_owned(),
            |value| {
                self.validators.validate(Strictness::Strict, name, value).err().unwrap_or_default()
            },
        );
        outcome.without_instance.push((name.to_owned(), why));
        None
    }
}
