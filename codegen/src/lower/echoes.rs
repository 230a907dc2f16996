//! Findings that only repeat another one.

use std::collections::HashSet;

use crate::diagnostic::{At, Finding, Severity};

use super::schema::UNTYPED;

/// Drops `untyped` where a warning about the same value, or something right in it, says already why it is raw JSON: a
/// reference that is not followed, a type that does not exist.
pub(crate) fn drop_echoes(findings: &mut Vec<Finding>) {
    let mut reasons = HashSet::new();
    for finding in findings.iter().filter(|finding| finding.severity > Severity::Note) {
        if let At::Value(at) = &finding.at {
            reasons.extend(at.parent().cloned());
            reasons.insert(at.clone());
        }
    }
    findings.retain(|finding| match &finding.at {
        At::Value(at) => finding.code != &UNTYPED || !reasons.contains(at),
        _ => true,
    });
}
