//! What a reader of JSON or YAML meets, from the front to the back → a [`Tree`].

pub(super) mod keys;

use std::sync::Arc;

use serde_json::Number;

use crate::diagnostic::{At, Code, Finding};

use super::{
    Made, MadeContent, Node,
    made::Origin,
    reserved,
    tree::{Children, Content, Item, Key, Range, Text, Tree},
};

pub(crate) static NO_JSON_NUMBER: Code = Code::warning(
    "no-json-number",
    "a number that JSON does not have",
    "YAML writes infinity and not-a-number as `.inf` and `.nan`. JSON has no such numbers, and an \
     OpenAPI document is JSON. The value is read as text.",
);

/// How many values the aliases of a document may stand for, together. Real documents stay below ten thousand.
pub(crate) const MAX_ALIASED: usize = 1_000_000;

/// The key of YAML whose value is a map, or a list of maps, whose keys fill the gaps of the map around it.
const MERGE: &str = "<<";

/// As many keys are compared one by one to find those that stand twice.
const NARROW: usize = 16;

/// The values of a file.
pub(super) struct Read {
    pub(super) tree: Tree,
    /// What was odd about them.
    pub(super) findings: Vec<Finding>,
    /// What might be references into other files; whether they are is known to whoever knows what they stand in.
    pub(super) references: Vec<String>,
}

/// Makes the tree.
pub(super) struct Builder {
    tree: Tree,
    findings: Vec<Finding>,
    /// Lists and maps whose end has not come yet.
    open: Vec<Open>,
    /// What stands in them so far.
    pending: Vec<u32>,
    /// How many more values aliases may stand for.
    left: usize,
    /// Whether the key `<<` merges.
    merges: bool,
}

struct Open {
    index: u32,
    is_map: bool,
    /// Where its children begin among those that are pending.
    from: usize,
    /// The key whose value comes next.
    key: Option<(Text, Range)>,
    has_merge: bool,
}

