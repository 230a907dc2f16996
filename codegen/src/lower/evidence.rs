//! What the document says of its own sources: `x-evidence` of an operation, and `x-named-only`.

use serde_json::Value;

use crate::{
    ir::{Evidence, EvidencePlace, EvidenceSource, NamedOnly},
    model,
};

use super::context::Context;

/// How well an operation is known. `None` where the document does not say it; what is wrong with it, lints say.
pub(super) fn of_operation(operation: &model::Operation) -> Option<Evidence> {
    let said = operation.extensions.get("x-evidence")?;
    let sources = said.get("sources").and_then(Value::as_array);
    Some(Evidence {
        level: text(said, "level")?,
        sources: sources.into_iter().flatten().filter_map(source).collect(),
        notes: text(said, "notes"),
    })
}

fn source(said: &Value) -> Option<EvidenceSource> {
    let place = (text(said, "url").map(EvidencePlace::Url))
        .or_else(|| text(said, "seed").map(EvidencePlace::Seed))
        .or_else(|| text(said, "repository").map(EvidencePlace::Repository))?;
    Some(EvidenceSource { place, seen: text(said, "seen") })
}

/// What the vendor names, and no more.
pub(super) fn named_only(cx: &Context<'_>) -> Vec<NamedOnly> {
    let named = cx.model.extensions.get("x-named-only").and_then(Value::as_array);
    named
        .into_iter()
        .flatten()
        .filter_map(|named| {
            let (group, method) = (text(named, "group"), text(named, "method"));
            Some(NamedOnly { name: text(named, "name")?, group, method })
        })
        .collect()
}

/// The vendor's own title of an operation.
pub(super) fn vendor_title(operation: &model::Operation) -> Option<String> {
    let title = operation.extensions.get("x-vendor-title").and_then(Value::as_str)?;
    some(title)
}

fn text(value: &Value, key: &str) -> Option<String> {
    some(value.get(key).and_then(Value::as_str)?)
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
