//! What an attempt goes out with.

use http::{HeaderMap, HeaderValue, header};
use url::Url;

use crate::{
    Secret,
    calls::{
        auth::{Scheme, SchemeKind, SentCredential},
        encode,
    },
    wire::says_secret,
};

/// Where an attempt goes, and what it says, credentials included.
pub(crate) struct Signed {
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    /// The tokens that were fetched, and for which schemes.
    pub(crate) fetched: Vec<(&'static Scheme, Secret)>,
    /// Whether a credential of the document is among it.
    pub(crate) credited: bool,
}

impl Signed {
    /// Whether there is already what a scheme would send.
    pub(crate) fn has(&self, scheme: &Scheme) -> bool {
        match scheme.kind {
            SchemeKind::Header(name) => self.headers.contains_key(name),
            SchemeKind::Query(name) => self.url.query_pairs().any(|(set, _)| set == name),
            SchemeKind::Cookie(name) => self.has_cookie(name),
            SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::ClientCredentials { .. } => {
                self.headers.contains_key(header::AUTHORIZATION)
            }
        }
    }

    /// Whether it says in any way who calls, as far as names tell.
    pub(crate) fn tells_who_calls(&self) -> bool {
        self.credited
            || self.headers.keys().any(|name| says_secret(name.as_str()))
            || self.url.query_pairs().any(|(name, _)| says_secret(&name))
    }

    fn has_cookie(&self, name: &str) -> bool {
        let cookies = self.headers.get(header::COOKIE).map_or(&[][..], HeaderValue::as_bytes);
        let mut cookies = cookies.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
        cookies.any(|cookie| cookie.split(|byte| *byte == b'=').next() == Some(name.as_bytes()))
    }

    /// Adds a credential.
    pub(crate) fn add(&mut self, line: SentCredential) -> Result<(), String> {
        match line {
            SentCredential::Header(name, value) => {
                self.headers.insert(name, value);
            }
            SentCredential::Query(name, value) => {
                let mut query = self.url.query().unwrap_or_default().to_owned();
                add_pair(&mut query, &encode::value(name), &encode::value(value.expose()));
                self.url.set_query(Some(&query));
            }
            SentCredential::Cookie(text) => add_cookie(&mut self.headers, text.expose())?,
        }
        Ok(())
    }
}

/// Adds a pair, both parts of which are encoded, to a query.
pub(crate) fn add_pair(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(name);
    query.push('=');
    query.push_str(value);
}

/// Adds `name=value` to the cookies.
pub(crate) fn add_cookie(headers: &mut HeaderMap, cookie: &str) -> Result<(), String> {
    let mut line = match headers.get(header::COOKIE) {
        Some(set) => [set.as_bytes(), b"; "].concat(),
        None => Vec::new(),
    };
    line.extend_from_slice(cookie.as_bytes());
    let mut value = HeaderValue::from_bytes(&line)
        .map_err(|_| "a cookie has a control character in its value".to_owned())?;
    value.set_sensitive(true);
    headers.insert(header::COOKIE, value);
    Ok(())
}
