//! Operations that only say how they fail.

use openapiv3::{OpenAPI, StatusCode};

use super::{Rule, walk};
use crate::diagnostic::Finding;

pub(super) const RULE: Rule = Rule {
    codes: &["no-success-answer"],
    summary: "an operation without an answer for success",
    check,
};

fn check(model: &OpenAPI, findings: &mut Vec<Finding>) {
    for (at, _, operation) in walk::operations(model) {
        let responses = &operation.responses;
        let succeeds = |status: &StatusCode| match status {
            StatusCode::Code(code) => *code < 400,
            StatusCode::Range(digit) => *digit < 4,
        };
        if responses.default.is_none() && !responses.responses.keys().any(succeeds) {
            let message = "no answer says that the call worked";
            let finding = Finding::warning(RULE.codes[0], &at.join("responses"), message);
            findings.push(finding.help("every success is taken for one without a body"));
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn failures_alone_are_found() {
        let said = super::super::said(
            "paths:
  /a:
    get: {responses: {'404': {description: d}}}
    put: {responses: {default: {description: d}}}
    post: {responses: {2XX: {description: d}}}
    patch: {responses: {'304': {description: d}}}
",
        );
        assert_eq!(said, ["no-success-answer 5:11"]);
    }
}
