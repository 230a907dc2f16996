//! What makes it safe to send a call again: an idempotency key, or the document's word that the operation is so.

use crate::{
    diagnostic::Pointer,
    ir::Location,
    lower::{
        context::Context,
        extensions::{EXTENSION_MISPLACED, flag},
    },
    model::{self, ParameterData},
};

/// On a parameter: whether it is an idempotency key, where its name does not tell.
const KEY: &str = "x-idempotency-key";

/// On an operation: whether it is safe to repeat, where its method does not tell.
const REPEATABLE: &str = "x-repeatable";

/// Whether a parameter is an idempotency key by its name, or by what the document says of it.
pub(in crate::lower) fn is_key(
    cx: &mut Context<'_>,
    data: &ParameterData,
    location: Location,
    at: &Pointer,
) -> bool {
    let named = data.name.to_ascii_lowercase().contains("idempotency-key");
    let said = flag(cx, data.extensions.get(KEY), &at.join(KEY));
    if said == Some(true) && location != Location::Header {
        let message = "an idempotency key is a header; this parameter is sent as it is set";
        cx.report(&EXTENSION_MISPLACED, &at.join(KEY), message);
    }
    location == Location::Header && said.unwrap_or(named)
}

/// What the document says of repeating an operation.
pub(in crate::lower) fn repeatable(
    cx: &mut Context<'_>,
    operation: &model::Operation,
    at: &Pointer,
) -> Option<bool> {
    flag(cx, operation.extensions.get(REPEATABLE), &at.join(REPEATABLE))
}
