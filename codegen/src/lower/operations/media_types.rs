//! Media types, and which of several is taken.

use crate::{
    ir::JsonType,
    lower::{context::Context, meaning::Kind},
    model::MediaType,
};

/// What a media type is to the client, the preferred kind first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum Family {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
}

/// The family of a media type; a wildcard is what its schema asks for.
pub(in crate::lower) fn family<'a>(cx: &Context<'a>, name: &str, media: &'a MediaType) -> Family {
    let essence = essence(name);
    match essence.as_str() {
        _ if sequential(name).is_some() => Family::Bytes,
        "application/json" | "text/json" => Family::Json,
        "application/x-www-form-urlencoded" => Family::Form,
        "multipart/form-data" => Family::Multipart,
        "*/*" | "application/*" | "*" => wildcard(cx, media),
        _ if essence.ends_with("+json") => Family::Json,
        _ if essence.starts_with("text/") => Family::Text,
        _ => Family::Bytes,
    }
}

/// Whether the client has no better than bytes for a media type that means more.
pub(in crate::lower) fn is_unknown(name: &str) -> bool {
    !is_file(name) && !is_wildcard(name) && sequential(name).is_none()
}

/// Whether the media type is one of files, which are bytes to everybody.
pub(in crate::lower) fn is_file(name: &str) -> bool {
    let essence = essence(name);
    ["image/", "audio/", "video/", "font/"].iter().any(|kind| essence.starts_with(kind))
        || matches!(
            essence.as_str(),
            "application/octet-stream" | "application/pdf" | "application/zip" | "application/gzip"
        )
}

/// Whether the document gives a type that text or bytes cannot show.
pub(in crate::lower) fn is_typed<'a>(cx: &Context<'a>, media: &'a MediaType) -> bool {
    let Some(node) = &media.schema else { return false };
    let Some(said) = cx.schemas.keywords(node.into()) else { return false };
    match cx.schemas.json_type(node.into()) {
        Some(JsonType::String) => false,
        Some(_) => true,
        None => said.has_alternatives() || said.given_up,
    }
}

/// Media types whose body is item after item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Sequential {
    /// Server-sent events.
    Events,
    /// A JSON text a line.
    Lines,
    /// JSON texts behind record separators (RFC 7464).
    Texts,
}

/// How the items of a media type are told apart, if it has items.
pub(in crate::lower) fn sequential(name: &str) -> Option<Sequential> {
    let essence = essence(name);
    match essence.as_str() {
        "text/event-stream" => Some(Sequential::Events),
        "application/jsonl"
        | "application/jsonlines"
        | "application/x-jsonl"
        | "application/x-jsonlines"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/stream+json" => Some(Sequential::Lines),
        "application/json-seq" => Some(Sequential::Texts),
        // Kubernetes writes it so, and others after it: one JSON text after another, a line each.
        "application/json" | "text/json" => is_streamed(name).then_some(Sequential::Lines),
        _ if essence.ends_with("+json-seq") => Some(Sequential::Texts),
        _ => (essence.ends_with("+json") && is_streamed(name)).then_some(Sequential::Lines),
    }
}

/// Whether a parameter of the media type says that it is a stream: `application/json;stream=watch`.
pub(in crate::lower) fn is_streamed(name: &str) -> bool {
    name.split(';').skip(1).any(|parameter| {
        let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let is = |text: &str, word: &str| text.trim().trim_matches('"').eq_ignore_ascii_case(word);
        ["stream", "streaming"].iter().any(|word| is(key, word)) && !is(value, "false")
    })
}

/// Whether a media type of JSON says no more than that it is JSON.
pub(in crate::lower) fn is_plain_json(name: &str) -> bool {
    is_wildcard(name) || matches!(essence(name).as_str(), "application/json" | "text/json")
}

/// Whether the name stands for more than one media type.
pub(in crate::lower) fn is_wildcard(name: &str) -> bool {
    name.contains('*')
}

/// The name without parameters, in small letters.
pub(in crate::lower) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn wildcard<'a>(cx: &Context<'a>, media: &'a MediaType) -> Family {
    let Some(node) = &media.schema else { return Family::Bytes };
    let Some(keywords) = cx.schemas.keywords(node.into()) else { return Family::Bytes };
    match cx.schemas.json_type(node.into()) {
        Some(JsonType::String) if keywords.format == Some("binary") => Family::Bytes,
        Some(JsonType::String) if keywords.kind == Some(Kind::String) => Family::Text,
        Some(_) => Family::Json,
        None if keywords.has_alternatives() => Family::Json,
        None => Family::Bytes,
    }
}
