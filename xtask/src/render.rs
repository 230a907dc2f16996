//! Findings as text, until `vetted_codegen::diagnostic` renders them.

use serde_json::json;
use vetted_codegen::{
    diagnostic::{At, Finding, Severity},
    load::Document,
};

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn place(document: &Document, at: &At) -> (usize, usize) {
    document.place(at).map_or((1, 1), |place| (place.line, place.column))
}

/// For people.
pub(crate) fn render(document: &Document, findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let (line, column) = place(document, &finding.at);
        let (word, code, message) = (word(finding.severity), finding.code, &finding.message);
        text.push_str(&format!(
            "{word}[{code}]: {message}\n  --> {}:{line}:{column}\n",
            document.path
        ));
        if let Some(help) = &finding.help {
            text.push_str(&format!("  help: {help}\n"));
        }
    }
    text
}

/// One object a line.
pub(crate) fn to_json(document: &Document, findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let (line, column) = place(document, &finding.at);
        let object = json!({
            "code": finding.code,
            "severity": word(finding.severity),
            "message": finding.message,
            "help": finding.help,
            "path": document.path,
            "line": line,
            "column": column,
        });
        text.push_str(&format!("{object}\n"));
    }
    text
}
