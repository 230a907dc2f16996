//! Lists that come in pages.

use std::collections::BTreeMap;

use super::Type;

/// What a document says of pages, at an operation or of all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum PagingStatement {
    /// Nothing.
    #[default]
    Unsaid,
    /// There are none.
    NoPages,
    /// How a list goes on.
    Pages(StatedPages),
}

/// How a list goes on, as the document says it. What it leaves out is found as where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedPages {
    /// How a request says which page it wants.
    pub style: StatedStyle,
    /// The query parameter that does.
    pub parameter: Option<String>,
    /// The query parameter that says how long a page is.
    pub size: Option<String>,
    /// The number of the first page, or of the first item.
    pub first: Option<u64>,
    /// The JSON pointer to the list in the answer.
    pub items: Option<String>,
    /// The JSON pointer, in the last item, to what the next request says.
    pub last_item: Option<String>,
    /// The JSON pointers to what pages say.
    pub facts: BTreeMap<PageFactKind, String>,
}

/// A style of pages, without what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatedStyle {
    /// As [`PagingStyle::Cursor`].
    Cursor,
    /// As [`PagingStyle::Offset`].
    Offset,
    /// As [`PagingStyle::Page`].
    Page,
    /// As [`PagingStyle::NextLink`].
    NextLink,
    /// As [`PagingStyle::LinkHeader`].
    LinkHeader,
}

impl StatedStyle {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Cursor, Self::Offset, Self::Page, Self::NextLink, Self::LinkHeader];

    /// The word for it in documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Cursor => "cursor",
            Self::Offset => "offset",
            Self::Page => "page",
            Self::NextLink => "next-link",
            Self::LinkHeader => "link-header",
        }
    }
}

/// How the list goes on that an operation gives a page of.
#[derive(Debug, Clone, PartialEq)]
pub struct Paging {
    /// How a request says which page it wants.
    pub style: PagingStyle,
    /// The query parameter that says how long a page is.
    pub size: Option<PageSize>,
    /// What an answer is: a page.
    pub page: Type,
    /// What the list holds.
    pub item: Type,
    /// The way from a page to its list. Empty where the page is the list.
    pub items: Vec<PageStep>,
    /// What a page says of itself and of the next one, each kind once and in their order.
    pub facts: Vec<PageFact>,
}

/// How a request says which page it wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PagingStyle {
    /// A query parameter takes what the page before says.
    Cursor {
        /// The parameter.
        parameter: String,
    },
    /// A query parameter counts items.
    Offset {
        /// The parameter.
        parameter: String,
        /// The number of the first item.
        first: u64,
    },
    /// A query parameter counts pages.
    Page {
        /// The parameter.
        parameter: String,
        /// The number of the first page.
        first: u64,
    },
    /// Each page says the URL of the next one.
    NextLink,
    /// The header `Link` of each page says the URL of the next one.
    LinkHeader,
}

/// The query parameter that says how long a page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageSize {
    /// The parameter.
    pub parameter: String,
    /// The most that it can say.
    pub most: Option<u64>,
}

/// Something that a page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFact {
    /// What it says.
    pub kind: PageFactKind,
    /// Where it says so.
    pub steps: Vec<PageStep>,
}

/// What a page can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageFactKind {
    /// The cursor or the URL of the next page.
    Next,
    /// Whether there are more pages.
    More,
    /// Whether there are no more pages.
    Last,
    /// Its own number.
    Number,
    /// How many items all pages hold.
    Total,
    /// How many pages there are.
    Pages,
}

impl PageFactKind {
    /// The word for it in tables and documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::More => "more",
            Self::Last => "last",
            Self::Number => "number",
            Self::Total => "total",
            Self::Pages => "pages",
        }
    }
}

/// A step from a value to one inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageStep {
    /// To a field, by its name on the wire.
    Field(String),
    /// To the last item of a list.
    LastItem,
}
