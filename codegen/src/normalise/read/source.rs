//! What is read: the values of all files, and the way from a reference to what it names.

use serde_json::{Map, Value};

use super::{
    Reader, Trail, names,
    reference::{Kind, SECTIONS},
};
use crate::{
    diagnostic::Pointer,
    load::{Document, Stray, Unread},
    normalise::{places::Places, version::Dialect},
};

/// As many references are followed from one to the next.
const MAX_STEPS: usize = 32;

/// What is read.
#[derive(Clone, Copy)]
pub(in crate::normalise) struct Source<'d> {
    /// The document, as it was loaded.
    pub(in crate::normalise) document: &'d Document,
    /// The values of the main file: its own, or what conversion made of them.
    pub(in crate::normalise) root: &'d Value,
    /// Where they were written.
    pub(in crate::normalise) places: &'d Places,
}

impl<'d> Source<'d> {
    /// The value at a pointer.
    pub(super) fn value_at(self, pointer: &Pointer) -> Option<&'d Value> {
        match pointer.file_name() {
            Some(_) => self.document.get(pointer),
            None => value_at(self.root, pointer),
        }
    }

    /// The files, and the pointers to them.
    pub(super) fn roots(self) -> impl Iterator<Item = (Pointer, &'d Value)> {
        std::iter::once((Pointer::root(), self.root)).chain(self.document.others())
    }

    /// Where a reference leads. `from` is any place of the file that it stands in.
    pub(super) fn target(self, reference: &str, from: &Pointer) -> Result<Pointer, Stray> {
        let target = self.document.target(reference, from)?;
        Ok(self.places.converted(&target))
    }

    /// The same, through references that have no name of their own, or lead to something of the same name: files that
    /// only list what stands in more files.
    pub(super) fn settled(self, reference: &str, from: &Pointer) -> Result<Pointer, Stray> {
        let mut pointer = self.target(reference, from)?;
        for _ in 0..MAX_STEPS {
            let Some(next) = self.passed_on(&pointer) else { break };
            pointer = next;
        }
        Ok(pointer)
    }

    /// Where a component of the main file stands that only refers to another file, if it has the same name there.
    pub(super) fn namesake(self, name: &str, component: &Value) -> Option<Pointer> {
        let target = self.settled(sole_reference(component)?, &Pointer::root()).ok()?;
        let found = target.file_name().is_some() && self.value_at(&target).is_some();
        (found && names::same(&names::own(&target)?, name)).then_some(target)
    }

    /// What a value that is a reference and nothing else leads to, unless it gives that a name.
    fn passed_on(self, pointer: &Pointer) -> Option<Pointer> {
        let tokens = pointer.tokens();
        if let ["components", _, _] = tokens[..] {
            // The document's own components keep their names.
            return None;
        }
        let next = self.target(sole_reference(self.value_at(pointer)?)?, pointer).ok()?;
        let says_no_more = match (names::own(pointer), names::own(&next)) {
            (None, _) => true,
            (Some(name), Some(next)) => names::same(&name, &next),
            (Some(_), None) => false,
        };
        (says_no_more && self.value_at(&next).is_some()).then_some(next)
    }

    /// A copy of the object that a reference leads to, to be read in the place of the reference.
    pub(super) fn object_at(
        self,
        reference: &str,
        at: &Trail<'_>,
    ) -> Result<Option<Map<String, Value>>, Stray> {
        let pointer = self.target(reference, at.start())?;
        let Some(Value::Object(map)) = self.value_at(&pointer) else { return Ok(None) };
        let mut map = map.clone();
        self.rebase(map.values_mut(), &pointer, at.start());
        Ok(Some(map))
    }

    /// Makes the references in values of one file mean the same in another.
    pub(super) fn rebase<'v>(
        self,
        values: impl Iterator<Item = &'v mut Value>,
        from: &Pointer,
        to: &Pointer,
    ) {
        if from.file_name() == to.file_name() {
            return;
        }
        let mut open: Vec<&mut Value> = values.collect();
        while let Some(value) = open.pop() {
            match value {
                Value::Array(list) => open.extend(list),
                Value::Object(map) => {
                    if let Some(Value::String(text)) = map.get_mut("$ref")
                        && let Ok(target) = self.target(text, from)
                    {
                        *text = spelled_fully(&target);
                    }
                    open.extend(map.values_mut());
                }
                _ => {}
            }
        }
    }
}

/// The value at a pointer.
fn value_at<'v>(root: &'v Value, pointer: &Pointer) -> Option<&'v Value> {
    pointer.tokens().into_iter().try_fold(root, |value, token| match value {
        Value::Object(map) => map.get(token),
        Value::Array(list) => list.get(token.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The text of a reference that is all that an object says.
fn sole_reference(value: &Value) -> Option<&str> {
    let map = value.as_object().filter(|map| map.len() == 1)?;
    map.get("$ref")?.as_str()
}

/// Whether a pointer leads to a component of another kind, in another file.
pub(super) fn is_other(kind: Kind, pointer: &Pointer) -> bool {
    let tokens = pointer.tokens();
    match Pointer::within(&tokens) {
        (Some(_), ["components", section, _]) => {
            SECTIONS.contains(section) && *section != kind.section()
        }
        _ => false,
    }
}

/// The text of a reference, as messages show it: `file.yaml#/components/schemas/Name`.
pub(super) fn spelled(pointer: &Pointer) -> String {
    let tokens = pointer.tokens();
    let (file, inside) = Pointer::within(&tokens);
    let inside = inside.iter().fold(Pointer::root(), |at, token| at.join(*token));
    format!("{}#{inside}", file.unwrap_or_default())
}

/// The text of a reference that means the same in every file.
pub(in crate::normalise) fn spelled_fully(pointer: &Pointer) -> String {
    let pointer = pointer.with_file().to_string();
    format!("#{}", pointer.replace('%', "%25"))
}

impl Reader<'_> {
    /// Whether what stands at a pointer can be read. Only the main file of Swagger 2.0 is converted: of the others schemas
    /// alone mean the same.
    pub(super) fn reads_elsewhere(&mut self, pointer: &Pointer, at: &Trail<'_>) -> bool {
        let reads = self.dialect != Dialect::V20 || pointer.file_name().is_none();
        if !reads {
            let message = "from other files of Swagger 2.0 only schemas are read";
            let help = "convert the document to OpenAPI 3.0, or bundle it into one file";
            self.warn_with("external-reference", at, message, help);
        }
        reads
    }

    /// A reference leads into a file that was not read.
    pub(super) fn unread(&mut self, unread: &Unread, at: &Trail<'_>, effect: &str) {
        let help = format!("{}; {effect}", unread.help());
        self.warn_with("external-reference", at, unread.to_string(), help);
    }
}
