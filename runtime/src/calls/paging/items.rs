//! The items of a list, whatever page they stand on.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_core::Stream;

use super::{page_walk::PageWalk, position::PagePosition};
#[cfg(feature = "blocking")]
use crate::calls::blocking::block_on;
use crate::calls::{delivery::Response, error::Error};

/// The items of a list that comes in pages, one after the other. A page is asked for when all items before it were
/// given.
///
/// After the last item comes None. After an error comes None too; the items before it were given, and
/// [`position`](Self::position) says where the failed page begins, so that [`resume`](Self::resume) loses none and
/// gives none twice. It is a [`Stream`] too, for the adapters of other crates.
///
/// ```
/// use vetted_runtime::{Items, PagePosition, Result};
///
/// /// Gives each name to `keep`, and what to go on with after an error.
/// async fn names(mut items: Items<String>, keep: fn(String)) -> Result<(), Option<PagePosition>> {
///     while let Some(name) = items.next().await {
///         match name {
///             Ok(name) => keep(name),
///             Err(_) => return Err(items.position()),
///         }
///     }
///     Ok(())
/// }
/// ```
#[must_use = "no page is asked for until the stream is"]
pub struct Items<T> {
    walk: PageWalk<Vec<T>>,
    /// What is left of the page that came last.
    left: vec::IntoIter<T>,
    /// How many of its items were given.
    given: usize,
    /// What else came with it.
    page: Option<Response<()>>,
}

impl<T> Items<T> {
    pub(super) fn new(walk: PageWalk<Vec<T>>) -> Self {
        Self { walk, left: Vec::new().into_iter(), given: 0, page: None }
    }

    /// The next item.
    ///
    /// A future that is dropped loses nothing: the next call waits for the same answer.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        self.walk.turn_blocking(false);
        poll_fn(|cx| self.poll(cx)).await
    }

    /// The next item. Blocks the thread: not for use inside of async code.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<T, Error>> {
        self.walk.turn_blocking(true);
        block_on(poll_fn(|cx| self.poll(cx)))
    }

    /// Where the next item stands: a value to keep. None after the last item of the last page.
    #[must_use]
    pub fn position(&self) -> Option<PagePosition> {
        if self.left.len() == 0 {
            return self.walk.position().cloned();
        }
        Some(PagePosition { mark: self.walk.here().mark.clone(), given: self.given })
    }

    /// Goes on at a position that was kept: with the item that comes next there.
    ///
    /// Items are counted within their page. Where the page holds others by now, the count is wrong by those.
    pub fn resume(mut self, position: PagePosition) -> Self {
        self.walk.resume(position);
        (self.left, self.given, self.page) = (Vec::new().into_iter(), 0, None);
        self
    }

    /// Status and headers of the page that came last. None before the first one.
    #[must_use]
    pub fn page(&self) -> Option<&Response<()>> {
        self.page.as_ref()
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.left.next() {
                self.given += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.walk.poll(cx)) {
                None => return Poll::Ready(None),
                Some(Err(err)) => return Poll::Ready(Some(Err(err))),
                Some(Ok(page)) => self.take(page),
            }
        }
    }

    fn take(&mut self, page: Response<Vec<T>>) {
        let (page, body) = page.split();
        self.left = body.into_iter();
        self.given = 0;
        for _ in 0..self.walk.here().given {
            if self.left.next().is_none() {
                break;
            }
            self.given += 1;
        }
        self.page = Some(page);
    }
}

/// Nothing in it is pinned.
impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.walk.turn_blocking(false);
        self.poll(cx)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("walk", &self.walk)
            .field("left", &self.left.len())
            .finish_non_exhaustive()
    }
}
