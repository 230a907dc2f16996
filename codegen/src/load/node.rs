//! The values of a document, as the stages look at them.

use std::fmt;

use serde_json::Number;

use super::{
    Document, Origin, Place,
    tree::{Children, Content, Item, Key, Tree},
};
use crate::diagnostic::Pointer;

/// A value of a document, and where it stands.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    tree: &'d Tree,
    index: u32,
}

/// The value that another was taken from.
pub(super) struct Taken<'d> {
    /// The number of the layer that it stands in.
    pub(super) layer: usize,
    pub(super) document: &'d Document,
    pub(super) node: Node<'d>,
}

/// What tells a value from all others of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    file: u32,
    index: u32,
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub enum Value<'d> {
    /// Null.
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(&'d Number),
    /// Text.
    Text(&'d str),
    /// A list.
    List(List<'d>),
    /// A map.
    Map(Map<'d>),
}

impl<'d> Node<'d> {
    /// The value of a number.
    pub(super) fn of(tree: &'d Tree, index: u32) -> Self {
        Self { tree, index }
    }

    fn item(self) -> Option<&'d Item> {
        self.tree.item(self.index)
    }

    fn at(self, index: u32) -> Self {
        Self { tree: self.tree, index }
    }

    /// What tells it from all other values of the document.
    #[must_use]
    pub fn id(self) -> Id {
        Id { file: self.tree.number, index: self.index }
    }

    /// The same as where a value is taken from: the layers are the files of its document.
    pub(crate) fn as_origin(self) -> Origin {
        Origin { layer: self.tree.number, index: self.index }
    }

    /// The value that it was taken from; `None` where it stands in its own document.
    pub(super) fn origin(self) -> Option<Taken<'d>> {
        let origin = self.tree.origins.get(self.index as usize)?;
        let layer = origin.layer as usize;
        let document = self.tree.layers.get(layer)?;
        let node = Self { tree: &document.tree, index: origin.index };
        Some(Taken { layer, document, node })
    }

    /// What it is.
    #[must_use]
    pub fn value(self) -> Value<'d> {
        let Some(item) = self.item() else { return Value::Null };
        match item.content {
            Content::Null => Value::Null,
            Content::Bool(flag) => Value::Bool(flag),
            Content::Number(at) => {
                self.tree.numbers.get(at as usize).map_or(Value::Null, Value::Number)
            }
            Content::Text(text) => Value::Text(self.tree.text(text)),
            Content::List(children) => Value::List(List { node: self, children }),
            Content::Map(children) => Value::Map(Map { node: self, children }),
        }
    }

    /// The map that it is.
    #[must_use]
    pub fn as_map(self) -> Option<Map<'d>> {
        match self.value() {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The list that it is.
    #[must_use]
    pub fn as_list(self) -> Option<List<'d>> {
        match self.value() {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The text that it is.
    #[must_use]
    pub fn as_str(self) -> Option<&'d str> {
        match self.value() {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The flag that it is.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.value() {
            Value::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(self) -> bool {
        matches!(self.value(), Value::Null)
    }

    /// The value under a key, where it is a map.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Self> {
        self.as_map()?.get(key)
    }

    /// The value under a token of a pointer: a key of a map, or an index of a list.
    #[must_use]
    pub fn child(self, token: &str) -> Option<Self> {
        match self.value() {
            Value::Map(map) => map.get(token),
            Value::List(list) => list.get(token.parse().ok()?),
            _ => None,
        }
    }

    /// The value around it; `None` for the root.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        let item = self.item().filter(|item| !matches!(item.key, Key::Root))?;
        Some(self.at(item.parent))
    }

    /// The key under which it stands in a map.
    #[must_use]
    pub fn key(self) -> Option<&'d str> {
        match self.item()?.key {
            Key::Text(text) => Some(self.tree.text(text)),
            _ => None,
        }
    }

    /// The pointer to it.
    #[must_use]
    pub fn pointer(self) -> Pointer {
        let mut way = Vec::new();
        let mut at = self;
        while let Some(parent) = at.parent() {
            way.push(at);
            at = parent;
        }
        way.into_iter().rev().fold(self.tree.file.clone(), |pointer, node| match node.item() {
            Some(Item { key: Key::Index(index), .. }) => pointer.item(*index as usize),
            _ => pointer.join(node.key().unwrap_or_default()),
        })
    }

    /// The pointer to the root of the file that it is written in.
    #[must_use]
    pub fn file(self) -> Pointer {
        self.origin().map_or_else(|| self.tree.file.clone(), |taken| taken.node.file())
    }

    /// A scalar as the file has it, quotes included. `None` for anything else, and for what an alias stands for.
    #[must_use]
    pub fn written(self) -> Option<&'d str> {
        if let Some(Taken { node, .. }) = self.origin() {
            return node.written();
        }
        let item = self.item().filter(|item| item.is_scalar())?;
        self.tree.text.get(item.range.start as usize..item.range.end as usize)
    }

    /// Where it is written, or its key. A list or a map is shown by its key: the line that a person would look for.
    pub(super) fn place(self, of_key: bool) -> Option<Place> {
        let item = self.item()?;
        let has_key = matches!(item.key, Key::Text(_));
        let range =
            if has_key && (of_key || !item.is_scalar()) { item.key_range } else { item.range };
        Some(self.tree.place(range.start as usize, range.end as usize))
    }

    /// The same value, apart from the document.
    #[must_use]
    pub fn to_json(self) -> serde_json::Value {
        match self.value() {
            Value::Null => serde_json::Value::Null,
            Value::Bool(flag) => flag.into(),
            Value::Number(number) => number.clone().into(),
            Value::Text(text) => text.into(),
            Value::List(list) => list.items().map(Self::to_json).collect(),
            Value::Map(map) => {
                map.entries().map(|(key, value)| (key.to_owned(), value.to_json())).collect()
            }
        }
    }
}

