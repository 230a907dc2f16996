//! How much findings count, by code.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Severity};

/// What becomes of the findings of one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// They are not shown.
    Allow,
    /// They are warnings.
    Warn,
    /// They are errors.
    Deny,
}

/// How much findings count, by code.
pub type Levels = BTreeMap<String, Level>;

/// Raises, lowers and drops findings, as the first of the given levels says that knows a finding's code.
pub fn set_levels(findings: &mut Vec<Finding>, levels: &[&Levels]) {
    findings.retain_mut(|finding| {
        match levels.iter().find_map(|levels| levels.get(finding.code)) {
            Some(Level::Deny) => finding.severity = Severity::Error,
            Some(Level::Warn) => finding.severity = Severity::Warning,
            Some(Level::Allow) => return false,
            None => {}
        }
        true
    });
}
