use crate::{
    diagnostic::Pointer,
    load::Document,
    normalise::{Normal, normalise},
};

use super::resolve;

/// What resolving says about the rest of a document, and the model.
fn resolved(rest: &str) -> (super::Resolved, Vec<String>) {
    let text = format!("openapi: 3.0.3\ninfo: {{title: t, version: v}}\n{rest}");
    let document = Document::parse("t.yaml", text).unwrap();
    let Normal { model, findings: found, .. } = normalise(&document);
    assert_eq!(found, [], "{found:?}");
    let (resolved, findings) = resolve(model.unwrap());
    let said = findings.iter().map(|finding| {
        let place = document.place(&finding.at).unwrap();
        format!("{} {}:{}", finding.code.name, place.line, place.column)
    });
    let said = said.collect();
    (resolved, said)
}

fn operation(resolved: &super::Resolved) -> Option<&crate::model::Operation> {
    let (_, operation) = resolved.model.paths.get("/a")?.operations.first()?;
    Some(operation)
}

#[test]
fn dangling_references_cost_what_needs_them() {
    let (resolved, said) = resolved(
        "paths:
  /a:
    get:
      responses:
        '200': {$ref: '#/components/responses/Gone'}
        '201':
          description: d
          headers: {X-A: {$ref: '#/nowhere'}}
          content:
            application/json:
              schema: {type: object, properties: {a: {$ref: '#/nowhere/A'}}}
    post:
      parameters: [{$ref: '#/components/schemas/A'}]
      responses: {}
components:
  schemas: {A: {type: string}}
",
    );
    assert_eq!(
        said,
        [
            "dangling-reference 7:23",
            "dangling-reference 10:33",
            "dangling-reference 13:61",
            "wrong-reference 15:27",
            "operation-left-out 14:5",
        ]
        .map(str::to_owned)
    );
    let responses = &operation(&resolved).unwrap().responses;
    assert_eq!(responses.responses.len(), 2);
}

#[test]
fn circles_of_references_are_cut() {
    let (resolved, said) = resolved(
        "paths: {}
components:
  schemas:
    A: {$ref: '#/components/schemas/B'}
    B: {$ref: '#/components/schemas/A'}
    C: {type: object, properties: {c: {$ref: '#/components/schemas/C'}}}
    D: {$ref: '#/components/schemas/C'}
  parameters:
    P: {$ref: '#/components/parameters/P'}
",
    );
    assert_eq!(said, ["reference-cycle 7:15", "reference-cycle 6:15", "reference-cycle 11:15"]);
    let components = &resolved.model.components;
    assert!(components.parameters.is_empty());
    let (_, at) = resolved.follow(&components.schemas["D"], &Pointer::root()).unwrap();
    assert_eq!(at.to_string(), "/components/schemas/C");
}

#[test]
fn references_into_the_middle_of_things_become_components() {
    let (resolved, said) = resolved(
        "paths:
  /a:
    get:
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {type: object, properties: {x: {type: string}}}
        '201':
          description: d
          content:
            application/json:
              schema: {$ref: '#/paths/~1a/get/responses/200/content/application~1json/schema'}
components:
  schemas:
    Pet: {type: object, properties: {owner: {type: object}}}
    Owner: {$ref: '#/components/schemas/Pet/properties/owner'}
",
    );
    assert_eq!(said, [] as [String; 0]);
    let schemas = &resolved.model.components.schemas;
    let names: Vec<_> = schemas.keys().collect();
    assert_eq!(names, ["Pet", "Owner", "Pet_owner", "a_get_responses_200"]);
    let (_, at) = resolved.follow(&schemas["Owner"], &Pointer::root()).unwrap();
    assert_eq!(at.to_string(), "/components/schemas/Pet/properties/owner");
    // The schema has moved: where it stood, a reference leads to it, so that both are one type.
    let responses = &operation(&resolved).unwrap().responses.responses;
    let schema = |index: usize| {
        responses[index].as_item().unwrap().content["application/json"].schema.clone().unwrap()
    };
    assert_eq!(schema(0), schema(1));
    assert!(schema(0).as_item().is_none());
}
