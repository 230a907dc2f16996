use crate::{load::Document, model::Method};

use super::{Normal, normalise};

/// The codes of the findings about a document, with their lines, and whether there is a model.
fn said(text: &str) -> (bool, Vec<String>) {
    let document = Document::parse("t.yaml", text.to_owned()).unwrap();
    let Normal { model, findings, before, converted } = normalise(&document);
    let findings = match converted {
        Some(converted) => converted.restored(findings),
        None => findings,
    };
    let findings: Vec<_> = before.into_iter().chain(findings).collect();
    let said = findings.iter().map(|finding| {
        let line = document.place(&finding.at).map_or(0, |place| place.line);
        format!("{} {line}", finding.code.name)
    });
    (model.is_some(), said.collect())
}

#[test]
fn documents_of_other_kinds_say_what_they_are() {
    for (text, code) in [
        ("swagger: '1.2'\ninfo: {}\n", "unknown-version 1"),
        ("info: {}\nopenapi: 4.0.0\n", "unknown-version 2"),
        ("openapi: 2\n", "unknown-version 1"),
        ("asyncapi: 2.0.0\n", "no-openapi 1"),
        ("- a\n", "no-openapi 1"),
        ("just text\n", "no-openapi 1"),
    ] {
        assert_eq!(said(text), (false, vec![code.to_owned()]), "{text}");
    }
}

#[test]
fn a_bad_value_costs_no_more_than_what_needs_it() {
    let text = "openapi: 3.0.3
info: {title: t, version: 1}
paths:
  /a:
    get:
      parameters: [{name: x, in: nowhere, schema: {}}]
      responses: {}
    put:
      tags: null
      responses: {200: {description: d}, 20: {description: d}, default: null}
  b:
    get: {responses: {4xx: {description: d}}}
components:
  schemas: {A: [], B: {properties: []}}
  securitySchemes: {S: {type: magic}}
";
    let document = Document::parse("t.yaml", text.to_owned()).unwrap();
    let model = normalise(&document).model.unwrap();
    let operations = |path: &str| model.paths[path].operations.as_slice();
    let [(Method::Put, put)] = operations("/a") else { panic!("{:?}", operations("/a")) };
    assert_eq!(put.responses.responses.len(), 1);
    assert!(matches!(operations("/b"), [(Method::Get, _)]));
    assert_eq!(model.info.version, "1");
    let expected = [
        "unquoted-text 2",
        "unknown-value 6",
        "operation-left-out 5",
        "wrong-type 9",
        "unknown-status 10",
        "wrong-type 10",
        "path-without-slash 11",
        "not-a-schema 14",
        "wrong-type 14",
        "unknown-value 15",
    ];
    assert_eq!(said(text), (true, expected.map(str::to_owned).to_vec()));
}
