//! Normalise: any `OpenAPI` value tree → the model. Each repair is a finding.
//!
//! The model is read by hand rather than through a `Deserialize`: that would know no places, and give up on the whole
//! document at the first value that does not fit. Here a bad value costs as little as can be said honestly: itself, its
//! parameter's operation, its component.

pub(crate) mod codes;
mod read;
mod swagger2;
mod version;

use crate::{
    diagnostic::Finding,
    load::Document,
    model::{Content, MediaType, OpenApi, ReferenceOr, Response, Schema},
};

pub(crate) use read::{
    operation::OPERATION_LEFT_OUT, reference::DANGLING_REFERENCE, schema::kind::ENUM_MISTYPED,
    webhooks::OPERATION_ID_REPEATED,
};

use read::Source;
use version::{Dialect, Version};

/// Where webhooks stand in a document: under the first since 3.1, under the second before.
pub(crate) const WEBHOOKS: [&str; 2] = ["webhooks", "x-webhooks"];

/// A schema in the place of one that could not be read: any value, with a finding that says why.
pub(crate) fn given_up() -> Schema {
    Schema { given_up: true, ..Schema::default() }
}

/// An answer in the place of one that could not be read: one of which nothing is known.
pub(crate) fn unknown_answer() -> Response {
    let schema = Some(ReferenceOr::Item(given_up()));
    let media_type = MediaType { schema, ..MediaType::default() };
    Response { content: Content::from([("*/*".to_owned(), media_type)]), ..Response::default() }
}

/// What a document is in the one normal form.
#[derive(Debug, Default)]
pub struct Normal {
    /// The model. `None` when no client can be made; the findings say why.
    pub model: Option<OpenApi>,
    /// What was repaired or left out, at places of the model.
    pub findings: Vec<Finding>,
    /// What was found before there was a model, at places of the file.
    pub before: Vec<Finding>,
    /// The document as the model has it, where that is not how it is written.
    pub converted: Option<Document>,
}

/// Brings a document into the one normal form. What loading found is among the findings.
#[must_use]
pub fn normalise(document: &Document) -> Normal {
    let mut before = document.findings.clone();
    let mut findings = Vec::new();
    let Some((root, version)) = document.root().zip(version::of(document.root(), &mut before))
    else {
        return Normal { before, ..Normal::default() };
    };
    let (converted, dialect) = match version {
        Version::Swagger2 => (Some(swagger2::convert(document, root, &mut before)), Dialect::V20),
        Version::OpenApi(dialect) => (None, dialect),
    };
    let by_origin = converted.as_ref().map(Document::by_origin).unwrap_or_default();
    let root = converted.as_ref().map_or(Some(root), Document::root);
    let model = root.and_then(|root| {
        let source = Source { document, root, converted: &by_origin };
        read::document(source, dialect, &mut findings)
    });
    drop(by_origin);
    Normal { model, findings, before, converted }
}

#[cfg(test)]
mod tests;
