//! The pages of a list.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::{
    items::Items,
    page_facts::{self, PageFacts},
    page_walk::PageWalk,
    paging_style::Paging,
    position::PagePosition,
};
#[cfg(feature = "blocking")]
use crate::calls::blocking::block_on;
use crate::calls::{
    answer::{Answer as _, DecodeFailure, Json, RawResponse},
    delivery::Response,
    error::Error,
    request::Request,
};

/// A request whose answer is one page of a list. Implemented by [`pages!`](crate::pages).
///
/// What a page does not say is None.
pub trait Paged {
    /// A page.
    type Page: DeserializeOwned;
    /// An item of the list.
    type Item;
    /// How the pages follow each other.
    const PAGING: &'static Paging;

    /// The items of a page, to be taken out.
    fn items(page: &mut Self::Page) -> Option<&mut Vec<Self::Item>>;

    /// The cursor or the URL of the next page.
    #[must_use]
    fn next(_: &Self::Page) -> Option<String> {
        None
    }

    /// Whether there are more pages.
    #[must_use]
    fn more(_: &Self::Page) -> Option<String> {
        None
    }

    /// Whether there are no more pages.
    #[must_use]
    fn last(_: &Self::Page) -> Option<String> {
        None
    }

    /// The page's own number.
    #[must_use]
    fn number(_: &Self::Page) -> Option<String> {
        None
    }

    /// How many items all pages hold.
    #[must_use]
    fn total(_: &Self::Page) -> Option<String> {
        None
    }

    /// How many pages there are.
    #[must_use]
    fn pages(_: &Self::Page) -> Option<String> {
        None
    }
}

/// The pages of a list, one after the other. A request is sent for each, when it is asked for and not before.
///
/// After the last page, which no request more is needed to know, comes None. After an error comes None too, and
/// [`position`](Self::position) is still that of the page that failed: [`resume`](Self::resume) asks for it again. What
/// was given before stays with the caller. It is a [`Stream`] too, for the adapters of other crates.
///
/// ```
/// use vetted_runtime::{Pages, Result};
///
/// async fn count(mut pages: Pages<Vec<String>>) -> Result<usize> {
///     let mut count = 0;
///     while let Some(page) = pages.next().await {
///         count += page?.len();
///     }
///     Ok(count)
/// }
/// ```
#[must_use = "no page is asked for until the stream is"]
pub struct Pages<P> {
    walk: PageWalk<P>,
}

impl<P> Pages<P> {
    /// The next page.
    ///
    /// A future that is dropped loses nothing: the next call waits for the same answer.
    pub async fn next(&mut self) -> Option<Result<P, Error>> {
        let page = self.next_raw().await?;
        Some(page.map(|page| page.body))
    }

    /// The next page, with status and headers.
    pub async fn next_raw(&mut self) -> Option<Result<Response<P>, Error>> {
        self.walk.turn_blocking(false);
        poll_fn(|cx| self.walk.poll(cx)).await
    }

    /// The next page. Blocks the thread: not for use inside of async code.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<P, Error>> {
        Some(self.next_raw_blocking()?.map(|page| page.body))
    }

    /// The next page, with status and headers. Blocks the thread.
    #[cfg(feature = "blocking")]
    pub fn next_raw_blocking(&mut self) -> Option<Result<Response<P>, Error>> {
        self.walk.turn_blocking(true);
        block_on(poll_fn(|cx| self.walk.poll(cx)))
    }

    /// Where the next page begins: a value to keep. None after the last page.
    #[must_use]
    pub fn position(&self) -> Option<PagePosition> {
        self.walk.position().cloned()
    }

    /// Goes on at a position that was kept: with its page as a whole.
    pub fn resume(mut self, position: PagePosition) -> Self {
        self.walk.resume(position);
        self
    }
}

/// Nothing in it is pinned.
impl<P> Unpin for Pages<P> {}

impl<P> Stream for Pages<P> {
    type Item = Result<P, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.walk.turn_blocking(false);
        let page = ready!(self.walk.poll(cx));
        Poll::Ready(page.map(|page| page.map(|page| page.body)))
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.walk).finish()
    }
}

impl Request {
    /// The pages of the list that the request begins. For [`pages!`](crate::pages).
    pub fn pages<R: Paged>(self) -> Pages<R::Page> {
        Pages { walk: PageWalk::new(self, R::PAGING, page::<R>) }
    }

    /// The items of those pages. For [`pages!`](crate::pages).
    pub fn items<R: Paged>(self) -> Items<R::Item> {
        Items::new(PageWalk::new(self, R::PAGING, items::<R>))
    }
}

fn page<R: Paged>(raw: &RawResponse) -> Result<(R::Page, PageFacts), DecodeFailure> {
    let mut page = Json::<R::Page>::decode(raw)?;
    let facts = facts::<R>(&mut page);
    Ok((page, facts))
}

fn items<R: Paged>(raw: &RawResponse) -> Result<(Vec<R::Item>, PageFacts), DecodeFailure> {
    let mut page = Json::<R::Page>::decode(raw)?;
    let facts = facts::<R>(&mut page);
    Ok((R::items(&mut page).map(std::mem::take).unwrap_or_default(), facts))
}

fn facts<R: Paged>(page: &mut R::Page) -> PageFacts {
    let count = R::items(page).map_or(0, |items| items.len() as u64);
    let (number, yes) = (page_facts::number, page_facts::yes);
    PageFacts {
        count,
        next: R::next(page),
        more: yes(R::more(page).as_deref()).or(yes(R::last(page).as_deref()).map(|last| !last)),
        number: number(R::number(page).as_deref()),
        total: number(R::total(page).as_deref()),
        pages: number(R::pages(page).as_deref()),
    }
}