/// A value that a text says, or what the text is decoded to.
pub(super) enum Scalar<'a> {
    Null,
    Bool(bool),
    Number(Number),
    /// A number that JSON does not have, as it reads.
    NoNumber(&'static str),
    /// Text as it stands in the file.
    Verbatim(Range),
    Text(&'a str),
}

impl Builder {
    /// For a text that is shorter than 2 GB, which whoever reads files sees to.
    pub(super) fn new(text: Arc<str>, merges: bool) -> Self {
        let tree = Tree::of_text(text);
        let (findings, open, pending) = (Vec::new(), Vec::new(), Vec::new());
        Self { tree, findings, open, pending, left: MAX_ALIASED, merges }
    }

    /// The text of the file.
    pub(super) fn text(&self) -> &str {
        &self.tree.text
    }

    /// How deep what comes next stands.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether what is open is a map.
    pub(super) fn is_map(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_map)
    }

    /// Whether something stands already in what is open.
    pub(super) fn has_items(&self) -> bool {
        self.open.last().is_some_and(|open| self.pending.len() > open.from)
    }

    /// Whether what comes next is the key of a map.
    pub(super) fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { is_map: true, key: None, .. }))
    }

    /// A key of the map that is open.
    pub(super) fn key(&mut self, key: &Scalar<'_>, range: Range) {
        let text = self.stored(key);
        let Some(open) = self.open.last_mut() else { return };
        open.key = Some((text, range));
        let at = || {
            let map = Node::of(&self.tree, open.index).pointer();
            At::Key(map.join(self.tree.text(text)))
        };
        self.findings.extend(reserved::key(self.tree.text(text), at));
    }

    /// A value that is no list and no map.
    pub(super) fn scalar(&mut self, scalar: &Scalar<'_>, range: Range) -> u32 {
        let content = match scalar {
            Scalar::Null => Content::Null,
            Scalar::Bool(flag) => Content::Bool(*flag),
            Scalar::Number(number) => {
                self.tree.numbers.push(number.clone());
                Content::Number(small(self.tree.numbers.len() - 1))
            }
            Scalar::NoNumber(_) | Scalar::Verbatim(_) | Scalar::Text(_) => {
                Content::Text(self.stored(scalar))
            }
        };
        let index = self.add(content, range);
        if let Scalar::NoNumber(text) = scalar {
            let message = format!("JSON has no number `{text}`; it is read as text");
            let finding =
                Finding::new(&NO_JSON_NUMBER, &Node::of(&self.tree, index).pointer(), message);
            self.findings.push(finding);
        }
        index
    }

    /// The beginning of a list or a map.
    pub(super) fn open(&mut self, is_map: bool, range: Range) -> u32 {
        let none = Children::default();
        let content = if is_map { Content::Map(none) } else { Content::List(none) };
        let index = self.add(content, range);
        let from = self.pending.len();
        self.open.push(Open { index, is_map, from, key: None, has_merge: false });
        index
    }

    /// The end of the list or map that is open.
    pub(super) fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let end = small(end);
        let children = self.pending.get(open.from..).unwrap_or_default();
        let children = if open.is_map && (open.has_merge || self.has_doubles(children)) {
            let mut children = children.to_vec();
            let merged = self.merged(&mut children);
            self.last_of_each(&mut children);
            self.fill(open.index, &mut children, &merged);
            kept(&mut self.tree.children, &children)
        } else {
            kept(&mut self.tree.children, children)
        };
        self.pending.truncate(open.from);
        if let Some(item) = self.tree.items.get_mut(open.index as usize) {
            item.range.end = end;
            item.content =
                if open.is_map { Content::Map(children) } else { Content::List(children) };
        }
    }

    /// Whether a list or a map has not ended yet.
    pub(super) fn is_open(&self, index: u32) -> bool {
        self.open.iter().any(|open| open.index == index)
    }

    /// What is written elsewhere, once more. `Err` when it is too much.
    pub(super) fn alias(&mut self, of: u32, range: Range) -> Result<u32, TooMany> {
        let index = self.copied(of, range)?;
        self.mark(index);
        Ok(index)
    }

    /// How many lists and maps stand in each other in a value.
    pub(super) fn height(&self, index: u32) -> usize {
        let mut open = vec![(index, 0)];
        let mut height = 0;
        while let Some((index, above)) = open.pop() {
            let content = self.tree.items.get(index as usize).map(|item| item.content);
            if let Some(Content::List(children) | Content::Map(children)) = content {
                height = height.max(above + 1);
                open.extend(self.tree.children(children).iter().map(|child| (*child, above + 1)));
            }
        }
        height
    }

    /// All values, and what was found. Lists and maps that are still open end here.
    pub(super) fn finish(mut self) -> Read {
        while !self.open.is_empty() {
            self.close(self.tree.text.len());
        }
        let references = references(&self.tree);
        Read { tree: self.tree, findings: self.findings, references }
    }

    fn add(&mut self, content: Content, range: Range) -> u32 {
        let index = small(self.tree.items.len());
        let (mut parent, mut key, mut key_range) = (0, Key::Root, Range::default());
        if let Some(open) = self.open.last_mut() {
            parent = open.index;
            match open.key.take() {
                Some((text, range)) => {
                    key_range = range;
                    key = Key::Text(text);
                    open.has_merge |= self.merges && self.tree.text(text) == MERGE;
                }
                None => key = Key::Index(small(self.pending.len() - open.from)),
            }
            self.pending.push(index);
        }
        self.tree.items.push(Item { parent, key, key_range, range, is_alias: false, content });
        index
    }

    /// Where a text is kept.
    fn stored(&mut self, scalar: &Scalar<'_>) -> Text {
        let text = match scalar {
            Scalar::Verbatim(range) => {
                return Text { start: range.start, length: range.end - range.start };
            }
            Scalar::Text(text) | Scalar::NoNumber(text) => text,
            Scalar::Null | Scalar::Bool(_) | Scalar::Number(_) => "",
        };
        let start = small(self.tree.text.len() + self.tree.decoded.len());
        self.tree.decoded.push_str(text);
        Text { start, length: small(text.len()) }
    }

    /// A copy of a value, with all that stands in it, where the next value belongs.
    fn copied(&mut self, of: u32, range: Range) -> Result<u32, TooMany> {
        self.left = self.left.checked_sub(1).ok_or(TooMany)?;
        let content = self.tree.items.get(of as usize).map_or(Content::Null, |item| item.content);
        let (is_map, children) = match content {
            Content::List(children) => (false, self.tree.children(children).to_vec()),
            Content::Map(children) => (true, self.tree.children(children).to_vec()),
            scalar => return Ok(self.add(scalar, range)),
        };
        let index = self.open(is_map, range);
        for child in children {
            if let Some(Item { key: Key::Text(text), .. }) = self.tree.items.get(child as usize)
                && let Some(open) = self.open.last_mut()
            {
                open.key = Some((*text, range));
            }
            let copy = self.copied(child, range)?;
            self.mark(copy);
        }
        // Neither keys that stand twice nor those that merge are left in what was read before.
        if let Some(open) = self.open.last_mut() {
            open.has_merge = false;
        }
        self.close(range.end as usize);
        Ok(index)
    }

    fn made(&mut self, value: &Made, origins: &mut Vec<Origin>) {
        let nowhere = Range::default();
        origins.push(value.origin);
        match &value.content {
            MadeContent::Scalar(value) => self.json(value),
            MadeContent::List(list) => {
                self.open(false, nowhere);
                for value in list {
                    self.made(value, origins);
                }
                self.close(0);
            }
            MadeContent::Map(map) => {
                self.open(true, nowhere);
                for (key, value) in map {
                    self.key(&Scalar::Text(key), nowhere);
                    self.made(value, origins);
                }
                self.close(0);
            }
        }
    }

    fn json(&mut self, value: &serde_json::Value) {
        let nowhere = Range::default();
        let scalar = match value {
            serde_json::Value::Null => Scalar::Null,
            serde_json::Value::Bool(flag) => Scalar::Bool(*flag),
            serde_json::Value::Number(number) => Scalar::Number(number.clone()),
            serde_json::Value::String(text) => Scalar::Text(text),
            serde_json::Value::Array(list) => {
                self.open(false, nowhere);
                for value in list {
                    self.json(value);
                }
                return self.close(0);
            }
            serde_json::Value::Object(map) => {
                self.open(true, nowhere);
                for (key, value) in map {
                    self.key(&Scalar::Text(key), nowhere);
                    self.json(value);
                }
                return self.close(0);
            }
        };
        self.scalar(&scalar, nowhere);
    }

    fn mark(&mut self, index: u32) {
        if let Some(item) = self.tree.items.get_mut(index as usize) {
            item.is_alias = true;
        }
    }
}

