//! The phase of `--roundtrip`: values of each component go through the crates that were made, and nothing may be lost.

use std::{io, path::Path};

use super::{
    outcome::{Made, Outcome},
    workspace::Workspace,
};
use crate::roundtrip::{Build, Subject, run};

/// As many bytes of documents make up a program: a large one is built by itself, since rustc has no threads to give it;
/// small ones are built together, since linking is most of their cost.
const PROGRAM: u64 = 200_000;

/// Takes all crates through.
///
/// # Errors
///
/// The programs cannot be written or built at all.
pub fn phase(outcomes: &mut [Outcome], workspace: &Workspace, work: &Path) -> io::Result<()> {
    let made = || outcomes.iter().filter(|outcome| outcome.made == Made::Crate);
    let subjects: Vec<Subject> = made()
        .map(|outcome| Subject {
            name: outcome.source.name.clone(),
            document: outcome.source.path.clone(),
            components: outcome.components.clone(),
            krate: workspace.member(&outcome.source.package),
        })
        .collect();
    if subjects.is_empty() {
        return Ok(());
    }
    let bytes: u64 = made().map(|outcome| outcome.source.size).sum();
    let each = bytes / u64::try_from(subjects.len()).unwrap_or(1);
    let build = Build {
        work: work.to_owned(),
        target: workspace.target().to_owned(),
        together: usize::try_from(PROGRAM / each.max(1)).unwrap_or(1).clamp(1, 32),
    };
    let results = run(&subjects, &build).map_err(io::Error::other)?;
    let made = outcomes.iter_mut().filter(|outcome| outcome.made == Made::Crate);
    for (outcome, result) in made.zip(results) {
        outcome.round_trip = Some(result);
    }
    Ok(())
}
