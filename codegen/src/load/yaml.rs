//! YAML text → values, from the events of `saphyr-parser`, in one reading.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use crate::diagnostic::{At, Code, Finding};

use super::{
    MAX_DEPTH, Node,
    build::{Builder, MAX_ALIASED, Read, Scalar, small},
    lines,
    scalars::{self, Plain},
    syntax, too_deep,
    tree::Range,
};

pub(crate) static SECOND_DOCUMENT: Code = Code::warning(
    "second-document",
    "more than one document in a file",
    "A file of YAML can hold several documents. Only the first is read.",
);

pub(crate) static TOO_MANY_ALIASES: Code = Code::error(
    "too-many-aliases",
    "aliases of YAML stand for too many values",
    "Aliases of YAML can stand for more values than any memory holds. The document is not read.",
);

/// How many lines are joined, at most: each costs another reading.
const MAX_JOINED: usize = 256;

/// Reads the first document of a YAML text.
///
/// The lines of a flow collection may stand as far left as they like in documents that others read (Docker's makes use
/// of it). The parser complains, so such a line is joined to the one before; all else stays in its place.
pub(super) fn read(text: &Arc<str>) -> Result<Read, Finding> {
    if let Some((byte, c)) = text.char_indices().find(|(_, c)| !is_printable(*c)) {
        let place = lines::place_of(text, byte);
        let message = format!("this is not YAML: it may not hold U+{:04X}", u32::from(c));
        return Err(syntax(place.line, place.column, message));
    }
    let mut joined: Cow<'_, str> = Cow::Borrowed(text);
    let mut left = MAX_JOINED;
    loop {
        let mut reading = Reading {
            builder: Builder::new(Arc::clone(text), true),
            text: &joined,
            offsets: Offsets::of(&joined),
            anchors: HashMap::new(),
            second: None,
        };
        let wrong = match reading.document() {
            Ok(()) => return reading.finish(),
            Err(wrong) => wrong,
        };
        let next = match &wrong {
            Wrong::Text(err) if left > 0 => join(&joined, err),
            _ => None,
        };
        match next {
            Some(next) => joined = Cow::Owned(next),
            None => return Err(wrong.finding()),
        }
        left -= 1;
    }
}

/// Whether a character can stand in YAML, which the parser does not ask.
fn is_printable(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\x7f'..='\u{84}' | '\u{86}'..='\u{9f}')
        && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Why a text cannot be read.
enum Wrong {
    Text(ScanError),
    Found(Finding),
}

impl From<ScanError> for Wrong {
    fn from(err: ScanError) -> Self {
        Self::Text(err)
    }
}

impl Wrong {
    fn finding(self) -> Finding {
        match self {
            Self::Text(err) => {
                let (line, column) = (err.marker().line(), err.marker().col() + 1);
                match err.info() {
                    "recursion limit exceeded" => too_deep(line, column),
                    info => syntax(line, column, format!("this is not YAML: {info}")),
                }
            }
            Self::Found(finding) => finding,
        }
    }
}

struct Reading<'t> {
    builder: Builder,
    /// What is parsed: as long as the file's text.
    text: &'t str,
    offsets: Offsets,
    /// What the anchors name.
    anchors: HashMap<usize, u32>,
    /// Where a second document begins.
    second: Option<(usize, usize)>,
}

