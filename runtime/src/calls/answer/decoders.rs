//! The decoders of an answer that is there as a whole, each a type that tables name.

use std::{any::type_name, fmt, marker::PhantomData};

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::{Answer, DecodeFailure, RawResponse, media_type};
use crate::wire;

/// JSON, read as a `T`.
///
/// Of a success (2xx), an empty body is null where `T` reads that, or else an object where nothing in it is required.
/// Null is an empty list or map. Anything else is an error.
pub struct Json<T>(PhantomData<fn() -> T>);

/// No body. If one comes all the same, it is ignored.
#[derive(Debug)]
pub enum Empty {}

/// Text in UTF-8. A JSON string, if the answer says that it is JSON, is the text that it stands for.
pub struct Text<T = String>(PhantomData<fn() -> T>);

/// Bytes as they came.
pub struct Binary<T = Bytes>(PhantomData<fn() -> T>);

/// Whatever came, unread: for answers that the document does not describe.
pub struct Untyped<T = RawResponse>(PhantomData<fn() -> T>);

/// One of several bodies, by status: an enum that [`answers!`](crate::answers) was used for.
pub struct ByStatus<T>(PhantomData<fn() -> T>);

/// The kinds say what they give, so that a table can name both at once: `Text<String>`.
macro_rules! shown_by_name {
    ($($kind:ident),*) => {
        $(impl<T> fmt::Debug for $kind<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($kind))
            }
        })*
    };
}

shown_by_name!(Json, Text, Binary, Untyped, ByStatus);

impl<T: DeserializeOwned> Answer for Json<T> {
    const ACCEPT: &'static str = "application/json";
    type Body = T;

    fn decode(raw: &RawResponse) -> Result<T, DecodeFailure> {
        let text = json_text(raw.body());
        if let Some(failure) = DecodeFailure::too_many(text.unwrap_or_default(), raw.max_items()) {
            return Err(failure);
        }
        let err = match wire::read(text.unwrap_or(NULL)) {
            Ok(body) => return Ok(body),
            Err(err) => err,
        };
        let accepted = raw.status().is_success();
        if accepted && let Some(body) = empty(text) {
            return Ok(body);
        }
        Err(match text {
            Some(text) => DecodeFailure::json(text, &err).headed(raw.headers()),
            None if accepted => DecodeFailure::new("has no body: the call was accepted"),
            None => DecodeFailure::new("has no body"),
        })
    }
}

const NULL: &[u8] = b"null";

/// What an empty body or null stands for where there must be something. Some servers write lists and maps without
/// anything in them as null; and what has nothing to say of an object may say nothing at all.
fn empty<T: DeserializeOwned>(text: Option<&[u8]>) -> Option<T> {
    let is_map = || type_name::<T>().starts_with("alloc::collections::btree::map::BTreeMap<");
    let form: &[u8] = match text {
        None => b"{}",
        Some(text) if text.trim_ascii() != NULL => return None,
        Some(_) if is_map() => b"{}",
        Some(_) => b"[]",
    };
    wire::read(form).ok()
}

impl Answer for Empty {
    const ACCEPT: &'static str = "application/json";
    type Body = ();

    fn decode(_: &RawResponse) -> Result<(), DecodeFailure> {
        Ok(())
    }
}

impl Answer for Text<String> {
    const ACCEPT: &'static str = "text/*, */*;q=0.5";
    type Body = String;

    fn decode(raw: &RawResponse) -> Result<String, DecodeFailure> {
        let Ok(text) = std::str::from_utf8(raw.body()) else {
            return Err(DecodeFailure::new("is no text in UTF-8"));
        };
        let is_json = media_type(raw.headers()).is_some_and(|it| it.ends_with("json"));
        let quoted = || serde_json::from_slice(json_text(raw.body()).filter(|_| is_json)?).ok();
        Ok(quoted().unwrap_or_else(|| text.to_owned()))
    }
}

impl Answer for Binary<Bytes> {
    const ACCEPT: &'static str = "*/*";
    type Body = Bytes;

    fn decode(raw: &RawResponse) -> Result<Bytes, DecodeFailure> {
        Ok(raw.body().clone())
    }
}

impl<T: Answer<Body = T>> Answer for ByStatus<T> {
    const ACCEPT: &'static str = T::ACCEPT;
    type Body = T;

    fn decode(raw: &RawResponse) -> Result<T, DecodeFailure> {
        T::decode(raw)
    }
}

impl Answer for Untyped<RawResponse> {
    const ACCEPT: &'static str = "*/*";
    type Body = RawResponse;

    fn decode(raw: &RawResponse) -> Result<RawResponse, DecodeFailure> {
        Ok(raw.clone())
    }
}

/// The body without a byte order mark, which JSON does not allow and some servers send; None if nothing is left.
fn json_text(body: &[u8]) -> Option<&[u8]> {
    let text = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    if text.trim_ascii().is_empty() { None } else { Some(text) }
}

/// The `accept` header of an operation with several success answers: their common one, or anything.
#[doc(hidden)]
#[must_use]
pub const fn accept(kinds: &[&'static str]) -> &'static str {
    let Some((first, mut rest)) = kinds.split_first() else { return "*/*" };
    while let Some((kind, others)) = rest.split_first() {
        if !same(first.as_bytes(), kind.as_bytes()) {
            return "*/*";
        }
        rest = others;
    }
    first
}

/// `==` is not const.
const fn same(mut one: &[u8], mut other: &[u8]) -> bool {
    loop {
        match (one.split_first(), other.split_first()) {
            (None, None) => return true,
            (Some((a, rest)), Some((b, others))) if *a == *b => (one, other) = (rest, others),
            _ => return false,
        }
    }
}
