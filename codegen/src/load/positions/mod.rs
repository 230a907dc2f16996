//! Where the values of a document stand in its text. Made from the text once more, once somebody asks.

mod json;
mod lines;
mod yaml;

pub(super) use yaml::deeper_than;

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use super::{Place, reserved};
use crate::diagnostic::Pointer;

use lines::Lines;

/// As many children are looked at one by one; more are found by an index, which is made when one is looked for.
const NARROW: usize = 32;

/// The places of all keys and values, as a tree in one list.
#[derive(Default)]
pub(super) struct Positions {
    nodes: Vec<Node>,
    lines: Lines,
    /// For nodes of many children: each child by its token.
    wide: Mutex<HashMap<usize, HashMap<String, usize>>>,
}

struct Node {
    token: Token,
    key: Option<Range>,
    value: Range,
    is_scalar: bool,
    /// The last child; siblings are chained backwards, so that of two equal keys the last is found, as in the values.
    last_child: Option<usize>,
    previous_sibling: Option<usize>,
}

enum Token {
    Root,
    Key(Box<str>),
    Index(usize),
}

/// Begin and end, in bytes.
#[derive(Clone, Copy)]
struct Range {
    start: usize,
    end: usize,
}

/// Makes the tree from what is met, from the front to the back.
#[derive(Default)]
struct Builder {
    positions: Positions,
    open: Vec<Open>,
}

/// A list or a map whose end has not come yet.
struct Open {
    node: usize,
    is_map: bool,
    /// The key whose value comes next.
    key: Option<(Box<str>, Range)>,
    items: usize,
}

impl Builder {
    /// Whether what comes next is the key of a map.
    fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { is_map: true, key: None, .. }))
    }

    fn key(&mut self, text: impl Into<String>, range: Range) {
        if let Some(open) = self.open.last_mut() {
            // As the values have it.
            let (text, _) = reserved::cleaned(text.into());
            open.key = Some((text.into(), range));
        }
    }

    fn open(&mut self, range: Range, is_map: bool) {
        let node = self.value(range, false);
        self.open.push(Open { node, is_map, key: None, items: 0 });
    }

    fn close(&mut self, end: usize) {
        if let Some(closed) = self.open.pop()
            && let Some(node) = self.positions.nodes.get_mut(closed.node)
        {
            node.value.end = end;
        }
    }

    /// Adds a value to what is open.
    fn value(&mut self, value: Range, is_scalar: bool) -> usize {
        let nodes = &mut self.positions.nodes;
        let index = nodes.len();
        let (mut token, mut key, mut previous_sibling) = (Token::Root, None, None);
        if let Some(parent) = self.open.last_mut() {
            if let Some((text, range)) = parent.key.take() {
                token = Token::Key(text);
                key = Some(range);
            } else {
                token = Token::Index(parent.items);
                parent.items += 1;
            }
            if let Some(parent) = nodes.get_mut(parent.node) {
                previous_sibling = parent.last_child.replace(index);
            }
        }
        nodes.push(Node { token, key, value, is_scalar, last_child: None, previous_sibling });
        index
    }
}

impl Positions {
    /// The places in a text.
    pub(super) fn of(text: &str) -> Self {
        // YAML holds JSON, but for escaped surrogate pairs; and JSON is ten times faster to scan.
        let mut positions = json::positions(text).unwrap_or_else(|| yaml::positions(text));
        positions.lines = Lines::of(text);
        positions
    }

    /// Where a value or its key stands, or the nearest value around it that is there.
    ///
    /// A list or a map is shown by its key: the line that a person would look for.
    pub(super) fn find(&self, text: &str, pointer: &Pointer, key: bool) -> Option<Place> {
        let (node, exact) = self.node(pointer)?;
        let range = match node.key {
            Some(range) if key && exact || !node.is_scalar => range,
            _ => node.value,
        };
        Some(self.lines.place(text, range.start, range.end))
    }

    /// Begin and end of a scalar, in bytes.
    pub(super) fn scalar(&self, pointer: &Pointer) -> Option<(usize, usize)> {
        let (node, exact) = self.node(pointer)?;
        (exact && node.is_scalar).then_some((node.value.start, node.value.end))
    }

    /// The node at a pointer, or the nearest around it, and whether it is the one itself.
    fn node(&self, pointer: &Pointer) -> Option<(&Node, bool)> {
        let mut at = 0;
        let mut node = self.nodes.first()?;
        for token in pointer.tokens() {
            let Some(child) = self.child(at, token) else { return Some((node, false)) };
            at = child;
            node = self.nodes.get(child)?;
        }
        Some((node, true))
    }

    /// The child of a token: the last where several have it.
    fn child(&self, parent: usize, token: &str) -> Option<usize> {
        for (index, child) in self.children(parent).take(NARROW) {
            if child.token.is(token) {
                return Some(index);
            }
        }
        self.children(parent).nth(NARROW)?;
        let mut wide = self.wide.lock().unwrap_or_else(PoisonError::into_inner);
        let by_token = wide.entry(parent).or_insert_with(|| {
            let mut by_token = HashMap::new();
            for (index, child) in self.children(parent) {
                by_token.entry(child.token.text()).or_insert(index);
            }
            by_token
        });
        by_token.get(token).copied()
    }

    /// The children of a node, the last one first.
    fn children(&self, parent: usize) -> impl Iterator<Item = (usize, &Node)> {
        let last = self.nodes.get(parent).and_then(|node| node.last_child);
        let node = |index: usize| Some((index, self.nodes.get(index)?));
        std::iter::successors(last.and_then(node), move |(_, child)| {
            child.previous_sibling.and_then(node)
        })
    }
}

impl Token {
    fn is(&self, token: &str) -> bool {
        match self {
            Self::Root => false,
            Self::Key(key) => **key == *token,
            Self::Index(index) => token.parse() == Ok(*index),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Key(key) => key.to_string(),
            Self::Index(index) => index.to_string(),
        }
    }
}

/// The place of a byte, for text that has no positions.
pub(super) fn place_of(text: &str, byte: usize) -> Place {
    Lines::of(text).place(text, byte, byte)
}

/// The place of one character, by line and column.
pub(super) fn place_at(text: &str, line: usize, column: usize) -> Place {
    let line_start = match line.checked_sub(2) {
        Some(nth) => text.match_indices('\n').nth(nth).map_or(text.len(), |(at, _)| at + 1),
        None => 0,
    };
    let rest = text.get(line_start..).unwrap_or_default();
    let rest = rest.split(['\n', '\r']).next().unwrap_or_default();
    let offset = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    let start = line_start + offset;
    let width = rest.get(offset..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Place { line, column, start, end: start + width }
}
