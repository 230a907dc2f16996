//! Whole examples.

use crate::{
    diagnostic::Pointer,
    model::{Example, ReferenceOr},
};

use super::context::Context;

use indexmap::IndexMap;
use serde_json::Value;

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
