//! Values of the cases' schemas, through the types of the cases' crates and back: nothing is lost.
//!
//! `tests/cases/roundtrip.snap` says how much was tried of each case, and what was not: a change that tries less is
//! seen there, though nothing is wrong with what it tries.

use std::path::Path;

use vetted_codegen::diagnostic::Severity;
use vetted_tests::{
    corpus::workspace::{put, repository},
    roundtrip::{self, Build, Meant, Outcome, Subject},
};

use super::{Case, folder};

/// Schemas that no value fits, since what they say contradicts itself: that is what these cases are about.
const WITHOUT_INSTANCE: [(&str, &str); 0] = [];

/// Schemas whose type means something else on purpose, so that values of the schema alone say nothing of it.
const OTHERWISE: [(&str, &str); 2] = [
    // Settings let what stands in answers alone be missing, so null and nothing are one there.
    ("mend_answers_lenient", "Pet"),
    // To a validator a reference of 2.0 in a document of 3.x leads nowhere, and any value fits.
    ("ref_of_swagger2", "Pet"),
];

#[test]
fn values_of_cases_come_back_whole() {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR")).join("roundtrip");
    let target = tmp.ancestors().nth(2).expect("below the target folder").to_owned();
    let (mut subjects, mut tried) = (Vec::new(), Vec::new());
    for case in Case::all() {
        let generated = case.generate(&repository().join("runtime").to_string_lossy()).generated;
        if generated.findings.iter().any(|finding| finding.severity == Severity::Error) {
            tried.push(format!("{}: no crate\n", case.name));
            continue;
        }
        let krate = tmp.join("crates").join(&case.name);
        for file in generated.files.iter().filter(|file| file.path.starts_with("src/types")) {
            put(&krate.join(&file.path), &file.text).expect("files can be written");
        }
        let document = folder().join(format!("{}.yaml", case.name));
        let components = generated.components;
        subjects.push(Subject { name: case.name, document, components, krate });
    }
    // As many programs as compilers run side by side.
    let together = subjects.len().div_ceil(2);
    let build = Build { work: tmp.join("programs"), target, together };
    let outcomes = roundtrip::run(&subjects, &build).expect("the programs can be run");
    let complaints: Vec<String> = outcomes.iter().flat_map(complaints).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    for (case, schema) in OTHERWISE {
        let outcome = outcomes.iter().find(|outcome| outcome.name == case);
        let still = outcome.is_some_and(|it| it.failures.iter().any(|it| it.schema == schema));
        assert!(still, "`{schema}` of {case} comes back whole: it is no exception any more");
    }
    tried.extend(outcomes.iter().map(tried_of));
    tried.sort();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description("How much of each case the round trip tries.");
    settings.bind(|| insta::assert_snapshot!("roundtrip", tried.concat()));
}

/// How much of a case was tried. What failed is no part of it: that fails the test.
fn tried_of(outcome: &Outcome) -> String {
    let Outcome {
        name,
        types,
        instances,
        whole: _,
        meant: Meant { null_absent, respelled, undeclared },
        failures: _,
        dropped,
        too_large,
        without_instance: _,
        loosened,
        not_tried,
        problem: _,
    } = outcome;
    // Most of such cases have no components.
    if *types == 0 && not_tried.is_empty() {
        return String::new();
    }
    let mut text = format!("{name}: types {types}, values {instances}\n");
    let counts = [
        (dropped, "made and not valid"),
        (too_large, "too large"),
        (null_absent, "null and then absent"),
        (respelled, "spelt otherwise"),
        (undeclared, "not declared"),
    ];
    for (count, what) in counts.into_iter().filter(|(count, _)| **count > 0) {
        text.push_str(&format!("  {count} {what}\n"));
    }
    for schema in loosened {
        text.push_str(&format!("  taken less strictly: {schema}\n"));
    }
    for (schema, why) in not_tried {
        text.push_str(&format!("  not tried: {schema}: {why}\n"));
    }
    text
}

fn complaints(outcome: &Outcome) -> Vec<String> {
    let case = &outcome.name;
    let mut said: Vec<String> = outcome.problem.iter().map(|it| format!("{case}: {it}")).collect();
    let wrong = outcome.failures.iter().filter(|failure| {
        let failed = (case.as_str(), failure.schema.as_str());
        !OTHERWISE.contains(&failed)
    });
    said.extend(wrong.map(|failure| {
        format!("{case}: {}: {}\n    {}", failure.schema, failure.cause, failure.instance)
    }));
    let without = outcome
        .without_instance
        .iter()
        .filter(|(schema, _)| !WITHOUT_INSTANCE.contains(&(case.as_str(), schema.as_str())));
    said.extend(without.map(|(schema, why)| format!("{case}: {schema} has no value: {why}")));
    said
}
