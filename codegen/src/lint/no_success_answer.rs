//! Operations that only say how they fail, or that they lead elsewhere.

use crate::{
    diagnostic::{Code, Finding},
    model::{OpenApi, StatusCode},
};

use super::{Rule, walk};

pub(crate) static NO_SUCCESS_ANSWER: Code = Code::warning(
    "no-success-answer",
    "an operation without an answer for success",
    "No answer of a status of 2xx or 3xx, and no `default`. A call that succeeds gives the answer \
     untyped.",
);

pub(super) const RULE: Rule = Rule {
    codes: &[&NO_SUCCESS_ANSWER],
    summary: "an operation without an answer for success",
    check,
};

fn check(model: &OpenApi, findings: &mut Vec<Finding>) {
    for (at, _, operation) in walk::operations(model) {
        let responses = &operation.responses;
        // A 304 says that what the caller has is still right; other redirects lead elsewhere, and to what is not said.
        let succeeds = |status: &StatusCode| match status {
            StatusCode::Code(code) => matches!(code, 200..=299 | 304),
            StatusCode::Range(digit) => *digit == 2,
        };
        let fails = |status: &StatusCode| match status {
            StatusCode::Code(code) => matches!(code, 400..=599),
            StatusCode::Range(digit) => matches!(digit, 4 | 5),
        };
        let statuses = || responses.responses.keys();
        // `default` beside failures is one more of them.
        let by_default = responses.default.is_some() && !statuses().any(fails);
        if !by_default && !statuses().any(succeeds) {
            let message = "no answer says that the call worked";
            let finding = Finding::new(&NO_SUCCESS_ANSWER, &at.join("responses"), message);
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
    delete: {responses: {'302': {description: d}}}
  /b:
    get: {responses: {'404': {description: d}, default: {description: d}}}
    put: {responses: {'302': {description: d}, default: {description: d}}}
    post: {responses: {5XX: {description: d}, default: {description: d}, '200': {description: d}}}
",
        );
        let found = ["no-success-answer 5:11", "no-success-answer 9:14", "no-success-answer 11:11"];
        assert_eq!(said, found);
    }
}
