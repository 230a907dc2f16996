//! What holds of all extensions of this generator's own.

use serde_json::Value;

use crate::diagnostic::{Code, Finding, Pointer};

use super::context::Context;

pub(crate) static EXTENSION_MISPLACED: Code = Code::warning(
    "extension-misplaced",
    "an extension of this generator's where it has no meaning",
    "The extension has a meaning elsewhere in a document, not on what it stands on. It is not read.",
);

pub(crate) static EXTENSION_WRONG: Code = Code::warning(
    "extension-wrong",
    "an extension of this generator's holds what it cannot",
    "The extension belongs to this generator, and its value is not what it can hold. It is taken as \
     if it were not there. The README lists all extensions and what they hold.",
);

/// On a parameter: whether it is a setting of the client.
pub(crate) const CLIENT_SETTING: &str = "x-client-setting";

/// On the document, or on an operation: how lists go on.
pub(crate) const PAGINATION: &str = "x-pagination";

/// True or false, or a finding.
pub(super) fn flag(cx: &mut Context<'_>, value: Option<&Value>, at: &Pointer) -> Option<bool> {
    let value = value?;
    if value.as_bool().is_none() {
        let finding = Finding::new(&EXTENSION_WRONG, at, "this is neither true nor false");
        cx.say(finding.help("it is taken as if it were not there"));
    }
    value.as_bool()
}
