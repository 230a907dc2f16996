//! Lint: model → findings. One rule a file; [`RULES`] is the list of them.
//!
//! Here stands what is worth saying about a document though it changes nothing in the client. What does (a missing
//! `operationId`, a path parameter that the path does not have) is said where it is dealt with, when lowering.

mod ambiguous_paths;
mod evidence;
mod header_name;
mod no_success_answer;
mod parameter_style;
mod path_template;
mod walk;

use crate::{
    diagnostic::{Code, Finding},
    model::OpenApi,
};

/// Another reader does not read a document of the repository. The commands ask it.
pub static NOT_PLAIN: Code = Code::error(
    "not-plain",
    "a document of the repository that other tools may not read",
    "The documents of `specs/` are plain OpenAPI 3.0.3, so that other tools read them too. `cargo xtask \
     lint` asks one of them, the crate `openapiv3`. The message is its own.",
);

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The codes of its findings.
    pub codes: &'static [&'static Code],
    /// What it looks for.
    pub summary: &'static str,
    check: fn(&OpenApi, &mut Vec<Finding>),
}

/// All rules, by their codes.
pub const RULES: &[Rule] = &[
    ambiguous_paths::RULE,
    evidence::RULE,
    header_name::RULE,
    no_success_answer::RULE,
    parameter_style::RULE,
    path_template::RULE,
];

/// Checks a model by all rules.
#[must_use]
pub fn lint(model: &OpenApi) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(model, &mut findings);
    }
    findings
}

/// The findings about a document, as `code line:column`.
#[cfg(test)]
fn said(rest: &str) -> Vec<String> {
    let text = format!("openapi: 3.0.3\ninfo: {{title: t, version: v}}\n{rest}");
    let document = crate::load::Document::parse("t.yaml", text).unwrap();
    let crate::normalise::Normal { model, findings: found, .. } =
        crate::normalise::normalise(&document);
    assert_eq!(found, []);
    let said = lint(&model.unwrap()).into_iter().map(|finding| {
        let place = document.place(&finding.at).unwrap();
        format!("{} {}:{}", finding.code.name, place.line, place.column)
    });
    said.collect()
}
