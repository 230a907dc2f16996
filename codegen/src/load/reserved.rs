//! What a document may not hold, because the stages write it: the character of their marks, taken out of every text and
//! key; and the keys that look like marks, which say nothing and are named.

use crate::diagnostic::{At, Code, Finding, MARK};

pub(crate) static NONCHARACTER: Code = Code::warning(
    "noncharacter",
    "a character that Unicode keeps for a program's own use",
    "Unicode keeps some code points for a program's own use. No text means anything by them, so \
     U+FDD0 is read as U+FFFD.",
);

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

/// Whether a text holds the character of marks.
pub(super) fn is_dirty(text: &str) -> bool {
    text.contains(MARK)
}

/// The text without the character of marks, and whether it was there.
pub(super) fn cleaned(text: String) -> (String, bool) {
    if is_dirty(&text) { (text.replace(MARK, "\u{fffd}"), true) } else { (text, false) }
}

/// The finding for a text or a key that held the character.
pub(super) fn noncharacter(at: At) -> Finding {
    let message = "U+FDD0 is no character; it is read as U+FFFD";
    Finding::new(&NONCHARACTER, at, message).help("remove it")
}

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
