//! A request as the server got it, and the answer that it gives.

use http_body_util::Full;
use hyper::{
    HeaderMap, Method, Response, StatusCode,
    body::Bytes,
    header::{CONTENT_TYPE, HeaderName, HeaderValue},
    http::request::Parts,
};
use serde_json::Value;

/// A request, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path as it came, percent signs and all.
    pub path: String,
    /// What stood behind the question mark, as it came.
    pub query: Option<String>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// One part of a multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The name of the form's field.
    pub name: String,
    /// The name of the file, where the part is one.
    pub file_name: Option<String>,
    /// The media type, where the part says one.
    pub content_type: Option<String>,
    /// What it holds.
    pub bytes: Bytes,
}

impl Request {
    pub(super) fn new(head: Parts, body: Bytes) -> Self {
        let (path, query) = (head.uri.path().to_owned(), head.uri.query().map(str::to_owned));
        Self { method: head.method, path, query, headers: head.headers, body }
    }

    /// A header as text. `None` where it is missing or not text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The media type of the body, in lower case and without its parameters.
    #[must_use]
    pub fn media_type(&self) -> Option<String> {
        let text = self.header(CONTENT_TYPE.as_str())?;
        Some(text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
    }

    /// The names and values of the query, decoded, in order.
    #[must_use]
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        pairs(self.query.as_deref().unwrap_or_default().as_bytes())
    }

    /// The names and values of a urlencoded body, decoded, in order.
    #[must_use]
    pub fn form_pairs(&self) -> Vec<(String, String)> {
        pairs(&self.body)
    }

    /// The body as JSON. `None` where it is none.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The parts of a multipart body. `None` where it is none, or broken.
    #[must_use]
    pub fn parts(&self) -> Option<Vec<Part>> {
        let content_type = self.header(CONTENT_TYPE.as_str())?;
        let boundary = parameter(content_type, "boundary")?;
        let delimiter = format!("\r\n--{boundary}");
        // The first delimiter has no line break before it.
        let whole = [b"\r\n", &self.body[..]].concat();
        let mut parts = Vec::new();
        let mut pieces = split(&whole, delimiter.as_bytes()).into_iter().skip(1);
        loop {
            let piece = pieces.next()?;
            if piece.starts_with(b"--") {
                return Some(parts);
            }
            parts.push(part(piece.strip_prefix(b"\r\n")?)?);
        }
    }
}

fn pairs(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}

fn part(piece: &[u8]) -> Option<Part> {
    let at = piece.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(piece.get(..at)?).ok()?;
    let header = |wanted: &str| {
        let found = head.lines().filter_map(|line| line.split_once(':'));
        found.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|it| it.1.trim())
    };
    let disposition = header("content-disposition")?;
    Some(Part {
        name: parameter(disposition, "name")?.to_owned(),
        file_name: parameter(disposition, "filename").map(str::to_owned),
        content_type: header("content-type").map(str::to_owned),
        bytes: Bytes::copy_from_slice(piece.get(at + 4..)?),
    })
}

/// A parameter of a header: `boundary=x`, `name="x"`.
fn parameter<'h>(header: &'h str, name: &str) -> Option<&'h str> {
    let mut found = header.split(';').skip(1).filter_map(|it| it.trim().split_once('='));
    Some(found.find(|(key, _)| key.eq_ignore_ascii_case(name))?.1.trim_matches('"'))
}

fn split<'b>(bytes: &'b [u8], delimiter: &[u8]) -> Vec<&'b [u8]> {
    let mut pieces = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(delimiter.len()).position(|window| window == delimiter) {
        let (piece, behind) = rest.split_at(at);
        pieces.push(piece);
        rest = behind.get(delimiter.len()..).unwrap_or_default();
    }
    pieces.push(rest);
    pieces
}

/// What the server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// A status, without a body.
    #[must_use]
    pub fn status(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: Bytes::new() }
    }

    /// JSON.
    #[must_use]
    pub fn json(status: StatusCode, body: &Value) -> Self {
        Self::bytes(status, "application/json", body.to_string())
    }

    /// A body of any media type.
    #[must_use]
    pub fn bytes(status: StatusCode, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        let mut answer = Self { body: body.into(), ..Self::status(status) };
        answer.headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        answer
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        self
    }

    pub(super) fn header_value(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    pub(super) fn into_http(self) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}
