//! Whole examples.

use indexmap::IndexMap;
use openapiv3::{Example, ReferenceOr};
use serde_json::Value;

use super::{context::Context, references};

/// `example`, else the first of `examples` that has a value here.
pub(super) fn first<'a>(
    cx: &Context<'a>,
    example: Option<&Value>,
    examples: &'a IndexMap<String, ReferenceOr<Example>>,
) -> Option<Value> {
    example.cloned().or_else(|| {
        examples.values().find_map(|example| {
            references::item(cx, example, ("examples", |all| &all.examples))?.0.value.clone()
        })
    })
}
