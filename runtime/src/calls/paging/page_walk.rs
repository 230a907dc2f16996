//! From page to page: begin a request, send it, finish with its answer. Only sending waits.

use std::{
    fmt, mem,
    task::{Context, Poll, ready},
};

use super::{
    next_page::{self, NextPage, PagesSeen},
    page_facts::PageFacts,
    paging_style::{Paging, PagingStyle},
    position::{PagePosition, PageStart},
};
use crate::calls::{
    answer::{DecodeFailure, RawResponse},
    call::Call,
    delivery::{Response, Work},
    error::{Error, RequestError},
    request::Request,
};

/// Reads a page, or the part of it that is wanted.
pub(super) type ReadPage<B> = fn(&RawResponse) -> Result<(B, PageFacts), DecodeFailure>;

const OTHER_KIND: &str = "the position is one of a list that comes in another way";

/// A walk over pages, each read as a `B`.
pub(super) struct PageWalk<B> {
    request: Request,
    paging: &'static Paging,
    read: ReadPage<B>,
    memory: PagesSeen,
    state: WalkState,
    /// The call for the page that was asked for.
    work: Option<Work>,
    /// The position of the page that was given last.
    here: PagePosition,
}

enum WalkState {
    /// A page is to be asked for.
    Before(PagePosition),
    /// It was asked for.
    Sent(PagePosition),
    /// It cannot be asked for.
    Lost(PagePosition, &'static str),
    /// It failed, and that was said.
    Failed(PagePosition),
    /// There is none.
    Ended,
}

impl<B> PageWalk<B> {
    pub(super) fn new(request: Request, paging: &'static Paging, read: ReadPage<B>) -> Self {
        let (state, here) = (WalkState::Before(PagePosition::default()), PagePosition::default());
        Self { request, paging, read, memory: PagesSeen::default(), state, work: None, here }
    }

    /// Goes on elsewhere, whatever was before.
    pub(super) fn resume(&mut self, position: PagePosition) {
        (self.memory, self.work) = (PagesSeen::default(), None);
        self.state = WalkState::Before(position);
    }

    /// Where the next page begins; None after the last one.
    pub(super) fn position(&self) -> Option<&PagePosition> {
        match &self.state {
            WalkState::Before(position)
            | WalkState::Sent(position)
            | WalkState::Lost(position, _)
            | WalkState::Failed(position) => Some(position),
            WalkState::Ended => None,
        }
    }

    /// Where the page that was given last begins.
    pub(super) fn here(&self) -> &PagePosition {
        &self.here
    }

    /// Sends from now on so that the thread blocks, or so that it does not. What is under way in the other manner is
    /// asked for again.
    pub(super) fn turn_blocking(&mut self, blocking: bool) {
        if self.request.turn_blocking(blocking)
            && let WalkState::Sent(position) = &mut self.state
        {
            self.state = WalkState::Before(mem::take(position));
            self.work = None;
        }
    }

    /// The next page; None after the last one, and after an error.
    pub(super) fn poll(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Response<B>, Error>>> {
        match self.begin() {
            None => {}
            Some(Err(err)) => return Poll::Ready(Some(Err(err))),
            Some(Ok(request)) => self.work = Some(request.page_work()),
        }
        let Some(work) = &mut self.work else { return Poll::Ready(None) };
        let answer = ready!(work.as_mut().poll(cx));
        self.work = None;
        Poll::Ready(self.finish(answer))
    }

    /// The request of the next page. None if it was begun already, or if there is none.
    fn begin(&mut self) -> Option<Result<Request, Error>> {
        let (position, wrong) = match mem::replace(&mut self.state, WalkState::Ended) {
            WalkState::Before(position) => (position, None),
            WalkState::Lost(position, why) => (position, Some(why)),
            other => {
                self.state = other;
                return None;
            }
        };
        let begun = match wrong {
            Some(why) => Err(why),
            None => self.request_at(&position.mark),
        };
        // What went wrong while the request was built comes first: nothing is sent if a part is wrong.
        let failed = self.request.take_error().map(Error::Request);
        let begun = begun.map_err(|why| RequestError::new(Some(self.request.call()), why).into());
        Some(match (failed, begun) {
            (Some(err), _) | (None, Err(err)) => {
                self.state = WalkState::Failed(position);
                Err(err)
            }
            (None, Ok(request)) => {
                self.state = WalkState::Sent(position);
                Ok(request)
            }
        })
    }

    fn request_at(&self, mark: &PageStart) -> Result<Request, &'static str> {
        let mut request = self.request.again();
        match (self.paging.style, mark) {
            (_, PageStart::Start) => {}
            (PagingStyle::Cursor { parameter }, PageStart::Cursor(cursor)) => {
                request.set_page(parameter, cursor);
            }
            (
                PagingStyle::Offset { parameter, .. } | PagingStyle::Page { parameter, .. },
                PageStart::Number(at),
            ) => {
                request.set_page(parameter, &at.to_string());
            }
            (PagingStyle::NextLink | PagingStyle::LinkHeader, PageStart::Link(url)) => {
                request.follow(url);
            }
            _ => return Err(OTHER_KIND),
        }
        Ok(request)
    }

    /// Takes the answer to the request of [`PageWalk::begin`].
    fn finish(
        &mut self,
        answer: Result<(Call, RawResponse), Error>,
    ) -> Option<Result<Response<B>, Error>> {
        let WalkState::Sent(position) = mem::replace(&mut self.state, WalkState::Ended) else {
            return None;
        };
        let read = answer.and_then(|(call, raw)| match (self.read)(&raw) {
            Ok((body, facts)) => Ok((body, facts, (call, raw))),
            Err(failure) => Err(Error::decode(call, raw, failure)),
        });
        let (body, facts, (call, raw)) = match read {
            Ok(read) => read,
            Err(err) => {
                self.state = WalkState::Failed(position);
                return Some(Err(err));
            }
        };
        let current = match &position.mark {
            PageStart::Start => self.start(),
            other => other.clone(),
        };
        let size = self.paging.size;
        let asked = size.and_then(|size| self.request.query_value(size.parameter)?.parse().ok());
        let answer = (raw.headers(), &raw.body()[..]);
        let next = next_page::next(*self.paging, &mut self.memory, &current, asked, &facts, answer);
        self.state = match next {
            NextPage::Page(mark) => WalkState::Before(mark.into()),
            NextPage::Lost(why) => WalkState::Lost(position.clone(), why),
            NextPage::End => WalkState::Ended,
        };
        self.here = position;
        Some(Ok(Response::new(call, raw, body)))
    }

    /// Where the request begins by itself, as far as it says so.
    fn start(&self) -> PageStart {
        match self.paging.style {
            PagingStyle::Cursor { parameter } => {
                self.request.query_value(parameter).map(PageStart::Cursor).unwrap_or_default()
            }
            PagingStyle::Offset { parameter, .. } | PagingStyle::Page { parameter, .. } => {
                let set = self.request.query_value(parameter).and_then(|text| text.parse().ok());
                set.map(PageStart::Number).unwrap_or_default()
            }
            PagingStyle::NextLink | PagingStyle::LinkHeader => PageStart::Start,
        }
    }
}

impl<B> fmt::Debug for PageWalk<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageWalk")
            .field("request", &self.request)
            .field("position", &self.position())
            .finish_non_exhaustive()
    }
}