impl Reading<'_> {
    fn finish(self) -> Result<Read, Finding> {
        let mut read = self.builder.finish();
        if read.tree.root().is_none_or(Node::is_null) {
            return Err(syntax(1, 1, "the document is empty"));
        }
        if let Some((line, column)) = self.second {
            let message = "a second document starts here; only the first is read";
            let at = At::Text { line, column };
            let finding = Finding::new(&SECOND_DOCUMENT, at, message);
            read.findings.push(finding);
        }
        Ok(read)
    }

    fn document(&mut self) -> Result<(), Wrong> {
        let mut parser = Parser::new_from_str(self.text);
        for event in parser.by_ref() {
            let (event, span) = event?;
            if matches!(event, Event::DocumentEnd) {
                break;
            }
            self.event(event, span)?;
        }
        for event in parser {
            let (event, span) = event?;
            if let Event::DocumentStart(_) = event {
                self.second = Some((span.start.line(), span.start.col() + 1));
                break;
            }
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Wrong> {
        let range = self.offsets.range(self.text, span);
        if self.builder.wants_key() {
            return self.key(&event, range, span);
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let meant = scalars::meant(&text, style, tag.as_deref());
                let meant = meant.map_err(|expected| unfit(span, expected))?;
                let scalar = match &meant {
                    Some(Plain::Null) => Scalar::Null,
                    Some(Plain::Bool(flag)) => Scalar::Bool(*flag),
                    Some(Plain::Number(number)) => Scalar::Number(number.clone()),
                    Some(Plain::NoNumber(text)) => Scalar::NoNumber(text),
                    None => self.text_of(&text, style, range),
                };
                let index = self.builder.scalar(&scalar, range);
                self.anchor(anchor, index);
            }
            Event::SequenceStart(anchor, _) => self.open(false, anchor, range, span)?,
            Event::MappingStart(anchor, _) => self.open(true, anchor, range, span)?,
            Event::SequenceEnd | Event::MappingEnd => self.builder.close(range.end as usize),
            Event::Alias(anchor) => self.alias(anchor, range, span)?,
            _ => {}
        }
        Ok(())
    }

    /// A key is text, whatever it looks like (`200:`, `on:`). No other is known here.
    fn key(&mut self, event: &Event<'_>, range: Range, span: Span) -> Result<(), Wrong> {
        match event {
            Event::Scalar(text, style, ..) => {
                let key = self.text_of(text, *style, range);
                self.builder.key(&key, range);
                Ok(())
            }
            Event::MappingEnd => {
                self.builder.close(range.end as usize);
                Ok(())
            }
            Event::Alias(_) => Err(unfit(span, "a key that is written out")),
            _ => Err(unfit(span, "text as a key")),
        }
    }

    /// A text as it stands in the file, where it does.
    fn text_of<'s>(&self, text: &'s str, style: ScalarStyle, range: Range) -> Scalar<'s> {
        let quote = match style {
            ScalarStyle::Plain => 0,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => 1,
            ScalarStyle::Literal | ScalarStyle::Folded => return Scalar::Text(text),
        };
        let inner = Range { start: range.start + quote, end: range.end.saturating_sub(quote) };
        let written = self.builder.text().get(inner.start as usize..inner.end as usize);
        if written == Some(text) { Scalar::Verbatim(inner) } else { Scalar::Text(text) }
    }

    fn open(&mut self, is_map: bool, anchor: usize, range: Range, span: Span) -> Result<(), Wrong> {
        if self.builder.depth() >= MAX_DEPTH {
            return Err(Wrong::Found(too_deep(span.start.line(), span.start.col() + 1)));
        }
        let index = self.builder.open(is_map, range);
        self.anchor(anchor, index);
        Ok(())
    }

    fn anchor(&mut self, anchor: usize, index: u32) {
        // Zero is none.
        if anchor > 0 {
            self.anchors.insert(anchor, index);
        }
    }

    fn alias(&mut self, anchor: usize, range: Range, span: Span) -> Result<(), Wrong> {
        let (line, column) = (span.start.line(), span.start.col() + 1);
        let Some(of) = self.anchors.get(&anchor).copied() else {
            return Err(unfit(span, "an alias of something above it"));
        };
        if self.builder.is_open(of) {
            let help = "an alias inside the value that it names makes that value endless";
            return Err(Wrong::Found(too_deep(line, column).help(help)));
        }
        if self.builder.depth() + self.builder.height(of) > MAX_DEPTH {
            return Err(Wrong::Found(too_deep(line, column)));
        }
        self.builder.alias(of, range).map(drop).map_err(|_| {
            let message = format!("the aliases stand for more than {MAX_ALIASED} values");
            let at = At::Text { line, column };
            Wrong::Found(Finding::new(&TOO_MANY_ALIASES, at, message))
        })
    }
}

fn unfit(span: Span, expected: &str) -> Wrong {
    let (line, column) = (span.start.line(), span.start.col() + 1);
    Wrong::Found(syntax(
        line,
        column,
        format!("this is not YAML as it is read here: expected {expected}"),
    ))
}

/// The text, equally long, with the line of an error joined to the one before. `None` when the error is another one, or
/// stands inside a line.
fn join(text: &str, err: &ScanError) -> Option<String> {
    if !err.info().starts_with("invalid indentation") {
        return None;
    }
    let (byte, _) = text.char_indices().nth(err.marker().index())?;
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
    Some(joined)
}

/// Turns characters into bytes: the parser counts characters.
struct Offsets {
    /// The byte at which every [`STRIDE`]th character begins. Empty for ASCII text, where both are the same.
    marks: Vec<usize>,
    /// The character that was asked for last, and its byte: the next one is rarely far from it.
    last: (usize, usize),
}

const STRIDE: usize = 256;

impl Offsets {
    fn of(text: &str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect()
        };
        Self { marks, last: (0, 0) }
    }

    fn range(&mut self, text: &str, span: Span) -> Range {
        let start = self.byte(text, span.start.index());
        Range { start: small(start), end: small(self.byte(text, span.end.index()).max(start)) }
    }

    fn byte(&mut self, text: &str, character: usize) -> usize {
        if self.marks.is_empty() {
            return character.min(text.len());
        }
        let Some(mark) = self.marks.get(character / STRIDE) else { return text.len() };
        let near = (character / STRIDE * STRIDE, *mark);
        let from = if (near.0..=character).contains(&self.last.0) { self.last } else { near };
        let rest = text.get(from.1..).unwrap_or_default();
        let ahead = rest.char_indices().nth(character - from.0);
        let byte = ahead.map_or(text.len(), |(byte, _)| from.1 + byte);
        self.last = (character, byte);
        byte
    }
}
