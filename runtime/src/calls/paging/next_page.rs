//! What comes after a page. Free of waiting and of types, so that every client shares it.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher as _},
};

use http::HeaderMap;

use super::{
    link,
    page_facts::PageFacts,
    paging_style::{Paging, PagingStyle},
    position::PageStart,
};

/// What comes after a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NextPage {
    /// Another one.
    Page(PageStart),
    /// Nothing.
    End,
    /// Nobody knows: what the server says would lead in a circle, or nowhere.
    Lost(&'static str),
}

const SAME_NAME: &str = "the server names a page as the next one that it gave already";
const SAME_PAGE: &str = "the server gives the same page again";
const NO_WAY: &str = "the server says that there are more pages, but not where";

/// What was learnt from the pages so far.
#[derive(Debug, Default)]
pub(super) struct PagesSeen {
    /// The number of the first page or item, as the first page says or the document.
    first: Option<u64>,
    /// How many items the longest page had.
    longest: u64,
    /// The page before, as a number.
    last: Option<u64>,
    /// The cursors and links so far, as numbers.
    seen: HashSet<u64>,
}

/// What comes after a page.
///
/// `current` is where the page begins, as far as it is known, and `asked` how many items the request asked for.
/// A page says in this order whether it is the last one: by a word for it, by a count of all, by being short.
pub(super) fn next(
    paging: Paging,
    memory: &mut PagesSeen,
    current: &PageStart,
    asked: Option<u64>,
    facts: &PageFacts,
    (headers, body): (&HeaderMap, &[u8]),
) -> NextPage {
    if facts.more == Some(false) {
        return NextPage::End;
    }
    // Where no number was sent, the answer may say which one it took. With a number that was sent, it has no say: some
    // servers count from elsewhere when they answer.
    let first_said = facts.number.filter(|number| *current == PageStart::Start && *number <= 1);
    match paging.style {
        PagingStyle::NextLink => {
            named(memory, current, facts.next.clone().map(PageStart::Link), facts)
        }
        PagingStyle::LinkHeader => {
            named(memory, current, link::next(headers).map(PageStart::Link), facts)
        }
        PagingStyle::Cursor { .. } => {
            named(memory, current, facts.next.clone().map(PageStart::Cursor), facts)
        }
        PagingStyle::Offset { first, .. } => {
            let from = number(current).or(first_said).unwrap_or(first);
            let first = *memory.first.get_or_insert(first_said.unwrap_or(first));
            let to = from.saturating_add(facts.count);
            let all = facts.total.map(|total| total.saturating_add(first));
            counted(paging, memory, asked, facts, body, (all == Some(to), to))
        }
        PagingStyle::Page { first, .. } => {
            let page = number(current).or(first_said).unwrap_or(first);
            let first = *memory.first.get_or_insert(first_said.unwrap_or(first));
            let next = page.saturating_add(1);
            let done = next.saturating_sub(first);
            let longest = memory.longest.max(facts.count);
            let all_pages = facts.pages.is_some_and(|pages| done >= pages);
            let all_items = facts.total.is_some_and(|total| {
                let before = done.saturating_sub(1).saturating_mul(longest);
                before.saturating_add(facts.count) == total
            });
            counted(paging, memory, asked, facts, body, (all_pages || all_items, next))
        }
    }
}

