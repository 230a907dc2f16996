//! The words that documents have for what belongs to pages. All are compared without case and without what stands
//! between letters: `nextPageToken`, `next_page_token` and `page[token]` are `nextpagetoken` and `pagetoken`.

/// A name as it is compared.
pub(super) fn squeezed(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Parameters that take a cursor and can hardly be anything else.
pub(super) const CLEAR_CURSORS: &[&str] = &[
    "cursor",
    "pagecursor",
    "nextcursor",
    "aftercursor",
    "pagetoken",
    "nextpagetoken",
    "nexttoken",
    "paginationtoken",
    "pagingtoken",
    "continuationtoken",
    "nextcontinuationtoken",
    "startingafter",
    "nextbookmark",
    "scrollid",
    "iterator",
];

/// Parameters that take a cursor where the answer has one.
pub(super) const CURSORS: &[&str] = &[
    "after",
    "afterid",
    "pageafter",
    "startafter",
    "startcursor",
    "startingtoken",
    "continue",
    "continuation",
    "marker",
    "nextmarker",
    "bookmark",
    "pagestate",
    "next",
    "nextpage",
    "startkey",
];

/// Parameters that take the id of the last item.
pub(super) const AFTER_LAST: &[&str] = &["startingafter", "startafter", "afterid", "after"];

/// Fields that hold the next cursor, whatever stands around them.
pub(super) const NEXT_CURSORS: &[&str] = &[
    "nextcursor",
    "nextpagecursor",
    "cursornext",
    "nextpagetoken",
    "nexttoken",
    "nextpaginationtoken",
    "nextpagingtoken",
    "nextcontinuationtoken",
    "nextcontinuation",
    "nextmarker",
    "nextbookmark",
    "nextafter",
    "nextpageafter",
    "nextstartingafter",
    "nextstartafter",
    "nextpagestate",
    "nextscrollid",
    "nextstartkey",
    "endcursor",
    "continuationtoken",
    "paginationtoken",
    "continue",
];

/// Fields that hold the next cursor inside of an object of this name: the object, the field.
pub(super) const NEXT_CURSORS_WITHIN: &[(&str, &str)] =
    &[("cursors", "next"), ("cursors", "after"), ("cursor", "next"), ("cursor", "after")];

/// Fields that hold the URL of the next page, whatever stands around them.
pub(super) const NEXT_URLS: &[&str] = &[
    "odatanextlink",
    "nextlink",
    "nexturl",
    "nexturi",
    "nexthref",
    "nextpageurl",
    "nextpageuri",
    "nextpagelink",
    "nextpagehref",
];

/// Objects that hold what a page says beside its items, and objects that hold the list itself.
pub(super) const CONTAINERS: &[&str] = &[
    "meta",
    "metadata",
    "pagination",
    "paginationinfo",
    "paging",
    "paginginfo",
    "pageinfo",
    "page",
    "pages",
    "pageable",
    "cursor",
    "cursors",
    "link",
    "links",
    "next",
    "nextpage",
    "listmetadata",
    "responsemetadata",
    "resultinfo",
    "data",
    "result",
    "response",
    "payload",
    "embedded",
];

/// Objects that can hold the list.
pub(super) const WRAPPERS: &[&str] = &["data", "result", "response", "payload", "embedded"];

/// Names of the list in a page.
pub(super) const LISTS: &[&str] = &[
    "items",
    "data",
    "results",
    "result",
    "entries",
    "records",
    "values",
    "value",
    "list",
    "rows",
    "elements",
    "nodes",
    "edges",
    "content",
    "objects",
    "resources",
    "collection",
    "documents",
];

/// Lists that stand beside the list of a page.
pub(super) const ASIDES: &[&str] = &[
    "errors",
    "warnings",
    "links",
    "included",
    "facets",
    "aggregations",
    "filters",
    "sort",
    "order",
    "columns",
    "notices",
];

pub(super) const OFFSETS: &[&str] =
    &["offset", "skip", "startat", "startindex", "pageoffset", "firstresult", "start", "from"];

/// Those among them that begin with 0 or with 1, and nobody knows where the document does not say.
pub(super) const UNCLEAR_OFFSETS: &[&str] = &["startindex", "firstresult"];

/// Those among them that can mean a time or a place too.
pub(super) const VAGUE_OFFSETS: &[&str] = &["start", "from"];

pub(super) const PAGES: &[&str] =
    &["page", "pagenumber", "pageno", "pagenum", "pagenr", "pageindex", "currentpage"];

pub(super) const SIZES: &[&str] = &[
    "limit",
    "pagesize",
    "perpage",
    "pagelimit",
    "size",
    "maxresults",
    "top",
    "take",
    "maxitems",
    "count",
    "numresults",
    "itemsperpage",
    "resultsperpage",
    "rows",
    "max",
    "length",
];

/// Fields that hold the next page's number, for a parameter that counts pages.
pub(super) const NEXT_PAGES: &[&str] = &["nextpage", "nextpagenumber", "nextpageindex", "next"];

/// Fields that hold the next offset, for a parameter that counts items.
pub(super) const NEXT_OFFSETS: &[&str] =
    &["nextoffset", "nextskip", "nextstart", "nextstartat", "nextstartindex", "next"];

pub(super) const MORE: &[&str] = &[
    "hasmore",
    "hasnext",
    "hasnextpage",
    "hasmorepages",
    "hasmoreitems",
    "hasmoreresults",
    "moreavailable",
    "moreresultsavailable",
    "more",
];

pub(super) const LAST: &[&str] = &["islast", "islastpage", "last", "lastpage", "done"];

pub(super) const NUMBERS: &[&str] =
    &["page", "pagenumber", "currentpage", "currentpagenumber", "pageindex", "pageno", "number"];

pub(super) const TOTALS: &[&str] = &[
    "total",
    "totalcount",
    "totalitems",
    "totalresults",
    "totalrecords",
    "totalelements",
    "totalentries",
    "totalrows",
    "totalhits",
    "odatacount",
];

pub(super) const PAGE_COUNTS: &[&str] = &[
    "totalpages",
    "pagecount",
    "pagestotal",
    "numpages",
    "numberofpages",
    "totalpagecount",
    "lastpage",
    "pages",
];

/// What the prose of a parameter says where the first page is page 0.
pub(super) const COUNTED_FROM_ZERO: &[&str] = &[
    "zero-based",
    "zero based",
    "zero-indexed",
    "0-based",
    "0 based",
    "0-indexed",
    "starts at 0",
    "starting at 0",
    "starts from 0",
    "starting from 0",
    "starts with 0",
    "starting with 0",
    "first page is 0",
];
