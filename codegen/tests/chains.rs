//! Documents that are flat as text and deep as a graph: no stage recurses along references, so that a stack of 2 MB is
//! enough for any of them.

use std::{fmt::Write as _, thread};

use vetted_codegen::{
    Generated, generate,
    load::Document,
    settings::{Membership, Runtime, Settings, Ways},
};

/// As many schemas as refer to one another.
const LENGTH: usize = 10_000;

/// What threads have unless somebody asks for more.
const STACK: usize = 2 << 20;

fn generated(text: String) -> Generated {
    let settings = Settings {
        name: "chains".to_owned(),
        version: "0.1.0".to_owned(),
        replace: std::collections::BTreeMap::new(),
        runtime: Runtime::Version("0.1".to_owned()),
        source: "chains.yaml".to_owned(),
        membership: Membership::Standalone,
        features: Vec::new(),
        ways: Ways::default(),
    };
    let work = move || generate(&Document::parse("chains.yaml", text).unwrap(), &settings);
    thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap()
}

/// A chain of schemas, each made by `link` from the reference to the next, behind an operation that sends and
/// answers the first.
fn chain(link: impl Fn(&str) -> String) -> Generated {
    let mut schemas = String::new();
    for index in 0..LENGTH {
        let link = link(&format!("{{$ref: '#/components/schemas/A{}'}}", index + 1));
        writeln!(schemas, "    A{index}: {link}").unwrap();
    }
    writeln!(
        schemas,
        "    A{LENGTH}: {{type: object, properties: {{p: {{type: string, readOnly: true, maxLength: 3}}}}}}"
    )
    .unwrap();
    sent(&schemas)
}

/// A document with these schemas, of which an operation sends and answers `A0`.
fn sent(schemas: &str) -> Generated {
    let text = "openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    post:
      operationId: a
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/Held'}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/A0'}}}}
components:
  schemas:
    Held: {type: object, required: [first], properties: {first: {$ref: '#/components/schemas/A0'}}}
"
    .to_owned();
    generated(text + schemas)
}

/// Every component became a type.
fn assert_whole(generated: &Generated) {
    assert!(generated.components.len() > LENGTH);
    assert!(generated.files.iter().any(|file| file.path == "src/types.rs"));
}

#[test]
fn a_chain_of_references() {
    assert_whole(&chain(str::to_owned));
}

#[test]
fn a_chain_of_objects() {
    let generated =
        chain(|next| format!("{{type: object, required: [p], properties: {{p: {next}}}}}"));
    assert_whole(&generated);
}

#[test]
fn a_chain_of_lists() {
    assert_whole(&chain(|next| format!("{{type: array, items: {next}}}")));
}

#[test]
fn a_chain_of_all_of() {
    let generated = chain(|next| {
        format!("{{allOf: [{next}, {{type: object, properties: {{q: {{type: string}}}}}}]}}")
    });
    assert_whole(&generated);
}

#[test]
fn a_chain_of_unions() {
    let generated = chain(|next| format!("{{oneOf: [{next}, {{type: string}}]}}"));
    assert_whole(&generated);
}

/// A chain of tuples would be a type as deep as that, and each with two of the next one twice as large.
#[test]
fn a_chain_of_tuples() {
    let generated = chain(|next| {
        format!("{{type: array, prefixItems: [{next}, {next}], minItems: 2, maxItems: 2}}")
    });
    assert_whole(&generated);
    assert!(generated.findings.iter().any(|finding| finding.code.name == "too-deep"));
}

#[test]
fn many_alternatives_that_are_not_listed_as_such() {
    let many = |one: &dyn Fn(usize) -> String| (0..LENGTH / 5).map(one).collect::<String>();
    for schema in [
        format!("{{anyOf: [{}{{type: string}}]}}", "{type: 'null'}, ".repeat(10 * LENGTH)),
        format!(
            "{{patternProperties: {{{}}}}}",
            many(&|it| format!("^{it}: {{minLength: {it}}}, "))
        ),
        format!("{{prefixItems: [{}]}}", many(&|it| format!("{{type: array, minItems: {it}}}, "))),
    ] {
        assert!(!sent(&format!("    A0: {schema}\n")).files.is_empty());
    }
}

#[test]
fn a_reference_of_many_tokens() {
    let text = format!(
        "{{\"openapi\":\"3.0.3\",\"info\":{{\"title\":\"T\",\"version\":\"1\"}},\"paths\":{{}},\"components\":\
         {{\"schemas\":{{\"A\":{{\"$ref\":\"#{}\"}}}}}}}}",
        "/a".repeat(200_000)
    );
    assert!(
        generated(text).findings.iter().any(|finding| finding.code.name == "dangling-reference")
    );
}