/// The next page of a list whose pages are named by the page before. None of them comes twice.
fn named(
    memory: &mut PagesSeen,
    current: &PageStart,
    next: Option<PageStart>,
    facts: &PageFacts,
) -> NextPage {
    memory.seen.insert(hash(current));
    match next {
        Some(next) if !memory.seen.insert(hash(&next)) => NextPage::Lost(SAME_NAME),
        Some(next) => NextPage::Page(next),
        None if facts.more == Some(true) => NextPage::Lost(NO_WAY),
        None => NextPage::End,
    }
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The next page of a list that is counted, in items or in pages.
fn counted(
    paging: Paging,
    memory: &mut PagesSeen,
    asked: Option<u64>,
    facts: &PageFacts,
    body: &[u8],
    (whole, next): (bool, u64),
) -> NextPage {
    let longest = memory.longest;
    memory.longest = longest.max(facts.count);
    let last = memory.last.replace(hash(body));
    if facts.count == 0 || whole {
        return NextPage::End;
    }
    if last.is_some() && last == memory.last {
        return NextPage::Lost(SAME_PAGE);
    }
    // A server may give less than what was asked for, unless the document says that it could be asked.
    let most = paging.size.and_then(|size| size.most);
    let allowed = asked.filter(|&asked| most.is_some_and(|most| asked <= most));
    let silent = facts.more.is_none() && facts.total.is_none() && facts.pages.is_none();
    if silent && facts.count < longest.max(allowed.unwrap_or(0)) {
        return NextPage::End;
    }
    NextPage::Page(PageStart::Number(next))
}

fn number(mark: &PageStart) -> Option<u64> {
    match mark {
        PageStart::Number(number) => Some(*number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::{
        NO_WAY, NextPage, PageFacts, PageStart, PagesSeen, Paging, SAME_NAME, SAME_PAGE, next,
    };

    /// What a walk over pages gives: where each began, until an end or an error.
    fn walk(
        paging: Paging,
        asked: Option<u64>,
        pages: &[PageFacts],
    ) -> (Vec<String>, Option<&'static str>) {
        let (mut memory, mut marks) = (PagesSeen::default(), vec!["start".to_owned()]);
        let mut mark = PageStart::Start;
        for (at, facts) in pages.iter().enumerate() {
            let body = [u8::try_from(at).unwrap()];
            match next(paging, &mut memory, &mark, asked, facts, (&HeaderMap::new(), &body)) {
                NextPage::Page(next) => mark = next,
                NextPage::End => return (marks, None),
                NextPage::Lost(why) => return (marks, Some(why)),
            }
            marks.push(super::super::PagePosition::from(mark.clone()).to_string());
        }
        (marks, Some("more"))
    }

    fn page_of(count: u64) -> PageFacts {
        PageFacts { count, ..PageFacts::default() }
    }

    fn to(next: &str) -> PageFacts {
        PageFacts { count: 2, next: Some(next.to_owned()), ..PageFacts::default() }
    }

    #[test]
    fn cursors_lead_until_there_is_none() {
        let cursor = Paging::cursor("cursor");
        let (marks, end) =
            walk(cursor, None, &[to("a"), PageFacts { count: 0, ..to("b") }, page_of(2)]);
        assert_eq!((marks.join(" ").as_str(), end), ("start cursor:a cursor:b", None));
        assert_eq!(walk(cursor, None, &[to("a"), to("a")]).1, Some(SAME_NAME));
        assert_eq!(walk(cursor, None, &[to("a"), to("b"), to("a")]).1, Some(SAME_NAME));
        let last = PageFacts { more: Some(false), ..to("b") };
        assert_eq!(walk(cursor, None, &[last]).1, None);
        let stuck = PageFacts { more: Some(true), ..page_of(1) };
        assert_eq!(walk(cursor, None, &[stuck]).1, Some(NO_WAY));
        assert_eq!(walk(Paging::next_link(), None, &[to("/a"), to("/a")]).1, Some(SAME_NAME));
    }

    #[test]
    fn offsets_end_with_the_total() {
        let offset = Paging::offset("skip").size("limit", None);
        let page = |count| PageFacts { total: Some(5), ..page_of(count) };
        let (marks, end) = walk(offset, Some(9), &[page(2), page(2), page(1)]);
        assert_eq!((marks.join(" ").as_str(), end), ("start number:2 number:4", None));
        // Short pages in between are no end where the total is known.
        assert_eq!(walk(offset, Some(9), &[page(2), page(1), page(2)]).1, None);
        let said = |number, count| PageFacts { number: Some(number), ..page(count) };
        assert_eq!(walk(offset, None, &[said(1, 3), said(4, 2)]).0.join(" "), "start number:4");
        let from_one = Paging::offset_from("startIndex", 1);
        assert_eq!(walk(from_one, None, &[page(3), page(2)]).0.join(" "), "start number:4");
    }

    #[test]
    fn a_short_page_is_the_last_one_where_its_length_is_known() {
        let limited = Paging::offset("skip").size("limit", Some(100));
        assert_eq!(walk(limited, Some(10), &[page_of(9)]), (vec!["start".to_owned()], None));
        // The server may cap what it was asked for: only a page shorter than another one says something.
        let open = Paging::offset("skip").size("limit", None);
        let (marks, end) = walk(open, Some(1000), &[page_of(100), page_of(100), page_of(3)]);
        assert_eq!((marks.len(), end), (3, None));
        assert_eq!(walk(open, Some(1000), &[page_of(3), page_of(0)]).1, None);
    }

    #[test]
    fn page_numbers_follow_the_answers_own() {
        let page = Paging::page("page", 1);
        let (marks, end) = walk(page, None, &[page_of(2), page_of(2), page_of(1)]);
        assert_eq!((marks.join(" ").as_str(), end), ("start number:2 number:3", None));
        let own =
            |number, count| PageFacts { number: Some(number), more: Some(true), ..page_of(count) };
        assert_eq!(
            walk(page, None, &[own(0, 2), own(1, 1)]).0.join(" "),
            "start number:1 number:2"
        );
        let counted = |count| PageFacts { pages: Some(2), ..page_of(count) };
        assert_eq!(
            walk(page, None, &[counted(2), counted(2)]),
            walk(page, None, &[page_of(2), page_of(1)])
        );
        let total = |count| PageFacts { total: Some(4), ..page_of(count) };
        assert_eq!(walk(page, None, &[total(2), total(2)]).1, None);
    }

    #[test]
    fn a_page_that_comes_again_is_no_next_page() {
        let paging = Paging::page("page", 1);
        let (mut memory, headers) = (PagesSeen::default(), HeaderMap::new());
        let mut ask =
            |mark| next(paging, &mut memory, &mark, None, &page_of(2), (&headers, b"same"));
        assert_eq!(ask(PageStart::Start), NextPage::Page(PageStart::Number(2)));
        assert_eq!(ask(PageStart::Number(2)), NextPage::Lost(SAME_PAGE));
    }
}
