//! The same request once more, for another page.

use super::{Request, style::Style};
use crate::calls::{
    answer::{Answer as _, Json},
    delivery::Work,
    encode,
    error::RequestError,
};

impl Request {
    /// The same request. What went wrong while it was built stays behind, as does a body that is streamed.
    pub(crate) fn again(&self) -> Self {
        Self {
            core: self.core.clone(),
            operation: self.operation,
            method: self.method.clone(),
            path: self.path.clone(),
            path_values: self.path_values.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            own_headers: self.own_headers.clone(),
            cookies: self.cookies.clone(),
            content: self.content.clone(),
            accept: self.accept,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            max_items: self.max_items,
            retries: self.retries,
            repeatable: self.repeatable,
            blocking: self.blocking,
            link: self.link.clone(),
            raw: self.raw,
            error: None,
        }
    }

    /// What went wrong while the request was built. Asked again it has no source any more: that can be had once.
    pub(crate) fn take_error(&mut self) -> Option<Box<RequestError>> {
        let err = self.error.take()?;
        self.error = Some(Box::new(RequestError::new(err.call.clone(), err.message())));
        Some(err)
    }

    /// Says whether sending blocks the thread. True if that is news.
    pub(crate) fn turn_blocking(&mut self, blocking: bool) -> bool {
        std::mem::replace(&mut self.blocking, blocking) != blocking
    }

    /// Says which page is meant.
    pub(crate) fn set_page(&mut self, parameter: &'static str, value: &str) {
        self.set_query(parameter.into(), &value.into(), Style::Form, encode::value);
    }

    /// Goes where the server says, below nothing of the document's.
    pub(crate) fn follow(&mut self, url: &str) {
        self.link = Some(url.to_owned());
    }

    /// The value of a query parameter that has just one.
    pub(crate) fn query_value(&self, name: &str) -> Option<String> {
        let (_, pairs) = self.query.iter().find(|(it, _)| it == name)?;
        let [(_, value)] = pairs.as_slice() else { return None };
        encode::decoded(value)
    }

    /// Sends the request for a page.
    pub(crate) fn page_work(self) -> Work {
        self.work(Json::<()>::ACCEPT)
    }
}
