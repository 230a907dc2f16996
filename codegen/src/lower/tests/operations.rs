//! Operations.

use super::*;
use crate::ir::{AnswerBody, BodyKind, Location, Status, Style};

const PETS: &str = "
paths:
  /v1/pets/{petId}:
    parameters:
      - {name: petId, in: path, required: true, schema: {type: string}}
      - {name: trace, in: header, schema: {type: string}}
    get:
      operationId: getPet
      tags: [Pets]
      parameters:
        - {name: trace, in: header, required: true, schema: {type: string, enum: ['1.0']}}
        - {name: Accept, in: header, schema: {type: string}}
        - {name: sort, in: query, schema: {type: string, enum: [a, b]}}
        - {name: ids, in: query, style: pipeDelimited, schema: {type: array, items: {type: integer}}}
        - {name: filter, in: query, content: {application/json: {schema: {type: object}}}}
        - {name: petId, in: query, schema: {type: string, nullable: true, default: x}}
      responses:
        '200':
          description: A pet.
          headers: {X-Next: {description: More., schema: {type: string}}}
          content:
            text/plain: {schema: {type: string}}
            application/vnd.pet+json: {schema: {$ref: '#/components/schemas/Pet'}, example: {name: Rex}}
        '304': {description: Same.}
        '404': {description: None., content: {application/problem+json: {schema: {type: object, properties: {why: {type: string}}}}}}
        default: {description: Else.}
    delete:
      responses:
        '204': {description: Gone., content: {application/json: {schema: {type: string}}}}
  /v1/stores/{a}-{b}:
    post:
      operationId: getPet
      parameters:
        - {name: b, in: path, required: true, schema: {type: integer}}
        - {name: c, in: path, required: true, schema: {type: integer}}
      requestBody:
        required: true
        content:
          text/csv: {}
          multipart/form-data:
            schema: {type: object, properties: {file: {type: string, format: binary}, more: {type: array, items: {type: string, format: binary}}}}
          application/json: {schema: {type: object, properties: {x: {type: string}}}}
          application/octet-stream: {}
      responses:
        default: {description: All., content: {'*/*': {schema: {$ref: '#/components/schemas/Pet'}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
";

#[test]
fn parameters_are_merged_and_ordered() {
    let lowered = document(PETS);
    let get = &lowered.api.operations[0];
    let shown: Vec<String> = get
        .parameters
        .iter()
        .map(|parameter| {
            let optional = if parameter.required { "" } else { "?" };
            let ty = lowered.show(&parameter.ty);
            let (location, style) = (parameter.location, parameter.style);
            format!("{location:?} {}{optional}: {ty} {style:?}", parameter.name)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Path petId: String Simple",
            "Header trace: String Simple",
            "Query sort?: getPet.sort Form",
            "Query ids?: [I64] PipeDelimited",
            "Query filter?: {Any} Json",
            "Query petId?: String Form",
        ]
    );
    assert_eq!(get.parameters[1].constant, Some("1.0".into()));
    assert!(get.parameters[2].explode && !get.parameters[3].explode);
    assert_eq!(get.parameters[5].default, Some("x".into()));

    let post = &lowered.api.operations[2];
    let names: Vec<_> = post.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    assert!(post.parameters.iter().all(|parameter| parameter.location == Location::Path));
    for code in ["path-parameter-undefined", "path-parameter-unused", "header-parameter-ignored"] {
        assert!(lowered.codes().contains(&code), "{code}");
    }
}

#[test]
fn ids_and_groups_are_always_there() {
    let lowered = document(PETS);
    let shown: Vec<String> = lowered
        .api
        .operations
        .iter()
        .map(|operation| format!("{} {}", lowered.api.group(operation.group).name, operation.id))
        .collect();
    assert_eq!(shown, ["Pets getPet", "Pets delete_v1_pets_by_petId", "stores getPet_2"]);
}

#[test]
fn bodies_have_the_kinds_of_their_media_types() {
    let lowered = document(PETS);
    let body = lowered.api.operations[2].body.as_ref().unwrap();
    let kinds: Vec<_> = body.contents.iter().map(|content| content.media_type.as_str()).collect();
    assert_eq!(
        kinds,
        ["application/json", "multipart/form-data", "text/csv", "application/octet-stream"]
    );
    let BodyKind::Multipart(Type::Named(id)) = &body.contents[1].kind else { panic!() };
    let path = lowered.api.type_def(*id).path.join(".");
    assert_eq!(lowered.fields(&path), "file?: File\nmore?: [File]");
}

#[test]
fn answers_are_split_into_success_and_error() {
    let lowered = document(PETS);
    let [get, delete, post] = lowered.api.operations.as_slice() else { panic!() };
    let statuses = |answers: &[crate::ir::Answer]| {
        answers.iter().map(|answer| answer.status).collect::<Vec<_>>()
    };
    assert_eq!(statuses(&get.answers), [Status::Exact(200), Status::Exact(304)]);
    assert_eq!(statuses(&get.errors), [Status::Exact(404), Status::Default]);
    assert_eq!(get.answers[0].headers[0].name, "X-Next");
    assert!(get.answers[0].example.is_some());
    let AnswerBody::Json(pet) = &get.answers[0].body else { panic!() };
    assert_eq!(lowered.show(pet), "Pet");
    let AnswerBody::Json(why) = &get.errors[0].body else { panic!() };
    assert_eq!(lowered.show(why), "getPet.error.404");
    assert_eq!(get.parameters[0].style, Style::Simple);
    assert_eq!(delete.answers[0].body, AnswerBody::Empty);
    assert_eq!(statuses(&post.answers), [Status::Default]);
    assert!(matches!(post.answers[0].body, AnswerBody::Json(_)));
}

#[test]
fn security_is_a_list_of_alternatives() {
    let lowered = document(
        "
servers:
  - {url: 'https://{region}.example.com/v1/', variables: {region: {default: eu, enum: [eu, us]}}, x-token-url: 'https://x.test/token'}
  - {url: /relative}
security: [{key: [], basic: []}, {oauth: [read]}]
paths:
  /a: {get: {operationId: a, responses: {}}}
  /b: {get: {operationId: b, security: [], responses: {}}}
  /c: {get: {operationId: c, security: [{}, {digest: []}, {nowhere: []}], responses: {}}}
components:
  securitySchemes:
    unused: {type: http, scheme: bearer}
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://t.test', scopes: {read: Reads., write: Writes.}}}}
    digest: {type: http, scheme: digest}
    key: {type: apiKey, in: header, name: X-Key}
    basic: {type: http, scheme: Basic}
",
    );
    let keys: Vec<_> = lowered.api.schemes.iter().map(|scheme| scheme.key.as_str()).collect();
    assert_eq!(keys, ["unused", "oauth", "key", "basic"]);
    let shown: Vec<Vec<Vec<usize>>> = lowered
        .api
        .operations
        .iter()
        .map(|operation| {
            let alternatives = operation.security.iter();
            alternatives.map(|all| all.iter().map(|one| one.scheme.0).collect()).collect()
        })
        .collect();
    assert_eq!(shown, [vec![vec![2, 3], vec![1]], vec![], vec![vec![], vec![]]]);
    assert_eq!(lowered.api.servers.len(), 1);
    assert_eq!(lowered.api.servers[0].url, "https://{region}.example.com/v1");
    assert_eq!(lowered.api.servers[0].token_url.as_deref(), Some("https://x.test/token"));
    let found = ["server-relative", "security-unused", "security-unsupported", "security-unknown"];
    assert_eq!(lowered.codes(), found);
}
