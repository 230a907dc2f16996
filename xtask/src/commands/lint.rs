//! `cargo xtask lint`: the findings about documents. The whole way is gone, since every stage has some to give.

use serde_json::json;
use vetted_codegen::{
    diagnostic::{Code, Finding, Severity},
    settings::set_levels,
};

use crate::{
    arguments::Lint,
    commands::codegen,
    generate, plain,
    report::{Exit, Failure, Report},
    repository::Repository,
};

/// How long a line of an explanation may be.
const WIDTH: usize = 80;

/// Prints the findings; exits 1 when one is an error.
pub(crate) fn run(repository: &Repository, asked: Lint, report: &Report) -> Result<Exit, Failure> {
    if let Some(code) = asked.explain {
        let families: Vec<&str> = code.families().iter().map(|family| family.as_str()).collect();
        let json = json!({
            "code": code.name,
            "level": code.level.as_str(),
            "families": families,
            "about": code.about,
            "docs": code.docs,
        });
        report.answer(&explanation(code, &families), &json);
        return Ok(Exit::Good);
    }
    let is_ours = asked.spec.is_none();
    let jobs = match asked.spec {
        Some(spec) => vec![codegen::lint_job(spec, asked.overlays)],
        None => codegen::repository_jobs(repository, &asked.apis)?,
    };
    let mut done = generate::all(jobs, &asked.levels, report);
    for each in done.iter_mut().filter(|each| is_ours && !each.failed()) {
        let mut found: Vec<Finding> = plain::refusal(&each.document).into_iter().collect();
        set_levels(&mut found, &[&asked.levels]);
        each.findings.extend(found);
    }
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

/// What a code of findings means, in lines of at most [`WIDTH`] characters.
fn explanation(code: &Code, families: &[&str]) -> String {
    let mut text = format!("{} ({}): {}\n", code.name, code.level.as_str(), code.about);
    let mut width = WIDTH;
    for word in code.docs.split_whitespace() {
        if width + 1 + word.chars().count() > WIDTH {
            text.push('\n');
            width = 0;
        } else {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += word.chars().count();
    }
    if !families.is_empty() {
        text.push_str(&format!("\n\nfamilies: {}", families.join(", ")));
    }
    text
}
