use serde_json::{Value, json};

use crate::{
    load::Document,
    model::{Method, ReferenceOr, Schema},
};

use super::{Normal, normalise};

/// What a schema of 3.0 means, which nothing has to be done to, and the codes of findings.
fn plain(schema: &Value, codes: &[&'static str]) -> (ReferenceOr<Schema>, Vec<&'static str>) {
    (self::schema("3.0.3", &schema.to_string()).0, codes.to_vec())
}

/// The schema `T` of a document, as the model holds it, and the codes of the findings.
fn schema(version: &str, schema: &str) -> (ReferenceOr<Schema>, Vec<&'static str>) {
    let text = format!(
        "openapi: {version}\ninfo: {{title: t, version: v}}\npaths: {{}}\n\
         components: {{schemas: {{T: {schema}, U: {{}}}}}}\n"
    );
    let document = Document::parse("t.yaml", text).unwrap();
    let Normal { model, findings, .. } = normalise(&document);
    let schema = model.unwrap().components.schemas.swap_remove("T").unwrap();
    (schema, findings.into_iter().map(|finding| finding.code.name).collect())
}

#[test]
fn schemas_of_3_1_are_read_as_3_0_means_them() {
    for (written, meant) in [
        ("{type: [string, 'null']}", json!({"type": "string", "nullable": true})),
        (
            "{type: [string, integer], minLength: 1, minimum: 2, description: d}",
            json!({
                "description": "d",
                "anyOf": [{"type": "string", "minLength": 1}, {"type": "integer", "minimum": 2}],
            }),
        ),
        ("{type: 'null'}", json!({"nullable": true, "enum": [null]})),
        ("{const: a}", json!({"type": "string", "enum": ["a"]})),
        (
            "{type: integer, exclusiveMinimum: 3}",
            json!({"type": "integer", "minimum": 3, "exclusiveMinimum": true}),
        ),
        (
            "{type: number, minimum: 5, exclusiveMinimum: 3}",
            json!({"type": "number", "minimum": 5}),
        ),
        ("{type: string, examples: [a, b]}", json!({"type": "string", "example": "a"})),
        ("{type: string, contentEncoding: base64}", json!({"type": "string", "format": "byte"})),
        (
            "{anyOf: [{type: string, maxLength: 3}, {type: 'null'}], title: t}",
            json!({"title": "t", "type": "string", "maxLength": 3, "nullable": true}),
        ),
        (
            "{oneOf: [{$ref: '#/components/schemas/U'}, {type: 'null'}]}",
            json!({"nullable": true, "allOf": [{"$ref": "#/components/schemas/U"}]}),
        ),
        (
            "{$ref: '#/components/schemas/U', description: d, minLength: 1}",
            json!({
                "description": "d",
                "allOf": [{"$ref": "#/components/schemas/U"}, {"minLength": 1}],
            }),
        ),
        (
            "{type: array, prefixItems: [{type: string}, {type: string}], items: false}",
            json!({"type": "array", "items": {"type": "string"}}),
        ),
        (
            "{type: object, patternProperties: {^x: {type: string}}, additionalProperties: false}",
            json!({"type": "object", "additionalProperties": {"type": "string"}}),
        ),
        ("true", json!({})),
        ("false", json!({"not": {}})),
    ] {
        assert_eq!(schema("3.1.0", written), plain(&meant, &[]), "{written}");
    }
}

#[test]
fn what_3_1_says_and_3_0_cannot_is_weakened_with_a_finding() {
    for (written, meant, code) in [
        (
            "{type: array, prefixItems: [{type: string}, {type: integer}], items: false}",
            json!({
                "type": "array",
                "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
            }),
            "positional-items",
        ),
        (
            "{type: object, patternProperties: {a: {type: string}, b: {type: integer}}}",
            json!({
                "type": "object",
                "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
            }),
            "pattern-properties",
        ),
        (
            "{properties: {a: {type: string}}, then: {properties: {a: {maxLength: 1}, b: {type: string}}}}",
            json!({"properties": {"a": {"type": "string"}, "b": {"type": "string"}}}),
            "conditional-properties",
        ),
        ("{type: string, contentEncoding: base32}", json!({"type": "string"}), "content-encoding"),
        ("{$dynamicRef: '#node'}", json!({}), "dynamic-reference"),
    ] {
        assert_eq!(schema("3.1.0", written), plain(&meant, &[code]), "{written}");
    }
}

#[test]
fn careless_schemas_are_repaired_with_a_finding() {
    for (written, meant, code) in [
        (
            "{type: object, properties: {a: {type: string, required: true}}}",
            json!({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}),
            "misplaced-required",
        ),
        (
            "{type: string, minLength: '3'}",
            json!({"type": "string", "minLength": 3}),
            "quoted-value",
        ),
        (
            "{type: string, enum: [012, 1.10, on]}",
            json!({"type": "string", "enum": ["012", "1.10", "on"]}),
            "enum-mistyped",
        ),
        (
            "{type: integer, enum: ['1', 2]}",
            json!({"type": "integer", "enum": [1, 2]}),
            "enum-mistyped",
        ),
        ("{type: String}", json!({"type": "string"}), "misspelt-type"),
        ("{type: object, properties: null}", json!({"type": "object"}), "wrong-type"),
        ("{title: 1.0}", json!({"title": "1.0"}), "unquoted-text"),
        ("{type: [string, 'null']}", json!({"type": "string", "nullable": true}), "newer-keyword"),
        (
            "{$ref: '#/components/schemas/U', nullable: true, minLength: 1}",
            json!({"nullable": true, "allOf": [{"$ref": "#/components/schemas/U"}]}),
            "ref-siblings",
        ),
    ] {
        assert_eq!(schema("3.0.3", written), plain(&meant, &[code]), "{written}");
    }
}

#[test]
fn bounds_beyond_64_bits_leave_an_integer() {
    let (read, codes) =
        schema("3.0.3", "{type: integer, minimum: 0, maximum: 18446744073709551615}");
    assert_eq!(read, plain(&json!({"type": "integer", "format": "uint64", "minimum": 0}), &[]).0);
    assert_eq!(codes, [] as [&str; 0]);
    let (read, _) = schema("3.0.3", "{type: integer, minimum: -9223372036854776000, maximum: 2.0}");
    assert_eq!(read, plain(&json!({"type": "integer", "maximum": 2}), &[]).0);
}

/// The codes of the findings about a document, with their lines, and whether there is a model.
fn said(text: &str) -> (bool, Vec<String>) {
    let document = Document::parse("t.yaml", text.to_owned()).unwrap();
    let Normal { model, findings, before, places } = normalise(&document);
    let findings: Vec<_> = before.into_iter().chain(places.restored(findings)).collect();
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
