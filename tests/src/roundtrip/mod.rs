//! The round trip: values of each component's schema go through the generated type, and nothing may be lost.
//!
//! [`run`] is the way through: `instances` makes values from the schemas as the document writes them, `validator` says
//! which of them are valid (through `dialect`, which makes JSON Schema of `OpenAPI`'s), `harness` and `cargo` make
//! programs that read and write them, `exchange` talks with those, and `judge` and `compare` look for what is missing.
//! Nothing but the names of the types comes from the generator, so that what it takes a schema for is not taken for
//! granted.

mod cargo;
mod compare;
mod dialect;
mod direction;
mod exchange;
mod formats;
mod given;
mod harness;
mod instances;
mod judge;
mod outcome;
mod references;
mod schemas;
mod subject;
mod validator;

use std::{path::PathBuf, time::Duration};

use vetted_codegen::{
    components::{Became, Component},
    parallel,
};

pub use compare::Meant;
pub use given::{Again, given};
pub use outcome::{Failure, Outcome};
pub use subject::samples;

/// A document, and the crate that was made of it.
#[derive(Debug, Clone)]
pub struct Subject {
    /// What to call it.
    pub name: String,
    /// The document.
    pub document: PathBuf,
    /// What became of its components.
    pub components: Vec<Component>,
    /// The folder of the crate.
    pub krate: PathBuf,
}

impl Subject {
    /// The components that have a type, and the type's name.
    fn types(&self) -> impl Iterator<Item = (&Component, &str)> {
        self.components.iter().filter_map(|component| match &component.became {
            Became::Type(ident) => Some((component, ident.as_str())),
            Became::Replaced | Became::Multipart => None,
        })
    }
}

/// How the programs are built.
#[derive(Debug)]
pub struct Build {
    /// A folder for their sources and for what is said to them.
    pub work: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
    /// How many subjects a program has. Few large ones are built side by side; many small ones are quicker together.
    pub together: usize,
}

/// Takes all subjects through, and says what became of each, in their order.
///
/// # Errors
///
/// When the programs cannot be written or cargo does not run. What is wrong with one subject stands in its outcome.
pub fn run(subjects: &[Subject], build: &Build) -> Result<Vec<Outcome>, String> {
    let programs: Vec<Vec<&Subject>> =
        subjects.chunks(build.together.max(1)).map(|some| some.iter().collect()).collect();
    harness::write(build, &programs)?;
    let compiled = cargo::compile(build)?;
    let mut jobs = Vec::new();
    for (number, subjects) in programs.iter().enumerate() {
        let mut first = 0;
        for subject in subjects {
            jobs.push((*subject, compiled.get(&harness::program(build, number)), first));
            first += subject.types().count();
        }
    }
    let outcomes = in_parallel(&jobs, |number, (subject, program, first)| match program {
        Some(Ok(program)) => {
            let questions = build.work.join(format!("asked/{number}.questions"));
            subject::run(subject, program, *first, questions)
        }
        Some(Err(said)) => Outcome::impossible(subject, format!("does not compile: {said}")),
        None => Outcome::impossible(subject, "was not built".to_owned()),
    });
    Ok(outcomes)
}

/// The stack of a thread: schemas nest, and so does what walks them.
const STACK: usize = 64 << 20;

/// `work` on each item, as many at once as the machine has cores. The results stand in the order of the items.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    let items = items.iter().enumerate().collect();
    parallel::map_watched(items, |(number, it)| work(number, it), STACK, Duration::MAX, |_| {})
}
