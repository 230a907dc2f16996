//! How much findings count, by code.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Finding, Severity};

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

fn level_of(code: &Code, levels: &Levels) -> Option<Level> {
    let families = code.families().iter().map(|family| family.as_str());
    let mut names = [code.name].into_iter().chain(families);
    names.find_map(|name| levels.get(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::{Level, Levels, set_levels};
    use crate::diagnostic::{Code, CodeFamily, Finding, Pointer, Severity};

    static CODES: [Code; 3] = [
        Code::note("untyped", "", "").of_family(CodeFamily::Untyped),
        Code::warning("unknown-type", "", "").of_family(CodeFamily::GivenUp),
        Code::warning("enum-repeated", "", ""),
    ];

    fn severities(levels: &[&[(&str, Level)]]) -> Vec<(&'static str, Severity)> {
        let layers: Vec<Levels> = levels
            .iter()
            .map(|levels| levels.iter().map(|(code, level)| ((*code).to_owned(), *level)).collect())
            .collect();
        let at = Pointer::root();
        let mut findings: Vec<Finding> =
            CODES.iter().map(|code| Finding::new(code, &at, "").into_warning()).collect();
        set_levels(&mut findings, &layers.iter().collect::<Vec<_>>());
        findings.iter().map(|finding| (finding.code.name, finding.severity)).collect()
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
}
