//! YAML text → values, from `saphyr-parser`'s events.
//!
//! Keys are text, whatever they look like (`200:`, `on:`). Anchors, aliases and merge keys are expanded within limits.

use std::{borrow::Cow, collections::HashMap};

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, Tag};
use serde_json::{Map, Value};

use super::{MAX_DEPTH, json::duplicate_key, scalar, syntax, too_deep};
use crate::diagnostic::{At, Finding, Severity};

/// How many values the aliases of a document may stand for, together. Real documents stay below ten thousand.
const MAX_ALIASED: usize = 1_000_000;

/// What became of a YAML text.
pub(super) struct Read {
    pub(super) value: Value,
    pub(super) findings: Vec<Finding>,
    /// The text that the parser could read, where it is not the one that was given. Equally long.
    pub(super) repaired: Option<String>,
}

/// How many lines are joined, at most: each costs another reading.
const MAX_JOINED: usize = 256;

/// Reads the first document of a YAML text.
///
/// Other parsers allow the lines of a flow collection to stand as far left as they like, and documents make use of it
/// (Docker's does). Where the parser complains about that, the line is joined to the one before.
pub(super) fn read(text: &str) -> Result<Read, Finding> {
    let mut repaired: Option<String> = None;
    let mut joined: Vec<usize> = Vec::new();
    loop {
        let mut builder = Builder { joined, ..Builder::default() };
        match builder.read(repaired.as_deref().unwrap_or(text)) {
            Ok(()) => return builder.finish(repaired),
            Err(Failed::Finding(finding)) => return Err(finding),
            Err(Failed::Scan(err)) => {
                joined = std::mem::take(&mut builder.joined);
                let before = repaired.as_deref().unwrap_or(text);
                match join(before, &err).filter(|_| joined.len() < MAX_JOINED) {
                    Some((text, newline)) => {
                        joined.push(newline);
                        repaired = Some(text);
                    }
                    None => return Err(unreadable(&err, &joined)),
                }
            }
        }
    }
}

/// The text with the line of an error joined to the one before, and the character where the line break was. `None` when
/// the error is another one, or stands inside a line.
fn join(text: &str, err: &ScanError) -> Option<(String, usize)> {
    if !err.info().starts_with("invalid indentation") {
        return None;
    }
    let index = err.marker().index();
    let byte = text.char_indices().nth(index).map(|(byte, _)| byte)?;
    let before = text.get(..byte)?.trim_end_matches([' ', '\t']);
    let newline = before.strip_suffix('\n')?.len();
    let line = before.get(..newline)?.trim_end_matches('\r');
    // Behind a comment the line would become part of it.
    if line.rsplit('\n').next()?.contains('#') {
        return None;
    }
    let mut joined = String::with_capacity(text.len());
    joined.push_str(line);
    joined.extend(std::iter::repeat_n(' ', newline + 1 - line.len()));
    joined.push_str(text.get(newline + 1..)?);
    Some((joined, text.get(..newline)?.chars().count()))
}

fn unreadable(err: &ScanError, joined: &[usize]) -> Finding {
    let (line, column) = start(*err.marker(), joined);
    match err.info() {
        "recursion limit exceeded" => too_deep(line, column),
        info => syntax(line, column, format!("this is not YAML: {info}")),
    }
}

/// Why a text was not read to its end.
enum Failed {
    Scan(ScanError),
    Finding(Finding),
}

impl From<ScanError> for Failed {
    fn from(err: ScanError) -> Self {
        Self::Scan(err)
    }
}

impl From<Finding> for Failed {
    fn from(finding: Finding) -> Self {
        Self::Finding(finding)
    }
}

#[derive(Default)]
struct Builder {
    root: Option<Value>,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    aliased: usize,
    findings: Vec<Finding>,
    /// Where line breaks were taken out of the text, in characters.
    joined: Vec<usize>,
}

/// A list or a map whose end has not come yet.
struct Open {
    anchor: usize,
    collection: Collection,
}

enum Collection {
    List(Vec<Value>),
    Map {
        map: Map<String, Value>,
        /// The key whose value comes next.
        key: Option<String>,
        /// What stands under `<<`: maps whose keys fill the gaps of this one.
        merged: Vec<Value>,
    },
}

/// A value that has a name.
struct Anchored {
    value: Value,
    size: usize,
    depth: usize,
}

impl Builder {
    fn read(&mut self, text: &str) -> Result<(), Failed> {
        for event in Parser::new_from_str(text) {
            match event? {
                (Event::DocumentStart(_), span) if self.root.is_some() => {
                    let message = "a second document starts here; only the first is read";
                    self.note("second-document", span, message);
                    break;
                }
                (event, span) => self.event(event, span)?,
            }
        }
        Ok(())
    }

