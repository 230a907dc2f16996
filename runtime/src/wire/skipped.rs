//! How many keys reading left out: by that a union tells which of several variants a value is.
//!
//! Counted beside the values rather than in them, since no type has a place for it. Reading never leaves its thread.

use std::cell::Cell;

thread_local! {
    static SKIPPED: Cell<usize> = const { Cell::new(0) };
}

/// Notes that a number of keys were left out.
pub(super) fn note(keys: usize) {
    SKIPPED.set(SKIPPED.get() + keys);
}

/// What `read` gives, and how many keys it left out. They are not noted for whoever reads around it.
pub(super) fn count<R>(read: impl FnOnce() -> R) -> (R, usize) {
    let before = SKIPPED.take();
    let read = read();
    (read, SKIPPED.replace(before))
}
