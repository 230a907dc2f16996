//! Media types, and which of several is taken.

use openapiv3::MediaType;

use super::{
    branches::json_type,
    context::Context,
    keywords::{Keywords, Kind, is_given_up},
    references,
};
use crate::ir::JsonType;

/// What a media type is to the client, the preferred kind first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
}

/// The family of a media type; a wildcard is what its schema asks for.
pub(super) fn family<'a>(cx: &Context<'a>, name: &str, media: &'a MediaType) -> Family {
    let essence = essence(name);
    match essence.as_str() {
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
pub(super) fn is_unknown(name: &str) -> bool {
    let essence = essence(name);
    let plain = ["image/", "audio/", "video/", "font/"]
        .iter()
        .any(|kind| essence.starts_with(kind))
        || matches!(
            essence.as_str(),
            "application/octet-stream" | "application/pdf" | "application/zip" | "application/gzip"
        );
    !plain && !is_wildcard(name)
}

/// Whether the document gives a type that text or bytes cannot show.
pub(super) fn is_typed<'a>(cx: &Context<'a>, media: &'a MediaType) -> bool {
    let Some(node) = &media.schema else { return false };
    let Some(schema) = references::schema(cx, node.into()) else { return false };
    match json_type(cx, node.into()) {
        Some(JsonType::String) => false,
        Some(_) => true,
        None => Keywords::of(schema).has_alternatives() || is_given_up(schema),
    }
}

/// Whether the server sends events for as long as it likes.
pub(super) fn is_event_stream(name: &str) -> bool {
    essence(name) == "text/event-stream"
}

/// Whether the name stands for more than one media type.
pub(super) fn is_wildcard(name: &str) -> bool {
    name.contains('*')
}

/// The name without parameters, in small letters.
fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn wildcard<'a>(cx: &Context<'a>, media: &'a MediaType) -> Family {
    let Some(node) = &media.schema else { return Family::Bytes };
    let Some(schema) = references::schema(cx, node.into()) else { return Family::Bytes };
    let keywords = Keywords::of(schema);
    match json_type(cx, node.into()) {
        Some(JsonType::String) if keywords.format == Some("binary") => Family::Bytes,
        Some(JsonType::String) if keywords.kind == Some(Kind::String) => Family::Text,
        Some(_) => Family::Json,
        None if keywords.has_alternatives() => Family::Json,
        None => Family::Bytes,
    }
}
