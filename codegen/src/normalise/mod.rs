//! Normalise: any `OpenAPI` value tree → the model. Each repair is a finding.
//!
//! The model is read by hand rather than through a `Deserialize`: that would know no places, and give up on the whole
//! document at the first value that does not fit. Here a bad value costs as little as can be said honestly: itself, its
//! parameter's operation, its component.

pub(crate) mod codes;
mod places;
mod read;
mod swagger2;
mod version;

use crate::{
    diagnostic::Finding,
    load::Document,
    model::{OpenApi, Schema},
};

pub use places::Places;
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

/// What a document is in the one normal form.
#[derive(Debug, Default)]
pub struct Normal {
    /// The model. `None` when no client can be made; the findings say why.
    pub model: Option<OpenApi>,
    /// What was repaired or left out, at places of the model.
    pub findings: Vec<Finding>,
    /// What was found before there was a model, at places of the file.
    pub before: Vec<Finding>,
    /// Where the values of the model were written.
    pub places: Places,
}

/// Brings a document into the one normal form. What loading found is among the findings.
#[must_use]
pub fn normalise(document: &Document) -> Normal {
    let mut before = document.findings.clone();
    let mut findings = Vec::new();
    let mut places = Places::default();
    let model = match (document.root(), version::of(document.root(), &mut before)) {
        (Some(_), Some(Version::Swagger2)) => {
            let converted = swagger2::convert(document);
            before.extend(converted.findings);
            places = converted.places;
            let values = Document::of_values(&converted.value);
            values.root().and_then(|root| {
                let source = Source { document, root, places: &places };
                read::document(source, Dialect::V20, &mut findings)
            })
        }
        (Some(root), Some(Version::OpenApi(dialect))) => {
            let source = Source { document, root, places: &places };
            read::document(source, dialect, &mut findings)
        }
        _ => None,
    };
    Normal { model, findings, before, places }
}

#[cfg(test)]
mod tests;
