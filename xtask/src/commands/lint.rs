//! `cargo xtask lint`: the findings about documents. The whole way is gone, since every stage has some to give.

use vetted_codegen::diagnostic::Severity;

use crate::{
    arguments::Lint,
    commands::codegen,
    generate,
    report::{Exit, Failure, Report},
    repository::Repository,
};

/// Prints the findings; exits 1 when one is an error.
pub(crate) fn run(repository: &Repository, asked: Lint, report: &Report) -> Result<Exit, Failure> {
    let jobs = match asked.spec {
        Some(spec) => vec![codegen::lint_job(spec, asked.overlays)],
        None => codegen::repository_jobs(repository, &asked.apis)?,
    };
    let done = generate::all(jobs, &asked.levels, report);
    for each in &done {
        report.findings(&each.document, &each.findings, Severity::Note);
        let count = each.findings.len();
        report.result(&format!(
            "{}: {count} finding{}",
            each.job.name,
            if count == 1 { "" } else { "s" }
        ));
    }
    Ok(if done.iter().any(generate::Done::failed) { Exit::Bad } else { Exit::Good })
}
