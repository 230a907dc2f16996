//! Normalise: any `OpenAPI` value tree → the 3.0 model. Each repair is a finding.
//!
//! The model is read by hand rather than through `openapiv3`'s own `Deserialize`: that one buffers every schema once for
//! each level around it, knows no places, and gives up on the whole document at the first value that does not fit. Here a
//! bad value costs as little as can be said honestly: itself, its parameter's operation, its component.

mod read;
mod swagger2;
mod upgrade;
mod version;

use openapiv3::{AnySchema, OpenAPI, Schema, SchemaData, SchemaKind};
use serde_json::Value;

use crate::{diagnostic::Finding, load::Document};

use version::Version;

/// Under this key of `components`, the model says where components that it made itself were written: a map from
/// `schemas/Name` to a JSON pointer. [`resolve`](crate::resolve) takes it out again.
pub(crate) const ORIGINS: &str = "x-vetted-origins";

/// This key among the extensions of a schema says that it took the place of one that could not be read.
pub(crate) const GIVEN_UP: &str = "x-vetted-given-up";

/// A schema in the place of one that could not be read: any value, with a finding that says why.
pub(crate) fn given_up() -> Schema {
    let extensions = [(GIVEN_UP.to_owned(), Value::Bool(true))].into_iter().collect();
    let schema_data = SchemaData { extensions, ..SchemaData::default() };
    Schema { schema_data, schema_kind: SchemaKind::Any(AnySchema::default()) }
}

/// Brings a document into the one normal form. `None` when no client can be made; the findings say why.
///
/// What loading found is among the findings.
#[must_use]
pub fn normalise(document: &Document) -> (Option<OpenAPI>, Vec<Finding>) {
    let mut findings = document.findings.clone();
    let model = match version::of(&document.value, &mut findings) {
        Some(Version::Swagger2) => swagger2::read(&document.value, &mut findings),
        Some(Version::OpenApi(dialect)) => read::document(document, dialect, &mut findings),
        None => None,
    };
    (model, findings)
}

#[cfg(test)]
mod tests;