/// Keeps what stands in a list or a map.
fn kept(all: &mut Vec<u32>, children: &[u32]) -> Children {
    let start = small(all.len());
    all.extend_from_slice(children);
    Children { start, count: small(children.len()) }
}

/// A tree of values that were taken from documents.
pub(super) fn made(value: &Made) -> Tree {
    let mut builder = Builder::new(Arc::default(), false);
    let mut origins = Vec::new();
    builder.made(value, &mut origins);
    let mut tree = builder.finish().tree;
    tree.origins = origins;
    tree
}

/// Aliases stand for more than [`MAX_ALIASED`] values.
pub(super) struct TooMany;

/// References into other files: those of `$ref`, and what a discriminator's `mapping` names.
pub(super) fn references(tree: &Tree) -> Vec<String> {
    let texts = tree.items.iter().enumerate().filter_map(|(index, item)| match item.content {
        Content::Text(text) => Some((Node::of(tree, small(index)), tree.text(text))),
        _ => None,
    });
    let found = texts.filter(|(node, text)| {
        let is_mapped = || node.parent().and_then(Node::key) == Some("mapping");
        !text.starts_with('#')
            && (node.key() == Some("$ref") || is_mapped() && text.contains(['.', '/', '#']))
    });
    found.map(|(_, text)| text.to_owned()).collect()
}

/// A number of bytes or values: a text is shorter than 2 GB, and so is what is decoded of it.
pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
