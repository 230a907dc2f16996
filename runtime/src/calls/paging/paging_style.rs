//! What the document says of a list that comes in pages.

/// How the pages of a list follow each other, as static data of [`pages!`](crate::pages).
///
/// ```
/// use vetted_runtime::Paging;
///
/// const BY_CURSOR: Paging = Paging::cursor("cursor");
/// const BY_OFFSET: Paging = Paging::offset("skip").size("limit", Some(100));
/// const BY_NUMBER: Paging = Paging::page("page", 1).size("per_page", None);
/// const BY_LINK: Paging = Paging::next_link();
/// const BY_HEADER: Paging = Paging::link_header();
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    pub(super) style: PagingStyle,
    pub(super) size: Option<PageSize>,
}

/// How a request says which page it wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PagingStyle {
    /// A query parameter holds what the page before said.
    Cursor { parameter: &'static str },
    /// A query parameter counts the items before the page, from `first`.
    Offset { parameter: &'static str, first: u64 },
    /// A query parameter counts pages, from `first`.
    Page { parameter: &'static str, first: u64 },
    /// The page says the URL of the next one.
    NextLink,
    /// The header `Link` says the URL of the next one.
    LinkHeader,
}

/// The query parameter that says how long a page is, and the most that the document allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageSize {
    pub(super) parameter: &'static str,
    pub(super) most: Option<u64>,
}

impl Paging {
    const fn new(style: PagingStyle) -> Self {
        Self { style, size: None }
    }

    /// A query parameter takes what the page before says.
    #[must_use]
    pub const fn cursor(parameter: &'static str) -> Self {
        Self::new(PagingStyle::Cursor { parameter })
    }

    /// A query parameter says how many items stand before the page.
    #[must_use]
    pub const fn offset(parameter: &'static str) -> Self {
        Self::new(PagingStyle::Offset { parameter, first: 0 })
    }

    /// A query parameter says which item the page begins with, and the first item has this number.
    #[must_use]
    pub const fn offset_from(parameter: &'static str, first: u64) -> Self {
        Self::new(PagingStyle::Offset { parameter, first })
    }

    /// A query parameter numbers the pages, and the first one has this number.
    #[must_use]
    pub const fn page(parameter: &'static str, first: u64) -> Self {
        Self::new(PagingStyle::Page { parameter, first })
    }

    /// Each page says the URL of the next one.
    #[must_use]
    pub const fn next_link() -> Self {
        Self::new(PagingStyle::NextLink)
    }

    /// The header `Link` of each page says the URL of the next one.
    #[must_use]
    pub const fn link_header() -> Self {
        Self::new(PagingStyle::LinkHeader)
    }

    /// A query parameter says how long a page is, up to this many items where the document says so.
    #[must_use]
    pub const fn size(mut self, parameter: &'static str, most: Option<u64>) -> Self {
        self.size = Some(PageSize { parameter, most });
        self
    }
}
