//! What speaks against a reading: by that a union tells which of several variants a value is.
//!
//! Counted beside the values rather than in them, since no type has a place for it. Reading never leaves its thread.

use std::cell::Cell;

thread_local! {
    static MISSES: Cell<usize> = const { Cell::new(0) };
    static LAST: Cell<Keys> = const { Cell::new(Keys { kept: 0, absent: 0 }) };
    static IS_PARTIAL: Cell<bool> = const { Cell::new(false) };
}

/// What was counted while something was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    /// The misses.
    pub(super) misses: usize,
    /// The keys of the object that was read last.
    pub(super) keys: Keys,
    /// Whether what is kept is less than what came.
    pub(super) is_partial: bool,
}

/// How an object's keys are those that its type declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Keys {
    /// How many are kept that the type does not declare.
    pub(super) kept: usize,
    /// How many of the declared ones did not come.
    pub(super) absent: usize,
}

/// Notes a number of misses: a key that is left out, a value that an enum does not list, a value of a union that is
/// none of its variants, a number with a fraction that is read as an integer.
pub(super) fn note(misses: usize) {
    MISSES.set(MISSES.get() + misses);
}

/// Notes an object that was read. Of objects inside one another the outermost is noted last.
pub(super) fn note_object(keys: Keys) {
    LAST.set(keys);
}

/// Notes that something could not be kept that should be. It is no miss: of a variant that is not taken nobody wants
/// it.
pub(super) fn note_partial() {
    IS_PARTIAL.set(true);
}

/// What `read` gives, and what speaks against it. It is not noted for whoever reads around it.
pub(super) fn count<R>(read: impl FnOnce() -> R) -> (R, Count) {
    let before = (MISSES.take(), IS_PARTIAL.take());
    let read = read();
    let (misses, is_partial) = (MISSES.replace(before.0), IS_PARTIAL.replace(before.1));
    (read, Count { misses, keys: LAST.get(), is_partial })
}
