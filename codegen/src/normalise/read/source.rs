//! What is read: the values of all files, and the way from a reference to what it names.

use std::collections::HashMap;

use crate::{
    diagnostic::{Code, CodeFamily, Pointer},
    load::{Document, Id, Map, Node, Stray, Unread},
    model::Section,
    normalise::version::Dialect,
};

use super::{
    Reader, names,
    reference::{SECTIONS, component_at},
};

pub(crate) static EXTERNAL_REFERENCE: Code = Code::warning(
    "external-reference",
    "a reference leads out of what can be read",
    "The `$ref` leads to an address, or to a file that cannot be read. Only files beside the \
     document, or below its folder, are read; nothing is fetched. What needs it becomes raw JSON or \
     is left out. Bundle the document into one file.",
)
.of_family(CodeFamily::GivenUp);

/// As many references are followed from one to the next.
const MAX_STEPS: usize = 32;

/// What is read.
#[derive(Clone, Copy)]
pub(in crate::normalise) struct Source<'d> {
    /// The document, as it was loaded.
    pub(in crate::normalise) document: &'d Document,
    /// The values of the main file: its own, or what conversion made of them.
    pub(in crate::normalise) root: Node<'d>,
    /// What conversion made of the document's values, by these.
    pub(in crate::normalise) converted: &'d Converted<'d>,
}

/// Values of the main file, each where it stands first, by what they were taken from. None, unless the document was
/// converted.
pub(in crate::normalise) type Converted<'d> = HashMap<Id, Node<'d>>;

impl<'d> Source<'d> {
    /// The value at a pointer.
    pub(super) fn value_at(self, pointer: &Pointer) -> Option<Node<'d>> {
        match pointer.file_name() {
            Some(_) => self.document.get(pointer),
            None => pointer.tokens().into_iter().try_fold(self.root, Node::child),
        }
    }

    /// The outermost values of all files.
    pub(super) fn roots(self) -> impl Iterator<Item = Node<'d>> {
        std::iter::once(self.root).chain(self.document.roots().skip(1))
    }

    /// Where a reference leads. `from` is any place of the file that it stands in.
    pub(super) fn target(self, reference: &str, from: Node<'d>) -> Result<Pointer, Stray> {
        self.document.target(reference, &from.file()).map(|target| self.converted(target))
    }

    /// Where a value of the document stands in what conversion made of it.
    fn converted(self, target: Pointer) -> Pointer {
        if self.converted.is_empty() || target.file_name().is_some() {
            return target;
        }
        let tokens = target.tokens();
        let (mut around, rest) = self.document.nearest(&target);
        let mut depth = tokens.len() - rest.len();
        while let Some(node) = around {
            if let Some(converted) = self.converted.get(&node.id()) {
                return converted.pointer().join_all(tokens.into_iter().skip(depth));
            }
            around = node.parent();
            depth = depth.saturating_sub(1);
        }
        target
    }

    /// The same, through references that have no name of their own, or lead to something of the same name: files that
    /// only list what stands in more files.
    pub(super) fn settled(self, reference: &str, from: Node<'d>) -> Result<Pointer, Stray> {
        self.target(reference, from).map(|target| self.settled_from(target))
    }

    /// Where a pointer leads, through such references.
    pub(super) fn settled_from(self, mut pointer: Pointer) -> Pointer {
        for _ in 0..MAX_STEPS {
            let Some(next) = self.passed_on(&pointer) else { break };
            pointer = next;
        }
        pointer
    }

    /// Where a component of the main file stands that only refers to another file, if it has the same name there.
    pub(super) fn namesake(self, name: &str, component: Node<'d>) -> Option<Pointer> {
        let target = self.settled(sole_reference(component)?, self.root).ok()?;
        let found = target.file_name().is_some() && self.value_at(&target).is_some();
        (found && names::same(&names::own(&target)?, name)).then_some(target)
    }

    /// What a value that is a reference and nothing else leads to, unless it gives that a name.
    fn passed_on(self, pointer: &Pointer) -> Option<Pointer> {
        if component_at(pointer).is_some() {
            // The document's own components keep their names.
            return None;
        }
        let node = self.value_at(pointer)?;
        let next = self.target(sole_reference(node)?, node).ok()?;
        let says_no_more = match (names::own(pointer), names::own(&next)) {
            (None, _) => true,
            (Some(name), Some(next)) => names::same(&name, &next),
            (Some(_), None) => false,
        };
        (says_no_more && self.value_at(&next).is_some()).then_some(next)
    }

    /// The object that a reference leads to, to be read in the place of the reference.
    pub(super) fn object_at(self, reference: &str, at: Node<'d>) -> Result<Option<Map<'d>>, Stray> {
        let pointer = self.target(reference, at)?;
        Ok(self.value_at(&pointer).and_then(Node::as_map))
    }
}

/// The text of a reference that is all that an object says.
fn sole_reference(node: Node<'_>) -> Option<&str> {
    let map = node.as_map().filter(|map| map.len() == 1)?;
    map.get("$ref")?.as_str()
}

/// Whether a pointer leads to a component of another kind, in another file.
pub(super) fn is_other(section: Section, pointer: &Pointer) -> bool {
    let ["components", key, _] = pointer.tokens()[..] else { return false };
    pointer.file_name().is_some() && SECTIONS.contains(&key) && key != section.key()
}

impl<'d> Reader<'d> {
    /// Whether what stands at a pointer can be read. Only the main file of Swagger 2.0 is converted: of the others
    /// schemas alone mean the same.
    pub(super) fn reads_elsewhere(&mut self, pointer: &Pointer, at: Node<'d>) -> bool {
        let reads = self.dialect != Dialect::V20 || pointer.file_name().is_none();
        if !reads {
            let message = "from other files of Swagger 2.0 only schemas are read";
            let help = "convert the document to OpenAPI 3.0, or bundle it into one file";
            self.report_with(&EXTERNAL_REFERENCE, at, message, help);
        }
        reads
    }

    /// A reference leads into a file that was not read.
    pub(super) fn unread(&mut self, unread: &Unread, at: Node<'d>, effect: &str) {
        let help = format!("{}; {effect}", unread.help());
        self.report_with(&EXTERNAL_REFERENCE, at, unread.to_string(), help);
    }
}
