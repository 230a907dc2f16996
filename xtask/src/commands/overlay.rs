//! `cargo xtask overlay`: a document as it is after its overlays.

use vetted_codegen::{diagnostic::Severity, overlay};
use xtask::overlays;

use crate::{
    arguments::Overlaid,
    commands::codegen,
    report::{Exit, Failure, Report},
    repository::Repository,
};

/// Prints the documents as JSON, one after the other; findings about their overlays stand on the error output.
pub(crate) fn run(
    repository: &Repository,
    asked: Overlaid,
    report: &Report,
) -> Result<Exit, Failure> {
    let jobs = match asked.spec {
        Some(spec) => vec![codegen::lint_job(spec, asked.overlays)],
        None => codegen::repository_jobs(repository, &asked.apis)?,
    };
    let mut exit = Exit::Good;
    for job in jobs {
        let overlays = overlays::of(&job.spec, &job.shown_as, &job.overlays);
        match overlay::read(&job.spec, job.shown_as.as_str(), &overlays) {
            Ok(document) => {
                report.findings(&document, &document.findings, Severity::Note);
                let json = document.to_json();
                report.answer(&serde_json::to_string_pretty(&json).unwrap_or_default(), &json);
            }
            Err(unreadable) => {
                report.findings(&unreadable.document, &unreadable.findings, Severity::Error);
                exit = Exit::Bad;
            }
        }
    }
    Ok(exit)
}
