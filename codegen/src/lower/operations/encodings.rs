//! Encodings: how the fields of a form or of a multipart body are written.

use crate::{
    diagnostic::{Code, Pointer},
    ir::{FieldEncoding, Style},
    lower::context::Context,
    model::{Encoding, MediaType, QueryStyle},
};

pub(crate) static ENCODING_BY_POSITION: Code = Code::warning(
    "encoding-by-position",
    "how the parts of a list are encoded, one by one",
    "`prefixEncoding` and `itemEncoding` say how each part of a multipart body is sent by its place. \
     The client does not read them: it sends the parts as they are given.",
);

pub(crate) static ENCODING_HEADERS: Code = Code::note(
    "encoding-headers",
    "headers of a part of a body, which no part has",
    "A part that the client sends has a name, a file name and a media type. Other headers of a part \
     are left out.",
);

/// Says that the parts of a list are not encoded by their places. `at`: the media type.
pub(in crate::lower) fn by_position(cx: &mut Context<'_>, media: &MediaType, at: &Pointer) {
    if !media.prefix_encoding.is_empty() || media.item_encoding.is_some() {
        let key = if media.prefix_encoding.is_empty() { "itemEncoding" } else { "prefixEncoding" };
        let message =
            format!("`{key}` is not read: the items of a list are sent as they are given");
        cx.report(&ENCODING_BY_POSITION, &at.join(key), message);
    }
}

/// The encodings that say something. `at`: the media type.
pub(in crate::lower) fn lower(
    cx: &mut Context<'_>,
    media: &MediaType,
    at: &Pointer,
) -> Vec<FieldEncoding> {
    let at = at.join("encoding");
    media.encoding.iter().filter_map(|(field, encoding)| one(cx, field, encoding, &at)).collect()
}

fn one(
    cx: &mut Context<'_>,
    field: &str,
    encoding: &Encoding,
    at: &Pointer,
) -> Option<FieldEncoding> {
    let at = at.join(field);
    if !encoding.headers.is_empty() {
        let message = format!("the headers of the part `{field}` are left out");
        let help = "a part has a name, a file name and a media type";
        cx.report_with(&ENCODING_HEADERS, &at.join("headers"), message, help);
    }
    // Several media types, or a range of them, are for the caller to choose from: a file says what it is.
    let concrete = |name: &&String| !name.contains([',', '*']) && !name.trim().is_empty();
    let content_type = encoding.content_type.as_ref().filter(concrete);
    let allow_reserved = encoding.allow_reserved;
    let style = match &encoding.style {
        Some(QueryStyle::Form) => Some((Style::Form, encoding.explode)),
        Some(QueryStyle::SpaceDelimited) => Some((Style::SpaceDelimited, encoding.explode)),
        Some(QueryStyle::PipeDelimited) => Some((Style::PipeDelimited, encoding.explode)),
        Some(QueryStyle::DeepObject) => Some((Style::DeepObject, true)),
        // `explode: false` alone is about the default style; `allowReserved` alone leaves that as it is.
        None if !encoding.explode => Some((Style::Form, false)),
        None => allow_reserved.then_some((Style::Form, true)),
    };
    let says_something = content_type.is_some() || style.is_some() || allow_reserved;
    says_something.then(|| FieldEncoding {
        field: field.to_owned(),
        content_type: content_type.map(|name| name.trim().to_owned()),
        style,
        allow_reserved,
    })
}
