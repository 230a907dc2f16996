//! Whether anything that was read is known to the types it was read as.
//!
//! An object all of whose fields may be missing reads from any other. Where that would pass for an answer, somebody
//! asks here. Reading never leaves its thread.

use std::{cell::Cell, collections::BTreeMap};

use serde_json::value::RawValue;

/// What objects were read since the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum KeysSeen {
    None,
    /// Some, and no key of them is in a table.
    Strange,
    Known,
}

thread_local! {
    static READ: Cell<KeysSeen> = const { Cell::new(KeysSeen::None) };
}

/// Notes an object that was read, and whether one of its keys is known.
pub(super) fn note(is_known: bool) {
    let read = if is_known { KeysSeen::Known } else { KeysSeen::Strange };
    if read > READ.get() {
        READ.set(read);
    }
}

/// What `read` gives, and whether it read the text, an object with keys, as one that knows none of them.
pub(crate) fn is_strange<R>(text: &[u8], read: impl FnOnce() -> R) -> (R, bool) {
    READ.set(KeysSeen::None);
    let result = read();
    let strange = READ.get() == KeysSeen::Strange;
    // Whoever knows no key has read none further inside.
    let has_keys = || {
        let keys = serde_json::from_slice::<BTreeMap<String, &RawValue>>(text);
        keys.is_ok_and(|keys| !keys.is_empty())
    };
    (result, strange && has_keys())
}
