//! The documents: each shape grows in one direction alone.

use serde_json::{Map, Value, json};

use super::made::Made;

/// Documents of one shape.
pub(super) struct Shape {
    /// How the command line names it.
    pub(super) name: &'static str,
    /// How large it is made, and half of that.
    pub(super) size: usize,
    /// What it may take at that size, on two cores.
    pub(super) aim: &'static str,
    pub(super) make: fn(usize) -> Made,
}

pub(super) fn named(name: &str) -> Option<&'static Shape> {
    ALL.iter().find(|shape| shape.name == name)
}

const fn shape(
    name: &'static str,
    size: usize,
    aim: &'static str,
    make: fn(usize) -> Made,
) -> Shape {
    Shape { name, size, aim, make }
}

const LINEAR: &str = "linear";

/// All shapes: first those that have an aim in seconds.
pub(super) const ALL: &[Shape] = &[
    shape("reference-circle", 10_000, "1 s", |n| {
        schemas((0..n).map(|i| (a(i), reference(&a((i + 1) % n)))))
    }),
    shape("reference-chain", 10_000, "1 s", |n| chain(n, |next| next)),
    shape("operations", 100_000, "8 s, 1,000 MB", |n| {
        paths((0..n).map(|i| operation(i, &[format!("tag {}", i / 100)])))
    }),
    shape("operations-untagged", 100_000, "8 s, 1,000 MB", |n| {
        paths((0..n).map(|i| operation(i, &[])))
    }),
    shape("properties", 1_000_000, "8 s, 2,000 MB", |n| schemas([("A".to_owned(), object(n))])),
    shape("objects-of-ten", 100_000, "8 s, 2,000 MB", |n| {
        schemas((0..n).map(|i| (a(i), object(10))))
    }),
    shape("brackets", 500_000, LINEAR, |n| described(&"[".repeat(n))),
    shape("links", 125_000, LINEAR, |n| described(&"[a](".repeat(n))),
    shape("emphasis", 160_000, LINEAR, |n| described(&"*a_".repeat(n))),
    shape("all-of-chain", 10_000, LINEAR, |n| chain(n, |next| json!({"allOf": [next, object(1)]}))),
    shape("object-chain", 10_000, LINEAR, |n| {
        chain(n, |next| json!({"type": "object", "properties": {"p": next}}))
    }),
    shape("list-chain", 10_000, LINEAR, |n| {
        chain(n, |next| json!({"type": "array", "items": next}))
    }),
    shape("all-of-members", 10_000, LINEAR, |n| combined(n, "allOf", None)),
    shape("one-of-branches", 10_000, LINEAR, |n| combined(n, "oneOf", None)),
    shape("one-of-told-apart", 10_000, LINEAR, |n| combined(n, "oneOf", Some("kind"))),
    shape("one-of-inline", 10_000, LINEAR, |n| {
        let branches: Vec<Value> = (0..n).map(|i| required_one(&format!("p{i}"))).collect();
        schemas([("Union".to_owned(), json!({"oneOf": branches}))])
    }),
    shape("heirs", 10_000, LINEAR, |n| {
        let mut parent = required_one("kind");
        parent["discriminator"] = json!({"propertyName": "kind"});
        let heir = |i| (a(i), json!({"allOf": [reference("Parent"), object(1)]}));
        schemas([("Parent".to_owned(), parent)].into_iter().chain((0..n).map(heir)))
    }),
    shape("enum-values", 100_000, LINEAR, |n| {
        let values: Vec<String> = (0..n).map(|i| format!("v{i}")).collect();
        schemas([("A".to_owned(), json!({"type": "string", "enum": values}))])
    }),
    shape("enum-values-alike", 10_000, LINEAR, |n| {
        let values: Vec<String> = (0..n).map(alike).collect();
        schemas([("A".to_owned(), json!({"type": "string", "enum": values}))])
    }),
    shape("names-alike", 10_000, LINEAR, |n| schemas((0..n).map(|i| (alike(i), object(1))))),
    shape("inline-alike", 10_000, LINEAR, |n| {
        let properties: Map<String, Value> = (0..n).map(|i| (alike(i), object(1))).collect();
        schemas([("A".to_owned(), json!({"type": "object", "properties": properties}))])
    }),
    shape("required", 50_000, LINEAR, |n| {
        let mut object = object(n);
        object["required"] = (0..n).map(|i| format!("p{i}")).collect();
        schemas([("A".to_owned(), object)])
    }),
    shape("references-to-chain", 10_000, LINEAR, |n| {
        let properties: Map<String, Value> =
            (0..n).map(|i| (format!("p{i}"), reference(&a(0)))).collect();
        let holder = json!({"type": "object", "properties": properties});
        schemas(links(n, |next| next).chain([("Holder".to_owned(), holder)]))
    }),
    shape("hoisted", 10_000, LINEAR, |n| {
        let held = |i| json!({"$ref": format!("#/components/schemas/A{i}/properties/p0")});
        let holder = |i| (format!("B{i}"), json!({"type": "object", "properties": {"q": held(i)}}));
        schemas((0..n).map(|i| (a(i), object(1))).chain((0..n).map(holder)))
    }),
    shape("tags", 10_000, LINEAR, |n| paths((0..n).map(|i| operation(i, &[format!("tag {i}")])))),
    shape("parameters", 10_000, LINEAR, |n| {
        let one = |i| json!({"name": format!("p{i}"), "in": "query", "schema": text()});
        let parameters: Vec<Value> = (0..n).map(one).collect();
        let get = json!({"operationId": "a", "parameters": parameters, "responses": ok()});
        paths([("/a".to_owned(), json!({"get": get}))])
    }),
    shape("media-types", 10_000, LINEAR, |n| {
        let one = |i| (format!("application/x{i}+json"), json!({"schema": object(1)}));
        let content: Map<String, Value> = (0..n).map(one).collect();
        let responses = json!({"200": {"description": "", "content": content}});
        let body = json!({"content": content});
        let post = json!({"operationId": "a", "requestBody": body, "responses": responses});
        paths([("/a".to_owned(), json!({"post": post}))])
    }),
    shape("servers", 10_000, LINEAR, |n| {
        let one = |i| json!({"url": format!("https://s{i}.example.com")});
        document(json!({"servers": (0..n).map(one).collect::<Vec<_>>(), "paths": {}}))
    }),
    shape("server-variables", 10_000, LINEAR, |n| {
        let names: Vec<String> = (0..n).map(|i| format!("{{v{i}}}")).collect();
        let url = format!("https://{}.example.com", names.concat());
        let one = |i| (format!("v{i}"), json!({"default": "d"}));
        let variables: Map<String, Value> = (0..n).map(one).collect();
        document(json!({"servers": [{"url": url, "variables": variables}], "paths": {}}))
    }),
    shape("security", 10_000, LINEAR, |n| {
        let one = |i| json!({"type": "apiKey", "in": "header", "name": format!("X-{i}")});
        let schemes: Map<String, Value> = (0..n).map(|i| (a(i), one(i))).collect();
        let alternatives: Vec<Value> = (0..n).map(|i| json!({a(i): []})).collect();
        let (path, item) = operation(0, &[]);
        document(json!({
            "security": alternatives,
            "paths": {path: item},
            "components": {"securitySchemes": schemes},
        }))
    }),
    shape("findings", 50_000, LINEAR, |n| {
        let one = |i| format!("    A{i}: {{$ref: '#/components/schemas/B{i}'}}\n");
        yaml_schemas((0..n).map(one))
    }),
    shape("findings-one-line", 50_000, LINEAR, |n| {
        schemas((0..n).map(|i| (a(i), reference(&format!("B{i}")))))
    }),
    shape("files", 2_000, LINEAR, |n| {
        let made = schemas((0..n).map(|i| (a(i), json!({"$ref": format!("f{i}.json")}))));
        (0..n).fold(made, |made, i| made.beside(format!("f{i}.json"), &object(1)))
    }),
    shape("aliases", 100_000, LINEAR, |n| {
        let anchors = (0..n).map(|i| format!("    A{i}: &a{i} {{type: string}}\n"));
        yaml_schemas(anchors.chain((0..n).map(|i| format!("    B{i}: *a{i}\n"))))
    }),
];

