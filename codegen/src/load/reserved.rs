//! Keys that look as if a stage had written them: they say nothing, and are named.

use crate::diagnostic::{At, Code, Finding};

pub(crate) static RESERVED_EXTENSION: Code = Code::warning(
    "reserved-extension",
    "an extension that only this generator writes",
    "Extensions that begin with `x-vetted-`, and some other words, are kept for this generator. They say \
     nothing in a document; the message names what says it instead, where something does.",
);

/// The beginning of keys that are kept for the generator.
const PREFIX: &str = "x-vetted-";

/// Keys outside of that, and what says the same.
const MEANT: [(&str, &str); 2] =
    [("x-item-schema", "itemSchema"), ("x-allow-reserved", "allowReserved")];

/// The finding for a key that looks like something that the generator writes itself.
pub(super) fn key(key: &str, at: impl FnOnce() -> At) -> Option<Finding> {
    let meant = MEANT.iter().find(|(reserved, _)| *reserved == key);
    if meant.is_none() && !key.starts_with(PREFIX) {
        return None;
    }
    let message = format!("`{key}` is no extension that a document can have; it says nothing");
    let help = meant.map_or_else(|| "remove it".to_owned(), |(_, word)| format!("write `{word}`"));
    Some(Finding::new(&RESERVED_EXTENSION, at(), message).help(help))
}
