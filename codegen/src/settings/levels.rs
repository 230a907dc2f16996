//! How much findings count, by code.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, FAMILIES, Finding, Severity};

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

/// How much findings count, by code or by family.
pub type Levels = BTreeMap<String, Level>;

/// Whether findings have such a code, or there is such a family of codes.
///
/// # Errors
///
/// Why not.
pub fn finding_code(name: &str) -> Result<String, String> {
    if Code::named(name).is_some() || FAMILIES.iter().any(|(family, _)| *family == name) {
        Ok(name.to_owned())
    } else {
        Err(format!("no finding has the code `{name}`; docs/findings.md lists all codes"))
    }
}

/// Raises, lowers and drops findings, as the first of the given levels says that knows a finding. A level of the code
/// itself goes before one of its family, and that of a smaller family before that of a larger one.
pub fn set_levels(findings: &mut Vec<Finding>, levels: &[&Levels]) {
    findings.retain_mut(|finding| {
        match levels.iter().find_map(|levels| level_of(finding.code, levels)) {
            Some(Level::Deny) => finding.severity = Severity::Error,
            Some(Level::Warn) => finding.severity = Severity::Warning,
            Some(Level::Allow) => return false,
            None => {}
        }
        true
    });
}

fn level_of(code: &str, levels: &Levels) -> Option<Level> {
    let families = Code::named(code).map_or(&[][..], |code| code.families);
    let mut names = [code].into_iter().chain(families.iter().copied());
    names.find_map(|name| levels.get(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::{Level, Levels, finding_code, set_levels};
    use crate::diagnostic::{Finding, Pointer, Severity};

    fn severities(levels: &[&[(&str, Level)]]) -> Vec<(&'static str, Severity)> {
        let layers: Vec<Levels> = levels
            .iter()
            .map(|levels| levels.iter().map(|(code, level)| ((*code).to_owned(), *level)).collect())
            .collect();
        let at = Pointer::root();
        let codes = ["untyped", "unknown-type", "enum-repeated"];
        let mut findings: Vec<Finding> =
            codes.iter().map(|code| Finding::warning(code, &at, "")).collect();
        set_levels(&mut findings, &layers.iter().collect::<Vec<_>>());
        findings.iter().map(|finding| (finding.code, finding.severity)).collect()
    }

    #[test]
    fn a_family_stands_for_its_codes_and_a_code_goes_before_its_family() {
        use Level::{Allow, Deny, Warn};
        use Severity::{Error, Warning};
        assert_eq!(
            severities(&[&[("untyped", Deny)]]),
            [("untyped", Error), ("unknown-type", Error), ("enum-repeated", Warning)]
        );
        assert_eq!(
            severities(&[&[("given-up", Deny)]]),
            [("untyped", Warning), ("unknown-type", Error), ("enum-repeated", Warning)]
        );
        assert_eq!(
            severities(&[&[("given-up", Warn), ("untyped", Deny)]]),
            [("untyped", Error), ("unknown-type", Warning), ("enum-repeated", Warning)]
        );
        assert_eq!(
            severities(&[&[("unknown-type", Allow)], &[("untyped", Deny)]]),
            [("untyped", Error), ("enum-repeated", Warning)]
        );
    }

    #[test]
    fn a_code_that_no_finding_has_is_refused() {
        assert!(finding_code("untyped").is_ok());
        assert!(finding_code("given-up").is_ok());
        assert!(finding_code("untypd").is_err());
    }
}
