//! Evidence: in a document that says where its facts come from, every operation and rate limit says it, and completely.

use serde_json::Value;

use crate::{
    diagnostic::{Code, Finding, Pointer},
    model::OpenApi,
};

use super::{Rule, walk};

pub(crate) static EVIDENCE_INCOMPLETE: Code = Code::warning(
    "evidence-incomplete",
    "`x-evidence` lacks something",
    "`x-evidence` says where a fact comes from: a level, a source, and when it was seen. One of them \
     is missing or empty.",
);

pub(crate) static EVIDENCE_MISSING: Code = Code::warning(
    "evidence-missing",
    "an operation has no `x-evidence`, in a document that has some",
    "Other operations of the document say where their facts come from, and this one does not. Add \
     `x-evidence`, or say that it is a guess.",
);

pub(super) const RULE: Rule = Rule {
    codes: &[&EVIDENCE_MISSING, &EVIDENCE_INCOMPLETE],
    summary: "an operation, a webhook or a rate limit without complete `x-evidence`, in a document that has some",
    check,
};

const KEY: &str = "x-evidence";
const RATE_LIMIT: &str = "x-rate-limit";
const NAMED_ONLY: &str = "x-named-only";
const LEVELS: [&str; 3] = ["documented", "partial", "third-party"];
/// Where a fact can come from: a page, a file that the work began with, a place in a repository.
const SOURCES: [&str; 3] = ["url", "seed", "repository"];

fn check(model: &OpenApi, findings: &mut Vec<Finding>) {
    let opts_in = model.extensions.contains_key(NAMED_ONLY)
        || walk::operations(model).any(|(_, _, operation)| operation.extensions.contains_key(KEY));
    if !opts_in {
        return;
    }
    let operations = walk::operations(model).map(|(at, _, operation)| (at, operation));
    for (at, operation) in operations.chain(walk::webhooks(model)) {
        match operation.extensions.get(KEY) {
            None => {
                let message = "the operation has no evidence";
                let help = "say in `x-evidence` how well the operation is known, and from where";
                findings.push(Finding::new(&EVIDENCE_MISSING, &at, message).help(help));
            }
            Some(evidence) => check_evidence(evidence, &at.join(KEY), findings),
        }
    }
    check_limits(model, findings);
    let named = model.extensions.get(NAMED_ONLY).and_then(Value::as_array);
    let at = Pointer::root().join(NAMED_ONLY);
    for (index, named) in named.into_iter().flatten().enumerate() {
        let at = at.item(index);
        if named.get("name").and_then(Value::as_str).is_none_or(str::is_empty) {
            incomplete(&at, "the operation is not named", findings);
        }
        check_sources(named, &at, findings);
    }
}

/// What a vendor takes is a fact like any other.
fn check_limits(model: &OpenApi, findings: &mut Vec<Finding>) {
    let Some(limits) = model.extensions.get(RATE_LIMIT) else { return };
    let at = Pointer::root().join(RATE_LIMIT);
    let limits: Vec<(Pointer, &Value)> = match limits {
        Value::Array(limits) => {
            limits.iter().enumerate().map(|(index, limit)| (at.item(index), limit)).collect()
        }
        limit => vec![(at, limit)],
    };
    for (at, limit) in limits {
        match limit.get(KEY) {
            None => {
                let finding =
                    Finding::new(&EVIDENCE_MISSING, &at, "the rate limit has no evidence");
                findings.push(finding.help("say in `x-evidence` who names it"));
            }
            Some(evidence) => check_evidence(evidence, &at.join(KEY), findings),
        }
    }
}

fn check_evidence(evidence: &Value, at: &Pointer, findings: &mut Vec<Finding>) {
    match evidence.get("level").and_then(Value::as_str) {
        Some(level) if LEVELS.contains(&level) => {}
        Some(level) => {
            let message = format!("`{level}` is no level of evidence");
            let help = format!("the levels are `{}`", LEVELS.join("`, `"));
            let finding = Finding::new(&EVIDENCE_INCOMPLETE, &at.join("level"), message);
            findings.push(finding.help(help));
        }
        None => incomplete(at, "the evidence has no `level`", findings),
    }
    check_sources(evidence, at, findings);
}

fn check_sources(value: &Value, at: &Pointer, findings: &mut Vec<Finding>) {
    let sources = value.get("sources").and_then(Value::as_array);
    let Some(sources) = sources.filter(|sources| !sources.is_empty()) else {
        incomplete(at, "no source is given", findings);
        return;
    };
    let at = at.join("sources");
    for (index, source) in sources.iter().enumerate() {
        let at = at.item(index);
        let has =
            |key: &str| source.get(key).and_then(Value::as_str).is_some_and(|t| !t.is_empty());
        if !SOURCES.into_iter().any(has) {
            incomplete(&at, "the source is neither a `url`, a `seed` nor a `repository`", findings);
        } else if !has("seed") && !has("seen") {
            incomplete(&at, "the source does not say when it was `seen`", findings);
        }
    }
}

fn incomplete(at: &Pointer, message: &str, findings: &mut Vec<Finding>) {
    findings.push(Finding::new(&EVIDENCE_INCOMPLETE, at, message));
}

#[cfg(test)]
mod tests {
    use super::super::said;

    #[test]
    fn documents_without_evidence_need_none() {
        assert!(said("paths: {/a: {get: {responses: {'200': {description: d}}}}}\n").is_empty());
    }

    #[test]
    fn evidence_is_complete_or_found() {
        let said = said(
            "paths:
  /a:
    get: {responses: {'200': {description: d}}}
    put:
      responses: {'200': {description: d}}
      x-evidence: {level: documented, sources: [{url: 'https://a.b', seen: 2026-01-01}]}
    post:
      responses: {'200': {description: d}}
      x-evidence: {level: sure, sources: [{url: 'https://a.b'}]}
    patch:
      responses: {'200': {description: d}}
      x-evidence: {level: partial, sources: []}
x-rate-limit:
  - {requests: 1, per: day}
  - {requests: 1, per: day, x-evidence: {level: documented, sources: []}}
x-named-only:
  - {name: x, sources: [{seed: a.html}]}
  - {sources: [{}]}
",
        );
        assert_eq!(
            said,
            [
                "evidence-missing 5:5",
                "evidence-incomplete 11:27",
                "evidence-incomplete 11:43",
                "evidence-incomplete 14:7",
                "evidence-missing 16:5",
                "evidence-incomplete 17:29",
                "evidence-incomplete 20:5",
                "evidence-incomplete 20:16",
            ]
        );
    }
}
