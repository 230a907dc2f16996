//! What the document says of itself.

use serde_json::Value;

use crate::ir::Info;

use super::{context::Context, operations::rate_limits};

/// Title, version, prose and the vendor's pages.
pub(super) fn lower(cx: &mut Context<'_>) -> Info {
    let rate_limits = rate_limits::lower(cx);
    let info = &cx.model.info;
    let deprecated = info.extensions.get("x-deprecated").and_then(|said| match said {
        Value::String(why) => Some(why.clone()),
        Value::Bool(true) => Some("The vendor advises against this API.".to_owned()),
        _ => None,
    });
    Info {
        title: info.title.clone(),
        version: info.version.clone(),
        description: info.description.clone().filter(|text| !text.trim().is_empty()),
        deprecated,
        rate_limits,
        docs_url: cx.model.external_docs.clone(),
    }
}
