//! The table that a crate's file states: one entry an operation, with the typed call. What must come of the call is in
//! the document, so an entry says none of it.

use std::{future::Future, pin::Pin};

use serde::Serialize;
use serde_json::Value;
use vetted_runtime::{Bytes, Error, StatusCode};

/// An operation's typed calls.
pub(super) struct Call<C> {
    /// The document's `operationId`.
    pub(super) id: &'static str,
    /// The media type of the body, where the operation takes several and this is not the first.
    pub(super) media: Option<&'static str>,
    /// The call with what is required and nothing else, by `send`.
    pub(super) bare: fn(&C) -> Sent,
    /// The call with every parameter, each as its example in the document, by `send_raw`.
    pub(super) full: fn(&C) -> SentRaw,
    /// The typed error, as `Debug` shows it.
    pub(super) error: Option<fn(&Error) -> Typed>,
}

/// `None` for a status that the document does not list.
pub(super) type Typed = Option<Result<String, Error>>;
pub(super) type Sent = Pin<Box<dyn Future<Output = Result<Seen, Error>>>>;
pub(super) type SentRaw = Pin<Box<dyn Future<Output = Result<(StatusCode, Seen), Error>>>>;

/// What a call gave.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seen {
    /// The variant, where several statuses are answers.
    pub(super) variant: Option<&'static str>,
    pub(super) body: Body,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Body {
    /// A type, written as JSON again. Null for no body.
    Json(Value),
    Bytes(Bytes),
}

impl Seen {
    pub(super) fn json(body: impl Serialize) -> Self {
        Self { variant: None, body: Body::Json(json(body)) }
    }

    pub(super) fn bytes(body: Bytes) -> Self {
        Self { variant: None, body: Body::Bytes(body) }
    }

    pub(super) fn variant(name: &'static str, body: impl Serialize) -> Self {
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
        vec![$($crate::wire::table::Call::<$Client> {
            id: $id,
            media: calls!(@first $(Some($media),)? None),
            bare: |$client| {
                let request = $call;
                let seen = calls!(@first $($seen,)? $crate::wire::table::Seen::json);
                Box::pin(async move { request.send().await.map(seen) })
            },
            full: |$client| {
                let request = $call$($(.$setter($($value),*))+)?;
                let seen = calls!(@first $($seen,)? $crate::wire::table::Seen::json);
                Box::pin(async move {
                    let response = request.send_raw().await?;
                    Ok((response.status, seen(response.body)))
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
pub(super) use calls;
