//! From page to page: begin a request, send it, finish with its answer. Only sending waits.

use std::{
    fmt, mem,
    task::{Context, Poll, ready},
};

use super::{
    decide::{self, Memory, Next},
    facts::Facts,
    plan::{Paging, Style},
    position::{Mark, PagePosition},
};
use crate::calls::{
    answer::{DecodeFailure, RawResponse},
    call::Call,
    delivery::{Response, Work},
    error::{Error, RequestError},
    request::Request,
};

/// Reads a page, or the part of it that is wanted.
pub(super) type Read<B> = fn(&RawResponse) -> Result<(B, Facts), DecodeFailure>;

const OTHER_KIND: &str = "the position is one of a list that comes in another way";

/// A walk over pages, each read as a `B`.
pub(super) struct Walk<B> {
    request: Request,
    paging: &'static Paging,
    read: Read<B>,
    memory: Memory,
    state: State,
    /// The call for the page that was asked for.
    work: Option<Work>,
    /// The position of the page that was given last.
    here: PagePosition,
}

enum State {
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

impl<B> Walk<B> {
    pub(super) fn new(request: Request, paging: &'static Paging, read: Read<B>) -> Self {
        let (state, here) = (State::Before(PagePosition::default()), PagePosition::default());
        Self { request, paging, read, memory: Memory::default(), state, work: None, here }
    }

    /// Goes on elsewhere, whatever was before.
    pub(super) fn resume(&mut self, position: PagePosition) {
        (self.memory, self.work) = (Memory::default(), None);
        self.state = State::Before(position);
    }

    /// Where the next page begins; None after the last one.
    pub(super) fn position(&self) -> Option<&PagePosition> {
        match &self.state {
            State::Before(position)
            | State::Sent(position)
            | State::Lost(position, _)
            | State::Failed(position) => Some(position),
            State::Ended => None,
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
            && let State::Sent(position) = &mut self.state
        {
            self.state = State::Before(mem::take(position));
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
        let (position, wrong) = match mem::replace(&mut self.state, State::Ended) {
            State::Before(position) => (position, None),
            State::Lost(position, why) => (position, Some(why)),
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
                self.state = State::Failed(position);
                Err(err)
            }
            (None, Ok(request)) => {
                self.state = State::Sent(position);
                Ok(request)
            }
        })
    }

    fn request_at(&self, mark: &Mark) -> Result<Request, &'static str> {
        let mut request = self.request.again();
        match (self.paging.style, mark) {
            (_, Mark::Start) => {}
            (Style::Cursor { parameter }, Mark::Cursor(cursor)) => {
                request.set_page(parameter, cursor);
            }
            (Style::Offset { parameter, .. } | Style::Page { parameter, .. }, Mark::Number(at)) => {
                request.set_page(parameter, &at.to_string());
            }
            (Style::NextLink | Style::LinkHeader, Mark::Link(url)) => request.follow(url),
            _ => return Err(OTHER_KIND),
        }
        Ok(request)
    }

    /// Takes the answer to the request of [`Walk::begin`].
    fn finish(
        &mut self,
        answer: Result<(Call, RawResponse), Error>,
    ) -> Option<Result<Response<B>, Error>> {
        let State::Sent(position) = mem::replace(&mut self.state, State::Ended) else {
            return None;
        };
        let read = answer.and_then(|(call, raw)| match (self.read)(&raw) {
            Ok((body, facts)) => Ok((body, facts, (call, raw))),
            Err(failure) => Err(Error::decode(call, raw, failure)),
        });
        let (body, facts, (call, raw)) = match read {
            Ok(read) => read,
            Err(err) => {
                self.state = State::Failed(position);
                return Some(Err(err));
            }
        };
        let current = match &position.mark {
            Mark::Start => self.start(),
            other => other.clone(),
        };
        let size = self.paging.size;
        let asked = size.and_then(|size| self.request.query_value(size.parameter)?.parse().ok());
        let answer = (raw.headers(), &raw.body()[..]);
        let next = decide::next(*self.paging, &mut self.memory, &current, asked, &facts, answer);
        self.state = match next {
            Next::Page(mark) => State::Before(mark.into()),
            Next::Lost(why) => State::Lost(position.clone(), why),
            Next::End => State::Ended,
        };
        self.here = position;
        Some(Ok(Response::new(call, raw, body)))
    }

    /// Where the request begins by itself, as far as it says so.
    fn start(&self) -> Mark {
        match self.paging.style {
            Style::Cursor { parameter } => {
                self.request.query_value(parameter).map(Mark::Cursor).unwrap_or_default()
            }
            Style::Offset { parameter, .. } | Style::Page { parameter, .. } => {
                let set = self.request.query_value(parameter).and_then(|text| text.parse().ok());
                set.map(Mark::Number).unwrap_or_default()
            }
            Style::NextLink | Style::LinkHeader => Mark::Start,
        }
    }
}

impl<B> fmt::Debug for Walk<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Walk")
            .field("request", &self.request)
            .field("position", &self.position())
            .finish_non_exhaustive()
    }
}
