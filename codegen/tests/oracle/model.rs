//! `openapiv3` reads the same document with its own reader: the model must have the same operations, parameters, bodies
//! and statuses. Every document is asked that says it is 3.0, that `openapiv3` can read and that needed no repair.

use std::{collections::BTreeSet, fs};

use openapiv3::{OpenAPI, ReferenceOr};
use vetted_codegen::{load::Document, model::OpenApi, normalise::normalise};

/// The facts of a document that a client rests on, a line each.
type Facts = BTreeSet<String>;

#[test]
fn the_model_has_what_another_reader_finds() {
    let mut asked = 0;
    for path in super::documents() {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let Ok(theirs) = serde_yaml::from_str::<OpenAPI>(&text) else { continue };
        let Ok(document) = Document::read(&path, "document.yaml") else { continue };
        let normal = normalise(&document);
        let (true, Some(ours)) = (theirs.openapi.starts_with("3.0"), normal.model) else {
            continue;
        };
        // What was repaired or left out reads otherwise: the findings say how.
        if !normal.findings.is_empty() {
            continue;
        }
        let (ours, theirs) = (of_model(&ours, &theirs), of_openapiv3(&theirs));
        let apart: Vec<&String> = ours.symmetric_difference(&theirs).collect();
        assert!(apart.is_empty(), "{}: {apart:#?}", path.display());
        asked += 1;
    }
    // A reader that reads nothing agrees with everybody.
    assert!(asked > 100, "only {asked} documents could be compared");
}

/// What the model says, but for paths that stand elsewhere: the other reader does not follow them.
fn of_model(model: &OpenApi, theirs: &OpenAPI) -> Facts {
    use vetted_codegen::model::{Parameter, ReferenceOr};
    let mut facts = Facts::new();
    let here = |path: &str| theirs.paths.paths.get(path).is_some_and(|it| it.as_item().is_some());
    for (path, item) in model.paths.iter().filter(|(path, _)| here(path)) {
        for (method, operation) in &item.operations {
            let at = format!("{} {path}", method.as_str().to_ascii_lowercase());
            facts.insert(format!("{at}: {:?}", operation.operation_id));
            for parameter in item.parameters.iter().chain(&operation.parameters) {
                facts.insert(match parameter {
                    ReferenceOr::Reference { reference } => format!("{at} takes {reference}"),
                    ReferenceOr::Item(parameter) => {
                        let place = match parameter {
                            Parameter::Query { .. } => "query",
                            Parameter::Header { .. } => "header",
                            Parameter::Path { .. } => "path",
                            Parameter::Cookie { .. } => "cookie",
                            Parameter::QueryString { .. } => "querystring",
                        };
                        let data = parameter.data();
                        format!("{at} takes {} in {place}: {}", data.name, data.required)
                    }
                });
            }
            match &operation.request_body {
                None => {}
                Some(ReferenceOr::Reference { reference }) => {
                    facts.insert(format!("{at} sends {reference}"));
                }
                Some(ReferenceOr::Item(body)) => {
                    for media_type in body.content.keys() {
                        facts.insert(format!("{at} sends {media_type}: {}", body.required));
                    }
                }
            }
            let listed = operation.responses.responses.keys().map(ToString::to_string);
            let default = operation.responses.default.iter().map(|_| "default".to_owned());
            facts.extend(listed.chain(default).map(|status| format!("{at} answers {status}")));
        }
    }
    for (name, schema) in &model.components.schemas {
        let ReferenceOr::Item(schema) = schema else { continue };
        let object = schema.object.iter().flat_map(|object| object.properties.keys());
        facts.extend(object.map(|property| format!("{name} has {property}")));
    }
    facts
}

fn of_openapiv3(document: &OpenAPI) -> Facts {
    use openapiv3::{Parameter, SchemaKind, Type};
    let mut facts = Facts::new();
    for (path, item) in &document.paths.paths {
        let Some(item) = item.as_item() else { continue };
        for (method, operation) in item.iter() {
            let at = format!("{method} {path}");
            facts.insert(format!("{at}: {:?}", operation.operation_id));
            for parameter in item.parameters.iter().chain(&operation.parameters) {
                facts.insert(match parameter {
                    ReferenceOr::Reference { reference } => format!("{at} takes {reference}"),
                    ReferenceOr::Item(parameter) => {
                        let place = match parameter {
                            Parameter::Query { .. } => "query",
                            Parameter::Header { .. } => "header",
                            Parameter::Path { .. } => "path",
                            Parameter::Cookie { .. } => "cookie",
                        };
                        let data = parameter.parameter_data_ref();
                        format!("{at} takes {} in {place}: {}", data.name, data.required)
                    }
                });
            }
            match &operation.request_body {
                None => {}
                Some(ReferenceOr::Reference { reference }) => {
                    facts.insert(format!("{at} sends {reference}"));
                }
                Some(ReferenceOr::Item(body)) => {
                    for media_type in body.content.keys() {
                        facts.insert(format!("{at} sends {media_type}: {}", body.required));
                    }
                }
            }
            let listed = operation.responses.responses.keys().map(ToString::to_string);
            let default = operation.responses.default.iter().map(|_| "default".to_owned());
            facts.extend(listed.chain(default).map(|status| format!("{at} answers {status}")));
        }
    }
    let schemas = document.components.iter().flat_map(|components| &components.schemas);
    for (name, schema) in schemas {
        let ReferenceOr::Item(schema) = schema else { continue };
        let properties = match &schema.schema_kind {
            SchemaKind::Type(Type::Object(object)) => &object.properties,
            SchemaKind::Any(any) => &any.properties,
            _ => continue,
        };
        facts.extend(properties.keys().map(|property| format!("{name} has {property}")));
    }
    facts
}
