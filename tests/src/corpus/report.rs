//! What came of a run, for programs and for `diff`: sorted keys, one document an object, nothing that another run on
//! another machine would say differently.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use vetted_codegen::census::Census;

use super::{
    outcome::{Made, Outcome},
    table::total,
};
use crate::roundtrip::{self, Failure, Meant};

/// The report, as JSON with a line break at the end.
#[must_use]
pub fn report(outcomes: &[Outcome]) -> String {
    let documents = outcomes.iter().map(|outcome| (outcome.source.name.clone(), document(outcome)));
    let report = object([
        ("documents", documents.collect::<BTreeMap<_, _>>().into_iter().collect()),
        ("total", census(&total(outcomes))),
    ]);
    format!("{report:#}\n")
}

fn document(outcome: &Outcome) -> Value {
    let mut fields =
        vec![("census", census(&outcome.census)), ("outcome", outcome.made.word().into())];
    if let Made::Panicked(why) | Made::Unwritten(why) = &outcome.made {
        fields.push(("why", why.as_str().into()));
    }
    let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for ((severity, code), count) in &outcome.findings {
        counts.entry(severity.as_str()).or_default().insert(code, *count);
    }
    fields.push(("findings", json!(counts)));
    let listed = outcome.listed.iter().map(ToString::to_string);
    fields.push(("listed", listed.collect()));
    if let Some(complaints) = &outcome.complaints {
        let lines = complaints.iter().map(|complaint| complaint.line.as_str());
        fields.push(("compiler", lines.collect()));
    }
    if let Some(tried) = &outcome.round_trip {
        fields.push(("roundtrip", round_trip(tried)));
    }
    if let Some(style) = &outcome.style {
        fields.push(("style", style.report()));
    }
    object(fields)
}

fn round_trip(tried: &roundtrip::Outcome) -> Value {
    let Meant { null_absent, respelled, undeclared } = tried.meant;
    let failures = tried.kinds().into_iter().map(|(kind, found)| {
        let Failure { schema, instance, cause, .. } = found.shortest;
        let fields = [
            ("cause", cause.as_str().into()),
            ("components", found.schemas.len().into()),
            ("count", found.count.into()),
            ("schema", schema.as_str().into()),
            ("value", instance.as_str().into()),
        ];
        (kind.to_owned(), object(fields))
    });
    object([
        ("dropped", tried.dropped.into()),
        ("failures", failures.collect::<BTreeMap<_, _>>().into_iter().collect()),
        ("loosened", tried.loosened.iter().map(String::as_str).collect()),
        (
            "meant",
            json!({ "null_absent": null_absent, "respelled": respelled, "undeclared": undeclared }),
        ),
        ("not_tried", pairs(&tried.not_tried)),
        ("problem", tried.problem.as_deref().into()),
        ("too_large", tried.too_large.into()),
        ("types", tried.types.into()),
        ("values", tried.instances.into()),
        ("whole", tried.whole.into()),
        ("without_value", pairs(&tried.without_instance)),
    ])
}

/// Components, each with what there is to say about it.
fn pairs<T: AsRef<str>>(pairs: &[(String, T)]) -> Value {
    pairs.iter().map(|(component, why)| format!("{component}: {}", why.as_ref())).collect()
}

fn census(census: &Census) -> Value {
    let Census { operations, left_out, raw, paged, types, fields, untyped, given_up } = *census;
    object([
        ("operations", operations.into()),
        ("left_out", left_out.into()),
        ("raw", raw.into()),
        ("paged", paged.into()),
        ("types", types.into()),
        ("fields", fields.into()),
        ("untyped", untyped.into()),
        ("given_up", given_up.into()),
    ])
}

/// An object with sorted keys, in whichever order they are given.
fn object<'k>(fields: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    let sorted: BTreeMap<&str, Value> = fields.into_iter().collect();
    sorted.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
