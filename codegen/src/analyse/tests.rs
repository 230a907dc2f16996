//! Facts of small documents.

use crate::{
    analyse::{Facts, analyse},
    ir::{Api, TypeId},
    load::Document,
    lower::lower,
    normalise::normalise,
    refine::refine,
    resolve::resolve,
};

fn facts(text: &str) -> (Api, Facts) {
    let text = format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\n{text}");
    let model = normalise(&Document::parse("test.yaml", text).unwrap()).model.unwrap();
    let (mut api, _) = lower(&resolve(model).0);
    let replacements = [("Replaced".to_owned(), "other::Type".to_owned())].into();
    let _ = refine(&mut api, &replacements);
    let facts = analyse(&api);
    (api, facts)
}

fn names<'a>(api: &Api, ids: impl IntoIterator<Item = &'a TypeId>) -> String {
    let names = ids.into_iter().map(|id| api.type_def(*id).path.join("."));
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn one_edge_of_each_circle_is_boxed() {
    let (api, facts) = facts(
        "paths: {}
components:
  schemas:
    Node: {type: object, properties: {value: {type: string}, next: {$ref: '#/components/schemas/Alias'}, all: {type: array, items: {$ref: '#/components/schemas/Node'}}}}
    Alias: {$ref: '#/components/schemas/Node'}
    Expression: {oneOf: [{$ref: '#/components/schemas/Sum'}, {type: string}]}
    Sum: {type: object, required: [left], properties: {left: {$ref: '#/components/schemas/Expression'}, right: {nullable: true, allOf: [{$ref: '#/components/schemas/Expression'}]}}}
    Replaced: {type: object, properties: {again: {$ref: '#/components/schemas/Replaced'}}}
    Tree: {type: array, items: {$ref: '#/components/schemas/Forest'}}
    Forest: {type: object, additionalProperties: {$ref: '#/components/schemas/Tree'}}",
    );
    let boxed: Vec<String> = facts
        .boxed
        .iter()
        .map(|(id, place)| format!("{} {place}", api.type_def(*id).path.join(".")))
        .collect();
    assert_eq!(boxed, ["Node 1", "Sum 0", "Sum 1"]);
    assert_eq!(names(&api, &facts.wrapped), "Tree");
}

#[test]
fn a_large_type_is_boxed_where_another_holds_it() {
    let fields: Vec<String> = (0..100).map(|at| format!("f{at}: {{type: string}}")).collect();
    let mut chain: Vec<String> = (0..3000)
        .map(|at| {
            let next = at + 1;
            format!("    C{at}: {{type: object, properties: {{next: {{$ref: '#/components/schemas/C{next}'}}}}}}")
        })
        .collect();
    chain.push(
        "    C3000: {type: object, properties: {large: {$ref: '#/components/schemas/Large'}}}"
            .to_owned(),
    );
    let (api, facts) = facts(&format!(
        "paths: {{}}
components:
  schemas:
    Large: {{type: object, properties: {{{}}}}}
    Small: {{type: object, properties: {{a: {{type: string}}}}}}
    Holds: {{type: object, properties: {{small: {{$ref: '#/components/schemas/Small'}}, large: {{$ref: '#/components/schemas/Large'}}}}}}
    Either: {{oneOf: [{{$ref: '#/components/schemas/Small'}}, {{$ref: '#/components/schemas/Large'}}]}}
    List: {{type: object, properties: {{all: {{type: array, items: {{$ref: '#/components/schemas/Large'}}}}}}}}
{}",
        fields.join(", "),
        chain.join("\n"),
    ));
    let name = |id: TypeId| api.type_def(id).path.join(".");
    let held = |id: TypeId, place: usize| {
        let mut uses = crate::ir::graph::uses(api.type_def(id)).into_iter();
        uses.find(|(at, _)| *at == Some(place))
            .and_then(|(_, ty)| crate::ir::graph::named(ty).next())
    };
    let boxed: Vec<String> = facts
        .boxed
        .iter()
        .map(|(id, place)| {
            format!("{} {}", name(*id), held(*id, *place).map(name).unwrap_or_default())
        })
        .collect();
    // Each link of the chain is a little larger than the next, so one in many is boxed as well.
    let (links, others): (Vec<_>, Vec<_>) = boxed
        .iter()
        .map(String::as_str)
        .partition(|it| it.starts_with('C') && !it.ends_with("Large"));
    assert_eq!(others, ["Holds Large", "Either Large", "C3000 Large"]);
    assert!((5..20).contains(&links.len()), "{links:?}");
}

#[test]
fn usage_follows_what_types_hold() {
    let (api, facts) = facts(
        "paths:
  /a:
    post:
      operationId: a
      requestBody:
        content:
          application/json: {schema: {$ref: '#/components/schemas/Create'}}
          multipart/form-data: {schema: {$ref: '#/components/schemas/Upload'}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Made'}}}}}}
components:
  schemas:
    Create: {type: object, properties: {one: {$ref: '#/components/schemas/Ruled'}, more: {$ref: '#/components/schemas/List'}}}
    List: {type: array, items: {$ref: '#/components/schemas/Ruled'}}
    Ruled: {type: object, properties: {code: {$ref: '#/components/schemas/Code'}}}
    Code: {type: string, maxLength: 3}
    Upload: {type: object, properties: {file: {type: string, format: binary}}}
    Made: {type: object, properties: {code: {$ref: '#/components/schemas/Code'}}}
    Unused: {type: object, properties: {code: {$ref: '#/components/schemas/Code'}}}",
    );
    assert_eq!(names(&api, &facts.in_requests), "Create List Ruled Code Upload");
    assert_eq!(names(&api, &facts.in_answers), "Code Made");
    assert_eq!(names(&api, &facts.multipart), "Upload");
    assert_eq!(names(&api, &facts.checked), "Create List Ruled");
}
