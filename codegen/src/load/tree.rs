//! The values of a file as one list, each with where it stands: what is in it is found without a second reading.
//!
//! A text is kept as a range of the file, or of what was decoded where the two differ, so that a large document costs
//! little more than its own bytes.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use serde_json::Number;

use super::{Document, Node, Place, lines::Lines, made::Origin};
use crate::diagnostic::Pointer;

/// As many keys of a map are looked at one by one; among more they are searched for.
const NARROW: usize = 16;

/// The values of a file.
#[derive(Default)]
pub(super) struct Tree {
    /// The text, without a byte order mark.
    pub(super) text: Arc<str>,
    /// Where the file stands among those of the document, as pointers say it; and how many come before it.
    pub(super) file: Pointer,
    pub(super) number: u32,
    /// Texts that are written otherwise than they read: with escapes, in folded lines.
    pub(super) decoded: String,
    /// The values; the root comes first, if there is one.
    pub(super) items: Vec<Item>,
    /// What stands in lists and maps, those of each next to each other.
    pub(super) children: Vec<u32>,
    pub(super) numbers: Vec<Number>,
    /// The documents that the values were taken from, where a stage made them: they stand in no text of this tree.
    pub(super) layers: Vec<Document>,
    /// The value of a layer that each was taken from.
    pub(super) origins: Vec<Origin>,
    lines: OnceLock<Lines>,
    /// The children of maps with many keys, by key.
    sorted: Mutex<HashMap<u32, Box<[u32]>>>,
}

/// A value.
pub(super) struct Item {
    pub(super) parent: u32,
    pub(super) key: Key,
    /// Where its key is written.
    pub(super) key_range: Range,
    /// Where it is written itself.
    pub(super) range: Range,
    /// It stands for what is written elsewhere, by an alias of YAML.
    pub(super) is_alias: bool,
    pub(super) content: Content,
}

/// What a value is called in the one around it.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Root,
    Index(u32),
    Text(Text),
}

#[derive(Clone, Copy)]
pub(super) enum Content {
    Null,
    Bool(bool),
    Number(u32),
    Text(Text),
    List(Children),
    Map(Children),
}

/// A part of the file's text, or of what was decoded, which is counted from the file's end.
#[derive(Clone, Copy)]
pub(super) struct Text {
    pub(super) start: u32,
    pub(super) length: u32,
}

/// A part of [`Tree::children`].
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Children {
    pub(super) start: u32,
    pub(super) count: u32,
}

/// Begin and end, in bytes of the file.
#[derive(Clone, Copy, Default)]
pub(super) struct Range {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Tree {
    /// A text without values.
    pub(super) fn of_text(text: Arc<str>) -> Self {
        Self { text, ..Self::default() }
    }

    /// The outermost value. `None` where the text could not be read.
    pub(super) fn root(&self) -> Option<Node<'_>> {
        (!self.items.is_empty()).then(|| Node::of(self, 0))
    }

    /// The place of bytes of the file.
    pub(super) fn place(&self, start: usize, end: usize) -> Place {
        self.lines.get_or_init(|| Lines::of(&self.text)).place(&self.text, start, end)
    }

    pub(super) fn text(&self, text: Text) -> &str {
        let (start, length) = (text.start as usize, text.length as usize);
        let found = match start.checked_sub(self.text.len()) {
            Some(start) => self.decoded.get(start..start + length),
            None => self.text.get(start..start + length),
        };
        found.unwrap_or_default()
    }

    pub(super) fn children(&self, children: Children) -> &[u32] {
        let start = children.start as usize;
        self.children.get(start..start + children.count as usize).unwrap_or_default()
    }

    pub(super) fn item(&self, index: u32) -> Option<&Item> {
        self.items.get(index as usize)
    }

    pub(super) fn key_of(&self, index: u32) -> &str {
        match self.item(index).map(|item| item.key) {
            Some(Key::Text(text)) => self.text(text),
            _ => "",
        }
    }

    /// The child of a map by its key.
    pub(super) fn under(&self, map: u32, children: Children, key: &str) -> Option<u32> {
        let all = self.children(children);
        if all.len() <= NARROW {
            return all.iter().copied().find(|child| self.key_of(*child) == key);
        }
        let mut sorted = self.sorted.lock().unwrap_or_else(PoisonError::into_inner);
        let by_key = sorted.entry(map).or_insert_with(|| {
            let mut by_key: Box<[u32]> = all.into();
            by_key.sort_unstable_by(|one, other| self.key_of(*one).cmp(self.key_of(*other)));
            by_key
        });
        let found = by_key.binary_search_by(|child| self.key_of(*child).cmp(key)).ok()?;
        by_key.get(found).copied()
    }
}

impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tree").field("values", &self.items.len()).finish_non_exhaustive()
    }
}

impl Item {
    /// Whether it is written in one place, and holds no other value.
    pub(super) fn is_scalar(&self) -> bool {
        !self.is_alias && !matches!(self.content, Content::List(_) | Content::Map(_))
    }
}