    fn finish(self, repaired: Option<String>) -> Result<Read, Finding> {
        match self.root {
            None | Some(Value::Null) => Err(syntax(1, 1, "the document is empty")),
            Some(value) => Ok(Read { value, findings: self.findings, repaired }),
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Finding> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if self.wants_key() {
                    self.key(&text, style, span);
                    return Ok(());
                }
                let value = self.scalar(text, style, tag.as_deref(), span);
                self.value(value, anchor, span)
            }
            Event::SequenceStart(anchor, _) => {
                self.open(anchor, Collection::List(Vec::new()), span)
            }
            Event::MappingStart(anchor, _) => {
                let (map, key, merged) = (Map::new(), None, Vec::new());
                self.open(anchor, Collection::Map { map, key, merged }, span)
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open { anchor, collection }) => self.value(collection.close(), anchor, span),
                None => Ok(()),
            },
            Event::Alias(anchor) => self.alias(anchor, span),
            _ => Ok(()),
        }
    }

    fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { collection: Collection::Map { key: None, .. }, .. }))
    }

    fn open(&mut self, anchor: usize, collection: Collection, span: Span) -> Result<(), Finding> {
        let (line, column) = start(span.start, &self.joined);
        if self.wants_key() {
            return Err(syntax(line, column, "a key must be text, not a list or a map"));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(too_deep(line, column));
        }
        self.open.push(Open { anchor, collection });
        Ok(())
    }

    fn key(&mut self, text: &str, style: ScalarStyle, span: Span) {
        let Some(Open { collection: Collection::Map { map, key, .. }, .. }) = self.open.last_mut()
        else {
            return;
        };
        let merges = text == "<<" && style == ScalarStyle::Plain;
        if !merges && map.contains_key(text) {
            let (line, column) = start(span.start, &self.joined);
            self.findings.push(duplicate_key(At::Text { line, column }, text));
        }
        *key = Some(if merges { MERGE.to_owned() } else { text.to_owned() });
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: Span,
    ) -> Value {
        let tag = tag.filter(|tag| tag.is_yaml_core_schema()).map(|tag| tag.suffix.as_str());
        let is_plain = match tag {
            Some("str" | "binary" | "timestamp") => false,
            Some("int" | "float" | "bool" | "null") => true,
            _ => style == ScalarStyle::Plain,
        };
        if !is_plain {
            return Value::String(text.into_owned());
        }
        scalar::plain(&text).unwrap_or_else(|()| {
            let message = format!("JSON has no number `{text}`; it is read as text");
            self.note("no-json-number", span, message);
            Value::String(text.into_owned())
        })
    }

    /// Puts a finished value where it belongs.
    fn value(&mut self, value: Value, anchor: usize, span: Span) -> Result<(), Finding> {
        if anchor != 0 {
            let (size, depth) = measure(&value);
            self.count_aliased(size, span)?;
            self.anchors.insert(anchor, Anchored { value: value.clone(), size, depth });
        }
        match self.open.last_mut().map(|open| &mut open.collection) {
            None => self.root = Some(value),
            Some(Collection::List(list)) => list.push(value),
            Some(Collection::Map { map, key, merged }) => match key.take() {
                Some(key) if key == MERGE => merged.push(value),
                Some(key) => {
                    map.insert(key, value);
                }
                None => {}
            },
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Finding> {
        let (line, column) = start(span.start, &self.joined);
        if self.wants_key() {
            return Err(syntax(line, column, "a key must be text, not an alias"));
        }
        let Some(Anchored { value, size, depth }) = self.anchors.get(&anchor) else {
            return Err(syntax(line, column, "this alias stands inside the value that it names"));
        };
        if self.open.len() + depth > MAX_DEPTH {
            return Err(too_deep(line, column));
        }
        let (value, size) = (value.clone(), *size);
        self.count_aliased(size, span)?;
        self.value(value, 0, span)
    }

    fn count_aliased(&mut self, size: usize, span: Span) -> Result<(), Finding> {
        self.aliased += size;
        if self.aliased <= MAX_ALIASED {
            return Ok(());
        }
        let (line, column) = start(span.start, &self.joined);
        let message = format!("the aliases up to here stand for more than {MAX_ALIASED} values");
        Err(Finding::new("too-many-aliases", Severity::Error, At::Text { line, column }, message))
    }

    fn note(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        let (line, column) = start(span.start, &self.joined);
        let at = At::Text { line, column };
        self.findings.push(Finding::new(code, Severity::Warning, at, message));
    }
}

/// Stands for `<<` while its value is read. A NUL cannot stand in YAML text, so no key can be this one.
const MERGE: &str = "\0<<";

impl Collection {
    fn close(self) -> Value {
        match self {
            Self::List(list) => Value::Array(list),
            Self::Map { mut map, merged, .. } => {
                for source in merged {
                    merge(&mut map, source);
                }
                Value::Object(map)
            }
        }
    }
}

/// Adds the keys of a merged map that are not there yet; of several maps the first wins.
fn merge(map: &mut Map<String, Value>, source: Value) {
    match source {
        Value::Object(source) => {
            for (key, value) in source {
                map.entry(key).or_insert(value);
            }
        }
        Value::Array(sources) => {
            for source in sources.into_iter().filter(Value::is_object) {
                merge(map, source);
            }
        }
        _ => {}
    }
}

/// How many values a value holds, itself counted, and how many levels.
fn measure(value: &Value) -> (usize, usize) {
    let add = |(size, depth): (usize, usize), value| {
        let (inner_size, inner_depth) = measure(value);
        (size + inner_size, depth.max(inner_depth + 1))
    };
    match value {
        Value::Array(list) => list.iter().fold((1, 1), add),
        Value::Object(map) => map.values().fold((1, 1), add),
        _ => (1, 0),
    }
}

/// Line and column in the text as it was given, from one.
fn start(marker: Marker, joined: &[usize]) -> (usize, usize) {
    let before = joined.iter().filter(|newline| **newline < marker.index()).count();
    (marker.line().max(1) + before, marker.col() + 1)
}
