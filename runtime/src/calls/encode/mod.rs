//! What each part of a request can hold without meaning something else: percent-encoding for URLs; headers and cookies,
//! which have none, refuse.

mod cookie;
mod header;

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

pub(crate) use self::{
    cookie::{check_cookie, is_cookie_value},
    header::header_line,
};

/// Everything but RFC 3986's unreserved characters.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// `allowReserved`: reserved characters stay, but for those that would end the value (`&`, `#`), read as a space (`+`),
/// or that URL parsers change on their own (`'`, `[`, `]`).
const RESERVED: &AsciiSet = &VALUE
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// `allowReserved` in a path: a value may hold several segments, but not end the path.
const RESERVED_IN_PATH: &AsciiSet =
    &RESERVED.remove(b'&').remove(b'+').remove(b'\'').add(b'?').add(b'#');

/// What stands in a path template as it is: the document's own text, in which `%2F` means `%2F`.
const LITERAL: &AsciiSet = &RESERVED_IN_PATH.remove(b'%');

/// A value in a path or a query.
pub(crate) fn value(text: &str) -> String {
    encoded(text, VALUE).into_owned()
}

/// A query value with `allowReserved`.
pub(crate) fn reserved(text: &str) -> String {
    encoded(text, RESERVED).into_owned()
}

/// A path value with `allowReserved`.
pub(crate) fn reserved_in_path(text: &str) -> String {
    encoded(text, RESERVED_IN_PATH).into_owned()
}

/// Text of the document, or of the caller's own path.
pub(crate) fn literal(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| is_plain(byte) || byte == b'/') {
        return text.into();
    }
    encoded(text, LITERAL)
}

/// Most texts have nothing to encode, ids above all; a quick look tells that, and they are not copied.
fn encoded<'t>(text: &'t str, set: &'static AsciiSet) -> Cow<'t, str> {
    if text.bytes().all(is_plain) { text.into() } else { utf8_percent_encode(text, set).into() }
}

/// Whether a byte is one of RFC 3986's unreserved characters.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// A value in an `application/x-www-form-urlencoded` body.
pub(crate) fn form(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// A value in a header or a cookie, which have no encoding.
pub(crate) fn plain(text: &str) -> String {
    text.to_owned()
}

/// What was encoded, as it was before.
pub(crate) fn decoded(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}
