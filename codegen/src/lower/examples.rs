//! Whole examples.

use crate::model::{Example, ReferenceOr};
use indexmap::IndexMap;
use serde_json::Value;

use crate::diagnostic::Pointer;

use super::context::Context;

/// `example`, else the first of `examples` that has a value here.
pub(super) fn first<'a>(
    cx: &Context<'a>,
    example: Option<&Value>,
    examples: &'a IndexMap<String, ReferenceOr<Example>>,
) -> Option<Value> {
    example.cloned().or_else(|| {
        let nowhere = Pointer::root();
        examples.values().find_map(|example| {
            let (example, _) = cx.resolved.example(example, &nowhere)?;
            example.value.clone()
        })
    })
}
