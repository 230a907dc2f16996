//! What prose says, between reading and writing: blocks, and what stands in their lines.
//!
//! A page has one form for one meaning: blanks are single, marks begin and end where CommonMark takes them, and names
//! are code already. So what is written reads back as the same page, which the tests hold.

/// A part of a page that stands on lines of its own.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    Heading(u8, Vec<Inline>),
    /// The language, and the lines.
    Code(String, Vec<String>),
    Quote(Vec<Block>),
    List(List),
    Table(Table),
    Rule,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct List {
    /// The first number; `None` for bullets.
    pub(super) start: Option<u64>,
    /// Whether empty lines stand between its items.
    pub(super) loose: bool,
    pub(super) items: Vec<Vec<Block>>,
}

/// A table; the first row is its head.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) rows: Vec<Vec<Vec<Inline>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alignment {
    None,
    Left,
    Center,
    Right,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    Text(String),
    Code(String),
    /// An address that is its own text.
    Url(String),
    Open(Mark),
    Close(Mark),
    LinkOpen,
    /// With the address, which is absolute.
    LinkClose(String),
    /// A line end that was meant.
    Break,
}

/// What marks a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Emphasis,
    Strong,
    Strike,
}
