//! The text of one paragraph, heading or cell while it is put together, and the stretches of it that are open.

use super::{
    links::Target,
    page::{Inline, Mark},
};

/// What holds text.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) kind: LeafKind,
    line: Vec<Inline>,
    spans: Vec<OpenSpan>,
    /// How many stretches of each kind are open.
    open: [usize; 5],
}

/// What a leaf becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafKind {
    /// A paragraph that text began.
    Loose,
    /// A paragraph that Markdown began.
    Paragraph,
    Heading(u8),
    Cell,
}

/// A stretch of text.
#[derive(Debug)]
pub(super) enum Span {
    Mark(Mark),
    Code,
    Link(Target),
}

/// What an end must name to close a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SpanKind {
    Emphasis,
    Strong,
    Strike,
    Code,
    Link,
}

/// A stretch that is open.
#[derive(Debug)]
struct OpenSpan {
    kind: SpanKind,
    /// What it says; nothing inside one of its kind, and no mark inside code.
    span: Option<Span>,
    /// Where it begins.
    at: usize,
}

impl Span {
    fn kind(&self) -> SpanKind {
        match self {
            Self::Mark(mark) => (*mark).into(),
            Self::Code => SpanKind::Code,
            Self::Link(_) => SpanKind::Link,
        }
    }
}

impl From<Mark> for SpanKind {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::Emphasis => Self::Emphasis,
            Mark::Strong => Self::Strong,
            Mark::Strike => Self::Strike,
        }
    }
}

impl Leaf {
    pub(super) fn new(kind: LeafKind) -> Self {
        Self { kind, line: Vec::new(), spans: Vec::new(), open: [0; 5] }
    }

    /// The pieces, every stretch closed.
    pub(super) fn finish(mut self) -> Vec<Inline> {
        while self.close_last().is_some() {}
        self.line
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.is_open(SpanKind::Code) {
            self.code(text);
            return;
        }
        match self.line.last_mut() {
            Some(Inline::Text(last)) => last.push_str(text),
            _ => self.line.push(Inline::Text(text.to_owned())),
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        match self.line.last_mut() {
            Some(Inline::Code(last)) => last.push_str(code),
            _ => self.line.push(Inline::Code(code.to_owned())),
        }
    }

    pub(super) fn line_end(&mut self) {
        self.line.push(Inline::Break);
    }

    /// Whether the last that it says is the end of a line.
    pub(super) fn ends_broken(&self) -> bool {
        let blank =
            |inline: &&Inline| matches!(inline, Inline::Text(text) if text.trim().is_empty());
        self.line.iter().rev().find(|inline| !blank(inline)) == Some(&Inline::Break)
    }

    pub(super) fn open(&mut self, span: Span) {
        let kind = span.kind();
        let at = self.line.len();
        let says = match span {
            _ if self.is_open(kind) => None,
            Span::Mark(mark) if !self.is_open(SpanKind::Code) => {
                self.line.push(Inline::Open(mark));
                Some(span)
            }
            Span::Mark(_) => None,
            Span::Link(Target::Link(_)) => {
                self.line.push(Inline::LinkOpen);
                Some(span)
            }
            // Its text is looked at when it ends, so it begins a piece of its own.
            Span::Link(Target::Shown(_)) => {
                self.line.push(Inline::Text(String::new()));
                Some(span)
            }
            Span::Link(Target::Nothing) | Span::Code => Some(span),
        };
        self.spans.push(OpenSpan { kind, span: says, at });
        if let Some(open) = self.open.get_mut(kind as usize) {
            *open += 1;
        }
    }

    /// Closes the last stretch of a kind, and those inside it.
    pub(super) fn close(&mut self, kind: SpanKind) {
        if self.is_open(kind) {
            while self.close_last().is_some_and(|closed| closed != kind) {}
        }
    }

    fn is_open(&self, kind: SpanKind) -> bool {
        self.open.get(kind as usize).is_some_and(|open| *open > 0)
    }

    fn close_last(&mut self) -> Option<SpanKind> {
        let OpenSpan { kind, span, at } = self.spans.pop()?;
        if let Some(open) = self.open.get_mut(kind as usize) {
            *open -= 1;
        }
        match span {
            Some(Span::Mark(mark)) => self.line.push(Inline::Close(mark)),
            Some(Span::Link(Target::Link(to))) => self.line.push(Inline::LinkClose(to)),
            Some(Span::Link(Target::Shown(address))) => self.show_address(address, at),
            Some(Span::Link(Target::Nothing) | Span::Code) | None => {}
        }
        Some(kind)
    }

    /// A link that leads nowhere from here: its text, and the address behind it.
    fn show_address(&mut self, address: String, from: usize) {
        let shown = self.line.get(from..).unwrap_or_default().iter();
        let text: String = shown
            .filter_map(|inline| match inline {
                Inline::Text(text) | Inline::Code(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        if text.trim() == address {
            self.line.truncate(from);
            self.line.push(Inline::Code(address));
        } else if !text.trim().is_empty() {
            self.line.extend([
                Inline::Text(" (".to_owned()),
                Inline::Code(address),
                Inline::Text(")".to_owned()),
            ]);
        }
    }
}
