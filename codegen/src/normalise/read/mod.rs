//! Values → model, place by place: each reader takes a value and gives what it means, and a finding for what does not
//! fit.

mod anchors;
pub(super) mod fields;
mod media;
mod names;
pub(super) mod operation;
pub(super) mod parameter;
pub(super) mod paths;
pub(super) mod reference;
pub(super) mod root;
pub(super) mod schema;
pub(super) mod security;
pub(super) mod source;
pub(super) mod webhooks;

use crate::{
    diagnostic::{Code, Finding},
    load::Node,
    model::{OpenApi, Unchecked},
};

use super::version::Dialect;

use anchors::Anchors;
use fields::Fields;
use reference::Hoisted;
pub(super) use schema::is_file;
pub(super) use source::Source;

pub(crate) static NEWER_KEYWORD: Code = Code::note(
    "newer-keyword",
    "a keyword of a later version than the document's",
    "The keyword came with a later version of OpenAPI than the one that the document names. It is \
     read as the later version means it, unless the message says otherwise. Raise the version.",
);

/// Reads a document of `OpenAPI` 3. `None` when it is no object, which the version check has seen to already.
pub(super) fn document(
    source: Source<'_>,
    dialect: Dialect,
    findings: &mut Vec<Finding>,
) -> Option<OpenApi> {
    let hoisted = Hoisted::new(source);
    let anchors = Anchors::of(source);
    let unchecked = Vec::new();
    let mut reader = Reader { source, dialect, findings, unchecked, hoisted, anchors, schemas: 0 };
    Some(reader.root(Fields::of(source.root.as_map()?)))
}

/// What all readers need.
struct Reader<'d> {
    source: Source<'d>,
    dialect: Dialect,
    findings: &'d mut Vec<Finding>,
    unchecked: Vec<Unchecked>,
    hoisted: Hoisted,
    anchors: Anchors,
    /// How many schemas there are so far.
    schemas: u32,
}

impl<'d> Reader<'d> {
    /// Something to say about a value.
    fn report(&mut self, code: &'static Code, at: Node<'d>, message: impl Into<String>) {
        self.findings.push(Finding::new(code, &at.pointer(), message));
    }

    /// The same, with what to do about it.
    fn report_with(
        &mut self,
        code: &'static Code,
        at: Node<'d>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.findings.push(Finding::new(code, &at.pointer(), message).help(help));
    }

    /// The same of what has one sensible reading, which was taken.
    fn note(&mut self, code: &'static Code, at: Node<'d>, message: impl Into<String>) {
        self.findings.push(Finding::new(code, &at.pointer(), message).into_note());
    }

    /// Something that came with a later version than the document's, and is read as there.
    fn newer(&mut self, since: Dialect, at: Node<'d>, message: &str) {
        if self.dialect < since {
            self.report(&NEWER_KEYWORD, at, message);
        }
    }

    /// A keyword that binds values, but not those that the client sends. `at`: the keyword.
    fn not_checked(&mut self, at: Node<'d>, keyword: &str) {
        let message = format!("`{keyword}` is not checked");
        self.unchecked.push(Unchecked { at: at.pointer(), message });
    }
}
