//! Pointers → values, and where they stand: in which file, line and column.

use super::{Document, Node, Place, Unread, lines, node::Taken, reference};
use crate::diagnostic::{At, Pointer};

/// As many references are followed from one to the next.
const MAX_STEPS: usize = 32;

/// Where a finding stands.
#[derive(Debug, Clone)]
pub struct Located<'d> {
    /// The file.
    pub file: &'d Document,
    /// The file's place among the files: the main document comes first.
    pub order: usize,
    /// The place in its text; `None` for the file as a whole.
    pub place: Option<Place>,
    /// The value, from the root of the file.
    pub pointer: Option<Pointer>,
}

/// A reference that leads to no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stray {
    /// It is no JSON pointer.
    NoPointer,
    /// It leads into a file that was not read.
    Unread(Unread),
}

impl Document {
    /// Where a reference leads. `from` is any place in the file that it stands in. Whether there is a value is not
    /// asked.
    ///
    /// # Errors
    ///
    /// When the reference is none, or leads into a file that was not read.
    pub fn target(&self, reference: &str, from: &Pointer) -> Result<Pointer, Stray> {
        if reference.chars().any(char::is_control) {
            return Err(Stray::NoPointer);
        }
        let (file, fragment) = reference::split(reference);
        let around = from.file_name();
        let file = if file.is_empty() {
            fragment.ok_or(Stray::NoPointer)?;
            around.map_or_else(Pointer::root, Pointer::file)
        } else if let Some(named) = self.roots().find(|root| own_address(*root) == Some(file)) {
            named.file()
        } else {
            let found = self.files.find(file, around.unwrap_or_default()).map_err(Stray::Unread)?;
            found.map_or_else(Pointer::root, Pointer::file)
        };
        file.fragment(fragment.unwrap_or_default()).ok_or(Stray::NoPointer)
    }

    /// The value at a pointer.
    #[must_use]
    pub fn get(&self, pointer: &Pointer) -> Option<Node<'_>> {
        let (_, file) = self.file_of(pointer);
        pointer.tokens().into_iter().try_fold(file.root()?, Node::child)
    }

    /// Adds a text that findings speak of and that is no part of the document: the settings beside it, say. A finding
    /// about it stands [in](At::In) the file of this name.
    pub fn show_beside(&mut self, name: impl Into<String>, text: String) {
        let name = name.into();
        self.files.show(name.clone(), Self::of_text(name, text));
    }

    /// The outermost values of all files; the main one comes first.
    pub fn roots(&self) -> impl Iterator<Item = Node<'_>> {
        let others = self.files.read.iter().map(|file| &file.document);
        std::iter::once(self).chain(others).filter_map(Self::root)
    }

    /// Where a finding stands. What stands behind a reference is found where the reference leads.
    #[must_use]
    pub fn locate(&self, at: &At) -> Located<'_> {
        let whole = |place| Located { file: self, order: 0, place, pointer: None };
        match at {
            At::File => whole(None),
            At::Text { line, column } => whole(Some(lines::place_at(self.text(), *line, *column))),
            At::In(name, at) => match self.files.named(name) {
                Some((index, file)) => Located { order: index + 1, ..file.locate(at) },
                None => match self.layer_named(name) {
                    Some((index, layer)) => {
                        Located { order: self.order_of(index), ..layer.locate(at) }
                    }
                    None => whole(None),
                },
            },
            At::Value(pointer) | At::Key(pointer) => {
                let pointer = self.behind_references(pointer).unwrap_or_else(|| pointer.clone());
                let (order, file) = self.file_of(&pointer);
                let (node, rest) = self.nearest(&pointer);
                let of_key = rest.is_empty() && matches!(at, At::Key(_));
                if let Some(Taken { layer, document, node }) = node.and_then(Node::origin) {
                    let (place, pointer) = (node.place(of_key), Some(node.pointer()));
                    return Located { file: document, order: self.order_of(layer), place, pointer };
                }
                let place = node.and_then(|node| node.place(of_key));
                Located { file, order, place, pointer: Some(pointer) }
            }
        }
    }

    /// Where in its file's text a finding stands. Falls back to the nearest value around it; `None` for the file as a
    /// whole.
    #[must_use]
    pub fn place(&self, at: &At) -> Option<Place> {
        self.locate(at).place
    }

    /// The text of a scalar as it is written, quotes included. `None` for anything else.
    #[must_use]
    pub fn written(&self, at: &Pointer) -> Option<&str> {
        self.get(at)?.written()
    }

    /// The value that a pointer leads to, or the nearest around it; and the tokens that lead on to what is not there.
    pub(crate) fn nearest<'p>(&self, pointer: &'p Pointer) -> (Option<Node<'_>>, Vec<&'p str>) {
        let mut tokens = pointer.tokens();
        let Some(mut node) = self.file_of(pointer).1.root() else { return (None, tokens) };
        let there = tokens.iter().take_while(|token| match node.child(token) {
            Some(child) => {
                node = child;
                true
            }
            None => false,
        });
        let there = there.count();
        (Some(node), tokens.split_off(there))
    }

    /// The layer of a name, and its number.
    fn layer_named(&self, name: &str) -> Option<(usize, &Self)> {
        self.tree.layers.iter().enumerate().find(|(_, layer)| layer.path == name)
    }

    /// The place of a layer among all files: the main document comes first, and the others behind those that it refers
    /// into.
    fn order_of(&self, layer: usize) -> usize {
        if layer == 0 { 0 } else { self.files.read.len() + layer }
    }

    /// The file that a pointer leads into, and its place among all.
    fn file_of(&self, pointer: &Pointer) -> (usize, &Self) {
        match pointer.file_name().and_then(|name| self.files.named(name)) {
            Some((index, file)) => (index + 1, file),
            None => (0, self),
        }
    }

    /// The place of a value that stands behind a reference: the stages write down the way that they came. `None` where
    /// no reference is on the way.
    fn behind_references(&self, pointer: &Pointer) -> Option<Pointer> {
        let mut at = pointer.clone();
        let mut found = None;
        for _ in 0..MAX_STEPS {
            let Some((behind, next)) = self.behind_reference(&at) else { break };
            // What is not there either was never behind the reference: it became something else on the way.
            if self.get(&next).is_some() {
                found = Some(behind.clone());
            }
            at = behind;
        }
        found
    }

    /// The same, by the first reference on the way; and the first step behind it.
    fn behind_reference(&self, pointer: &Pointer) -> Option<(Pointer, Pointer)> {
        let (_, file) = self.file_of(pointer);
        let mut value = file.root()?;
        let mut tokens = pointer.tokens().into_iter();
        while let Some(token) = tokens.next() {
            if let Some(child) = value.child(token) {
                value = child;
                continue;
            }
            let reference = value.get("$ref")?.as_str()?;
            let target = self.target(reference, pointer).ok()?;
            let next = target.join(token);
            return Some((next.join_all(tokens), next));
        }
        None
    }
}

/// The address that a file says it has, by which references can name it.
fn own_address(root: Node<'_>) -> Option<&str> {
    let address = root.get("$self")?.as_str()?;
    Some(address.split('#').next().unwrap_or(address)).filter(|address| !address.is_empty())
}