fn document(rest: Value) -> Made {
    let mut document = json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}});
    if let (Value::Object(document), Value::Object(rest)) = (&mut document, rest) {
        document.extend(rest);
    }
    Made::json(&document)
}

fn schemas(schemas: impl IntoIterator<Item = (String, Value)>) -> Made {
    let schemas: Map<String, Value> = schemas.into_iter().collect();
    document(json!({"paths": {}, "components": {"schemas": schemas}}))
}

fn paths(paths: impl IntoIterator<Item = (String, Value)>) -> Made {
    let paths: Map<String, Value> = paths.into_iter().collect();
    document(json!({"paths": paths}))
}

fn yaml_schemas(lines: impl Iterator<Item = String>) -> Made {
    let head =
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
    Made::yaml([head.to_owned()].into_iter().chain(lines).collect())
}

fn described(text: &str) -> Made {
    schemas([("A".to_owned(), json!({"type": "object", "description": text}))])
}

/// Schemas each of which leads to the next.
fn chain(n: usize, link: fn(Value) -> Value) -> Made {
    schemas(links(n, link))
}

fn links(n: usize, link: fn(Value) -> Value) -> impl Iterator<Item = (String, Value)> {
    let one = move |i| if i + 1 < n { link(reference(&a(i + 1))) } else { object(1) };
    (0..n).map(move |i| (a(i), one(i)))
}

/// Objects, and one schema of all of them.
fn combined(n: usize, keyword: &str, discriminator: Option<&str>) -> Made {
    let members: Vec<Value> = (0..n).map(|i| reference(&a(i))).collect();
    let mut whole = json!({keyword: members});
    if let Some(property) = discriminator {
        whole["discriminator"] = json!({"propertyName": property});
    }
    let one = |i| {
        let mut object = required_one(&format!("p{i}"));
        object["properties"]["kind"] = text();
        (a(i), object)
    };
    schemas((0..n).map(one).chain([("Whole".to_owned(), whole)]))
}

fn operation(i: usize, tags: &[String]) -> (String, Value) {
    let get = json!({"operationId": format!("o{i}"), "tags": tags, "responses": ok()});
    (format!("/a{i}"), json!({"get": get}))
}

fn ok() -> Value {
    json!({"200": {"description": "ok"}})
}

fn a(i: usize) -> String {
    format!("A{i}")
}

fn text() -> Value {
    json!({"type": "string"})
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn object(properties: usize) -> Value {
    let properties: Map<String, Value> =
        (0..properties).map(|i| (format!("p{i}"), text())).collect();
    json!({"type": "object", "properties": properties})
}

fn required_one(property: &str) -> Value {
    json!({"type": "object", "required": [property], "properties": {property: text()}})
}

/// A name that is another for each number, and the same identifier for all.
fn alike(i: usize) -> String {
    let between: String = (0..20).map(|bit| if (i >> bit) & 1 == 1 { '-' } else { '.' }).collect();
    format!("a{between}b")
}
