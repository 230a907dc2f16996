//! Whether what a program answers is what it was asked.

use serde_json::Value;
use vetted_codegen::components::{Component, Direction};

use super::{
    Failure, Outcome, compare::compare, dialect::Strictness, exchange::Answers,
    validator::Validators,
};

/// What a value was asked for.
pub(super) struct Asked<'a> {
    pub(super) component: &'a Component,
    pub(super) validators: &'a Validators,
    pub(super) strictness: Strictness,
}

/// Takes all answers into the outcome.
pub(super) fn all(asked: Vec<Asked<'_>>, answers: Answers, outcome: &mut Outcome) {
    for (asked, (text, answer)) in asked.into_iter().zip(answers) {
        outcome.instances += 1;
        if let Err((kind, cause)) = one(&asked, &text, answer, outcome) {
            let Component { schema, direction, .. } = asked.component;
            let schema = match direction {
                Direction::Sent => format!("{schema} (sent)"),
                Direction::Answered | Direction::Unused => schema.clone(),
            };
            outcome.failures.push(Failure { schema, instance: text, kind, cause });
        }
    }
}

/// What is wrong with an answer: its kind, and its cause.
fn one(
    asked: &Asked<'_>,
    before: &str,
    answer: Result<String, String>,
    outcome: &mut Outcome,
) -> Result<(), (String, String)> {
    let text = answer.map_err(|why| (kind_of(&why), why))?;
    let no_json = |err: serde_json::Error| ("no JSON was written".to_owned(), err.to_string());
    let before: Value = serde_json::from_str(before).map_err(no_json)?;
    let after: Value = serde_json::from_str(&text).map_err(no_json)?;
    let meant = compare(&before, &after)
        .map_err(|it| (it.kind.to_owned(), format!("{}: {}", it.place, it.values)))?;
    // What must be there although no schema describes it is known to be missing.
    if before != after && meant.undeclared == 0 {
        let name = asked.component.schema.as_str();
        asked
            .validators
            .validate(asked.strictness, name, after)
            .map_err(|why| ("what was written is no longer valid".to_owned(), why))?;
    }
    outcome.meant.add(meant);
    outcome.whole += 1;
    Ok(())
}

/// An error without its place and its values: the same for all of its kind.
fn kind_of(why: &str) -> String {
    let why = why.split(" at line ").next().unwrap_or(why);
    let mut kind = String::new();
    let mut quoted = false;
    for c in why.chars() {
        if c == '`' || c == '"' {
            quoted = !quoted;
            if quoted {
                kind.push('…');
            }
        } else if !quoted {
            kind.push(if c.is_ascii_digit() { '0' } else { c });
        }
    }
    kind
}