/// Whether they say the same; where they stand makes no difference, nor does the order of keys.
impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.value(), other.value()) {
            (Value::Null, Value::Null) => true,
            (Value::Bool(one), Value::Bool(other)) => one == other,
            (Value::Number(one), Value::Number(other)) => one == other,
            (Value::Text(one), Value::Text(other)) => one == other,
            (Value::List(one), Value::List(other)) => one.items().eq(other.items()),
            (Value::Map(one), Value::Map(other)) => {
                one.len() == other.len()
                    && one.entries().all(|(key, value)| other.get(key) == Some(value))
            }
            _ => false,
        }
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.pointer(), self.to_json())
    }
}

/// A list of a document.
#[derive(Debug, Clone, Copy)]
pub struct List<'d> {
    node: Node<'d>,
    children: Children,
}

impl<'d> List<'d> {
    /// How many items it has.
    #[must_use]
    pub fn len(self) -> usize {
        self.children.count as usize
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.children.count == 0
    }

    /// An item.
    #[must_use]
    pub fn get(self, index: usize) -> Option<Node<'d>> {
        self.node.tree.children(self.children).get(index).map(|child| self.node.at(*child))
    }

    /// The items.
    #[must_use]
    pub fn items(self) -> impl DoubleEndedIterator<Item = Node<'d>> + ExactSizeIterator {
        let children = self.node.tree.children(self.children).iter();
        children.map(move |child| self.node.at(*child))
    }
}

/// A map of a document.
#[derive(Debug, Clone, Copy)]
pub struct Map<'d> {
    node: Node<'d>,
    children: Children,
}

impl<'d> Map<'d> {
    /// The value that it is.
    #[must_use]
    pub fn node(self) -> Node<'d> {
        self.node
    }

    /// How many keys it has.
    #[must_use]
    pub fn len(self) -> usize {
        self.children.count as usize
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.children.count == 0
    }

    /// The value under a key.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Node<'d>> {
        let found = self.node.tree.under(self.node.index, self.children, key)?;
        Some(self.node.at(found))
    }

    /// Whether it has a key.
    #[must_use]
    pub fn contains_key(self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Keys and values, as they are written.
    #[must_use]
    pub fn entries(
        self,
    ) -> impl DoubleEndedIterator<Item = (&'d str, Node<'d>)> + ExactSizeIterator {
        let children = self.node.tree.children(self.children).iter();
        children.map(move |child| (self.node.tree.key_of(*child), self.node.at(*child)))
    }

    /// The keys.
    #[must_use]
    pub fn keys(self) -> impl ExactSizeIterator<Item = &'d str> {
        self.entries().map(|(key, _)| key)
    }

    /// The values.
    #[must_use]
    pub fn values(self) -> impl DoubleEndedIterator<Item = Node<'d>> + ExactSizeIterator {
        self.entries().map(|(_, value)| value)
    }
}
