//! Values → model, place by place: each reader takes a value and gives what it means, and a finding for what does not
//! fit.

mod anchors;
mod fields;
mod media;
mod names;
mod operation;
mod parameter;
mod paths;
mod reference;
mod root;
mod said;
mod schema;
mod security;
mod source;
mod webhooks;

use super::{upgrade::Remark, version::Dialect};
use crate::{
    diagnostic::{At, Finding, NOT_CHECKED, SENT_UNCHECKED, Severity},
    load::Node,
    model::OpenApi,
};

use anchors::Anchors;
use fields::Fields;
use reference::Hoisted;
pub(super) use said::{Keywords, Said};
pub(super) use source::{Source, spelled_fully};

/// Reads a document of `OpenAPI` 3. `None` when it is no object, which the version check has seen to already.
pub(super) fn document(
    source: Source<'_>,
    dialect: Dialect,
    findings: &mut Vec<Finding>,
) -> Option<OpenApi> {
    let hoisted = Hoisted::new(source);
    let anchors = Anchors::of(source);
    let mut reader = Reader { source, dialect, findings, hoisted, anchors };
    Some(reader.root(Fields::of(source.root.as_map()?)))
}

/// What all readers need.
struct Reader<'d> {
    source: Source<'d>,
    dialect: Dialect,
    findings: &'d mut Vec<Finding>,
    hoisted: Hoisted,
    anchors: Anchors,
}

impl<'d> Reader<'d> {
    /// Something was repaired or left out.
    fn warn(&mut self, code: &'static str, at: Node<'d>, message: impl Into<String>) {
        self.findings.push(Finding::warning(code, &at.pointer(), message));
    }

    /// The same, with what to do about it.
    fn warn_with(
        &mut self,
        code: &'static str,
        at: Node<'d>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.findings.push(Finding::warning(code, &at.pointer(), message).help(help));
    }

    /// Something with one sensible reading, which was taken.
    fn note(&mut self, code: &'static str, at: Node<'d>, message: impl Into<String>) {
        self.findings.push(Finding::new(code, Severity::Note, At::Value(at.pointer()), message));
    }

    /// Something that came with a later version than the document's, and is read as there.
    fn newer(&mut self, since: Dialect, at: Node<'d>, message: &str) {
        if self.dialect < since {
            self.note("newer-keyword", at, message);
        }
    }

    /// What rewriting a schema had to say.
    fn remark(&mut self, remark: Remark, at: Node<'d>) {
        let at = At::Value(at.get(remark.key).unwrap_or(at).pointer());
        let finding = Finding::new(remark.code, remark.severity, at, remark.message);
        self.findings.push(match remark.help {
            Some(help) => finding.help(help),
            None => finding,
        });
    }

    /// A keyword that binds values, but not those that the client sends. `at`: the keyword.
    fn not_checked(&mut self, at: Node<'d>, keyword: &str) {
        let message = format!("`{keyword}` is not checked");
        let at = At::Value(at.pointer());
        self.findings
            .push(Finding::new(NOT_CHECKED, Severity::Note, at, message).help(SENT_UNCHECKED));
    }
}
