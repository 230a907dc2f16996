//! Where the values of a document stand in its text. Made from parser events (YAML holds JSON), once somebody asks.

use saphyr_parser::{Event, Parser, Span};

use super::Place;
use crate::diagnostic::Pointer;

/// The places of all keys and values, as a tree in one list.
pub(super) struct Positions {
    nodes: Vec<Node>,
    offsets: Offsets,
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

/// Begin and end, in characters.
#[derive(Clone, Copy)]
struct Range {
    start: usize,
    end: usize,
}

impl From<Span> for Range {
    fn from(span: Span) -> Self {
        Self { start: span.start.index(), end: span.end.index() }
    }
}

/// A list or a map whose end has not come yet.
struct Open {
    node: usize,
    is_map: bool,
    /// The key whose value comes next.
    key: Option<(Box<str>, Range)>,
    items: usize,
}

impl Positions {
    pub(super) fn of(text: &str) -> Self {
        let mut nodes = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        // Text that cannot be read to its end still has places up to there.
        for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
            match event {
                Event::Scalar(text, ..) => match open.last_mut() {
                    Some(Open { is_map: true, key: key @ None, .. }) => {
                        *key = Some((text.into(), span.into()));
                    }
                    _ => {
                        add(&mut nodes, &mut open, span, true);
                    }
                },
                Event::Alias(_) => {
                    add(&mut nodes, &mut open, span, false);
                }
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    let is_map = matches!(event, Event::MappingStart(..));
                    let node = add(&mut nodes, &mut open, span, false);
                    open.push(Open { node, is_map, key: None, items: 0 });
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    if let Some(closed) = open.pop()
                        && let Some(node) = nodes.get_mut(closed.node)
                    {
                        node.value.end = span.end.index();
                    }
                }
                Event::DocumentEnd => break,
                _ => {}
            }
        }
        Self { nodes, offsets: Offsets::of(text) }
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
        let (start, end) = self.offsets.bytes(text, range);
        Some(place_of(text, start, end))
    }

    /// Begin and end of a scalar, in bytes.
    pub(super) fn scalar(&self, pointer: &Pointer, text: &str) -> Option<(usize, usize)> {
        let (node, exact) = self.node(pointer)?;
        (exact && node.is_scalar).then(|| self.offsets.bytes(text, node.value))
    }

    /// The node at a pointer, or the nearest around it, and whether it is the one itself.
    fn node(&self, pointer: &Pointer) -> Option<(&Node, bool)> {
        let mut node = self.nodes.first()?;
        for token in pointer.tokens() {
            let mut child = node.last_child;
            node = loop {
                let Some(candidate) = child.and_then(|child| self.nodes.get(child)) else {
                    return Some((node, false));
                };
                if candidate.token.is(token) {
                    break candidate;
                }
                child = candidate.previous_sibling;
            };
        }
        Some((node, true))
    }
}

/// Adds a value to the tree, under what is open.
fn add(nodes: &mut Vec<Node>, open: &mut [Open], span: Span, is_scalar: bool) -> usize {
    let index = nodes.len();
    let (mut token, mut key, mut previous_sibling) = (Token::Root, None, None);
    if let Some(parent) = open.last_mut() {
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
    let value = span.into();
    nodes.push(Node { token, key, value, is_scalar, last_child: None, previous_sibling });
    index
}

impl Token {
    fn is(&self, token: &str) -> bool {
        match self {
            Self::Root => false,
            Self::Key(key) => **key == *token,
            Self::Index(index) => token.parse() == Ok(*index),
        }
    }
}

/// Turns characters into bytes: the parser counts characters.
struct Offsets {
    /// The byte at which every [`STRIDE`]th character begins. Empty for ASCII text, where both are the same.
    marks: Vec<usize>,
}

const STRIDE: usize = 256;

impl Offsets {
    fn of(text: &str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect()
        };
        Self { marks }
    }

    fn bytes(&self, text: &str, range: Range) -> (usize, usize) {
        let start = self.byte(text, range.start);
        (start, self.byte(text, range.end).max(start))
    }

    fn byte(&self, text: &str, character: usize) -> usize {
        if self.marks.is_empty() {
            return character.min(text.len());
        }
        let Some(mark) = self.marks.get(character / STRIDE) else { return text.len() };
        let rest = text.get(*mark..).unwrap_or_default();
        rest.char_indices().nth(character % STRIDE).map_or(text.len(), |(byte, _)| mark + byte)
    }
}

/// The place between two bytes; it ends with its first line at the latest.
pub(super) fn place_of(text: &str, start: usize, end: usize) -> Place {
    let start = floor(text, start);
    let before = text.get(..start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = text.get(line_start..start).unwrap_or_default().chars().count() + 1;
    let rest = text.get(start..).unwrap_or_default();
    let line_end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let end = floor(text, end).clamp(start, line_end);
    Place { line, column, start, end }
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

fn floor(text: &str, mut byte: usize) -> usize {
    byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
