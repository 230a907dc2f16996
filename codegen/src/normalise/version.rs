//! Tells the versions of `OpenAPI` apart.

use crate::{
    diagnostic::{Code, Finding, Pointer},
    load::{Node, Value},
};

pub(crate) static NO_OPENAPI: Code = Code::error(
    "no-openapi",
    "this is no OpenAPI document",
    "An OpenAPI document is an object with `openapi: 3.…` or `swagger: \"2.0\"`. This is something \
     else, so nothing can be made of it.",
);

pub(crate) static UNKNOWN_VERSION: Code = Code::error(
    "unknown-version",
    "a version of OpenAPI that is not known",
    "Versions 2.0, 3.0, 3.1 and 3.2 are read. Convert the document to one of them.",
);

/// What a document calls itself.
pub(super) enum Version {
    /// Swagger 2.0.
    Swagger2,
    /// `OpenAPI` 3.
    OpenApi(Dialect),
}

/// How documents write what the model holds, as far as versions differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dialect {
    /// Swagger 2.0, brought to 3.0 but for its schemas.
    V20,
    /// 3.0.x: a schema language of its own.
    V30,
    /// 3.1.x: JSON Schema.
    V31,
    /// 3.2.x: the same, and more beside schemas.
    V32,
}

/// The version of a document. `None` when it cannot be read as any; a finding says why.
pub(super) fn of(document: Option<Node<'_>>, findings: &mut Vec<Finding>) -> Option<Version> {
    let root = Pointer::root();
    let Some(map) = document.and_then(Node::as_map) else {
        findings.push(Finding::new(&NO_OPENAPI, &root, "an OpenAPI document is an object"));
        return None;
    };
    if let Some(openapi) = map.get("openapi") {
        return of_openapi(openapi, &root.join("openapi"), findings).map(Version::OpenApi);
    }
    match map.get("swagger").map(text) {
        Some(version) if version == "2" || version.starts_with("2.") => Some(Version::Swagger2),
        Some(version) => {
            let message = format!("Swagger {version} is not read");
            let at = root.join("swagger");
            let help = "convert the document to OpenAPI 3.0 or 3.1 first";
            findings.push(Finding::new(&UNKNOWN_VERSION, &at, message).help(help));
            None
        }
        None => {
            let message = "this is no OpenAPI document: the key `openapi` is missing";
            let help = "an OpenAPI document starts with `openapi: 3.0.3`";
            findings.push(Finding::new(&NO_OPENAPI, &root, message).help(help));
            None
        }
    }
}

fn of_openapi(value: Node<'_>, at: &Pointer, findings: &mut Vec<Finding>) -> Option<Dialect> {
    let version = text(value);
    let mut parts = version.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Some(Dialect::V30),
        (Some("3"), Some("1")) => Some(Dialect::V31),
        (Some("3"), Some("2")) => Some(Dialect::V32),
        _ => {
            let message = format!("OpenAPI `{version}` is not read");
            let help = "versions 2.0, 3.0, 3.1 and 3.2 are";
            findings.push(Finding::new(&UNKNOWN_VERSION, at, message).help(help));
            None
        }
    }
}

/// `3.0` without quotes is a number.
fn text(node: Node<'_>) -> String {
    match node.value() {
        Value::Text(text) => text.trim().to_owned(),
        Value::Number(number) if number.is_f64() => format!("{:?}", number.as_f64().unwrap_or(0.0)),
        _ => node.to_json().to_string(),
    }
}
