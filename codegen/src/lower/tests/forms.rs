//! Several ways to say one thing, and what the plainest way of 3.0 means.

use serde_json::{Value, json};

use crate::{
    generate,
    load::Document,
    settings::{Membership, Runtime, Settings, Ways},
};

/// Settings that change nothing.
fn settings() -> Settings {
    Settings {
        name: "test".into(),
        version: "0.1.0".into(),
        replace: std::collections::BTreeMap::new(),
        runtime: Runtime::Version("0.1".into()),
        source: "test.yaml".into(),
        membership: Membership::Standalone,
        features: Vec::new(),
        ways: Ways::default(),
    }
}

/// What becomes of a schema of 3.0, which nothing has to be done to, and the codes of findings.
fn plain(schema: &Value, codes: &[&'static str]) -> (String, Vec<&'static str>) {
    (made("3.0.3", &schema.to_string()).0, codes.to_vec())
}

/// The types that a client has by the schema `T` of a document, and the codes of the findings about how it is written.
fn made(version: &str, schema: &str) -> (String, Vec<&'static str>) {
    let text = format!(
        "openapi: {version}\ninfo: {{title: t, version: v}}\nservers: [{{url: 'https://a.test'}}]\n\
         paths: {{/: {{put: {{operationId: o, requestBody: {{content: {{application/json: {{schema: {{$ref: \
         '#/components/schemas/T'}}}}}}}}, responses: {{'204': {{description: d}}}}}}}}}}\n\
         components: {{schemas: {{T: {schema}, U: {{$dynamicAnchor: u, type: string}}}}}}\n"
    );
    let document = Document::parse("t.yaml", text).unwrap();
    let made = generate(&document, &settings());
    let files = made.files.iter().filter(|file| file.path.starts_with("src/"));
    let codes = made.findings.iter().map(|finding| finding.code.name);
    let of_form = codes.filter(|code| !["security-none", "untyped", "not-checked"].contains(code));
    (files.map(|file| file.text.clone()).collect(), of_form.collect())
}

#[test]
fn schemas_of_3_1_mean_what_3_0_can_say() {
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
        (
            "{$dynamicRef: '#u', description: d}",
            json!({"description": "d", "allOf": [{"$ref": "#/components/schemas/U"}]}),
        ),
        ("true", json!({})),
        ("false", json!({"not": {}})),
    ] {
        assert_eq!(made("3.1.0", written), plain(&meant, &[]), "{written}");
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
        ("{type: [string, null]}", json!({"type": "string", "nullable": true}), "unquoted-text"),
    ] {
        assert_eq!(made("3.1.0", written), plain(&meant, &[code]), "{written}");
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
        (
            "{$ref: '#/components/schemas/U', type: object, format: file}",
            json!({"allOf": [{"$ref": "#/components/schemas/U"}]}),
            "ref-siblings",
        ),
        (
            "{$ref: '#/components/schemas/U', unevaluatedProperties: {}, then: {}}",
            json!({"allOf": [{"$ref": "#/components/schemas/U"}]}),
            "ref-siblings",
        ),
        ("{type: object, patternProperties: []}", json!({"type": "object"}), "wrong-type"),
        ("{title: 1.0}", json!({"title": "1.0"}), "unquoted-text"),
        ("{type: [string, 'null']}", json!({"type": "string", "nullable": true}), "newer-keyword"),
        (
            "{$ref: '#/components/schemas/U', nullable: true, minLength: 1}",
            json!({"nullable": true, "allOf": [{"$ref": "#/components/schemas/U"}]}),
            "ref-siblings",
        ),
    ] {
        assert_eq!(made("3.0.3", written), plain(&meant, &[code]), "{written}");
    }
}

#[test]
fn bounds_beyond_64_bits_leave_an_integer() {
    for (written, meant) in [
        (
            "{type: integer, minimum: 0, maximum: 18446744073709551615}",
            json!({"type": "integer", "format": "uint64", "minimum": 0}),
        ),
        (
            "{type: integer, minimum: -9223372036854776000, maximum: 2.0}",
            json!({"type": "integer", "maximum": 2}),
        ),
    ] {
        assert_eq!(made("3.0.3", written), plain(&meant, &[]), "{written}");
    }
}
