//! Swagger 2.0: recognised, not read yet.

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::diagnostic::{Finding, Pointer};

/// Says that the document is one of Swagger 2.0.
pub(super) fn read(_: &Value, findings: &mut Vec<Finding>) -> Option<OpenAPI> {
    let at = Pointer::root().join("swagger");
    findings.push(
        Finding::error("swagger-2", &at, "Swagger 2.0 is not read yet")
            .help("convert the document to OpenAPI 3.0 first"),
    );
    None
}
