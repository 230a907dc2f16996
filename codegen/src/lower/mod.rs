//! Lower: model → [`ir::Api`](crate::ir::Api). The place that knows what OpenAPI means.

use crate::{diagnostic::Finding, ir::Api, resolve::Resolved, settings::Settings};

/// Lowers a model. What cannot be lowered is left out or becomes raw JSON, with a finding.
#[must_use]
pub fn lower(resolved: &Resolved, settings: &Settings) -> (Api, Vec<Finding>) {
    let _ = (resolved, settings);
    (Api::default(), Vec::new())
}
