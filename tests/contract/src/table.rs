//! The table that a crate's file states: one entry an operation, with the typed call. What must come of the call is in
//! the document, so an entry says none of it.

use std::{future::Future, pin::Pin};

use serde::Serialize;
use serde_json::Value;
use vetted_runtime::{Bytes, Error, HeaderMap, StatusCode};

use crate::document::Document;

/// A crate and its document.
#[derive(Debug)]
pub struct Subject<C> {
    /// The document's name in `specs/`.
    pub api: &'static str,
    /// A call for each operation, and for each media type of its body.
    pub calls: Vec<Call<C>>,
    /// What `connect` gives the client.
    pub credentials: &'static [Credential],
    /// Makes a client for a base address.
    pub connect: fn(&str) -> Result<C, Error>,
}

impl<C> Subject<C> {
    /// Operations without a call, and calls without an operation. Each media type of a body is a call of its own.
    #[must_use]
    pub fn differences(&self, document: &Document) -> Vec<String> {
        let mut wanted = Vec::new();
        for operation in document.operations() {
            wanted.push((operation.id.to_owned(), None));
            let others = operation.bodies.iter().skip(1);
            wanted.extend(others.map(|it| (operation.id.to_owned(), Some(it.name.to_owned()))));
        }
        let stated: Vec<_> = self
            .calls
            .iter()
            .map(|call| (call.id.to_owned(), call.media.map(str::to_owned)))
            .collect();
        let missing = wanted.iter().filter(|it| !stated.contains(it));
        let missing = missing.map(|it| format!("{it:?} is in the document, and has no call"));
        let unknown = stated.iter().filter(|it| !wanted.contains(it));
        let unknown = unknown.map(|it| format!("{it:?} has a call, and is not in the document"));
        missing.chain(unknown).collect()
    }
}

/// A credential that the client holds.
#[derive(Debug, Clone, Copy)]
pub struct Credential {
    /// The header that it goes into.
    pub header: &'static str,
    /// What the header says.
    pub value: &'static str,
}

/// An operation's typed calls.
#[derive(Debug)]
pub struct Call<C> {
    /// The document's `operationId`.
    pub id: &'static str,
    /// The media type of the body, where the operation takes several and this is not the first.
    pub media: Option<&'static str>,
    /// The call with what is required and nothing else, by `send`.
    pub bare: fn(&C) -> Sent,
    /// The call with every parameter, each as its example in the document, by `send_raw`.
    pub full: fn(&C) -> SentRaw,
    /// The typed error, as `Debug` shows it.
    pub error: Option<fn(&Error) -> Typed>,
}

/// `None` for a status that the document does not list.
pub type Typed = Option<Result<String, Error>>;
/// A call that was made by `send`.
pub type Sent = Pin<Box<dyn Future<Output = Result<Seen, Error>>>>;
/// A call that was made by `send_raw`.
pub type SentRaw = Pin<Box<dyn Future<Output = Result<Answered, Error>>>>;

/// What a call gave, and the answer's head.
#[derive(Debug)]
pub struct Answered {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as the client read it.
    pub seen: Seen,
}

/// What a call gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The variant, where several statuses are answers.
    pub variant: Option<&'static str>,
    /// The body.
    pub body: Body,
}

/// A body that was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// A type, written as JSON again. Null for no body.
    Json(Value),
    /// Bytes as they came.
    Bytes(Bytes),
}

impl Seen {
    /// A type.
    pub(crate) fn json(body: impl Serialize) -> Self {
        Self { variant: None, body: Body::Json(json(body)) }
    }

    /// Bytes.
    pub(crate) fn bytes(body: Bytes) -> Self {
        Self { variant: None, body: Body::Bytes(body) }
    }

    /// One of several answers.
    pub(crate) fn variant(name: &'static str, body: impl Serialize) -> Self {
        Self { variant: Some(name), body: Body::Json(json(body)) }
    }
}

fn json(body: impl Serialize) -> Value {
    match serde_json::to_value(body) {
        Ok(value) => value,
        Err(err) => panic!("a value that was read cannot be written: {err}"),
    }
}

/// States the calls of a crate.
///
/// ```text
/// calls! { client: bindbee_ats::Client;
///     // operationId => the call with its required arguments; then, in this order and as far as they apply:
///     // `with` the setters, `fails` with the enum of errors, `gives` what turns an answer into `Seen`.
///     "listTags" => client.tags().list(), with .page_size(50), fails tags::ListError;
///     "createThing" as "multipart/form-data" => client.things().create_multipart(&thing);
/// }
/// ```
macro_rules! calls {
    ($client:ident: $Client:ty; $(
        $id:literal $(as $media:literal)? => $call:expr
        $(, with $(.$setter:ident($($value:expr),*))+)?
        $(, fails $Error:ty)?
        $(, gives $seen:expr)?
    ;)*) => {
        vec![$($crate::table::Call::<$Client> {
            id: $id,
            media: calls!(@first $(Some($media),)? None),
            bare: |$client| {
                let request = $call;
                let seen = calls!(@first $($seen,)? $crate::table::Seen::json);
                Box::pin(async move { request.send().await.map(seen) })
            },
            full: |$client| {
                let request = $call$($(.$setter($($value),*))+)?;
                let seen = calls!(@first $($seen,)? $crate::table::Seen::json);
                Box::pin(async move {
                    let response = request.send_raw().await?;
                    let (status, headers) = (response.status, response.headers);
                    Ok($crate::table::Answered { status, headers, seen: seen(response.body) })
                })
            },
            error: calls!(@first $(Some(|error| {
                let typed = error.documented::<$Error>()?;
                Some(typed.map(|typed| format!("{typed:?}")))
            }),)? None),
        },)*]
    };
    (@first $first:expr $(, $rest:expr)*) => { $first };
}
pub(crate) use calls;
