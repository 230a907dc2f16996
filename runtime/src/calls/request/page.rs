//! The same request once more, for another page.

use url::Url;

use super::{Request, encode, style::Style};
use crate::calls::{
    answer::{Answer as _, Json, Work},
    client::origin,
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

/// Where a link to the next page leads, seen from `url`. Never to another origin: it would get the credentials, and would
/// have to be trusted with saying what stands on the list.
pub(super) fn linked(url: &Url, link: &str) -> Result<Url, String> {
    let next =
        url.join(link).map_err(|_| "the server's link to the next page is no URL".to_owned())?;
    if !origin::is_same(url, &next) {
        let elsewhere = next.origin().ascii_serialization();
        return Err(format!("the server's link to the next page leads elsewhere: {elsewhere}"));
    }
    Ok(origin::cleaned(next))
}

#[cfg(test)]
mod tests {
    use url::Url;

    fn linked(link: &str) -> Result<String, String> {
        let url = Url::parse("https://a.com/v1/things?key=1").unwrap();
        super::linked(&url, link).map(String::from)
    }

    #[test]
    fn a_link_stays_with_its_origin() {
        assert_eq!(linked("https://u:p@A.com:443/x?y#z").unwrap(), "https://a.com/x?y");
        assert_eq!(linked("?page=2").unwrap(), "https://a.com/v1/things?page=2");
        assert_eq!(linked("more").unwrap(), "https://a.com/v1/more");
        for elsewhere in ["//b.com/x", "http://a.com/", "https://a.com:8443/", "data:x", "https://"]
        {
            assert!(linked(elsewhere).is_err(), "{elsewhere}");
        }
    }
}
