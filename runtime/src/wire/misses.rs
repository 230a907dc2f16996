//! What speaks against a reading: by that a union tells which of several variants a value is.
//!
//! Counted beside the values rather than in them, since no type has a place for it. Reading never leaves its thread.

use std::cell::Cell;

thread_local! {
    static MISSES: Cell<usize> = const { Cell::new(0) };
    static LAST: Cell<Keys> = const { Cell::new(Keys { kept: 0, absent: 0 }) };
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

/// What `read` gives, how many misses it has, and the keys of the object that it read last. They are not noted for
/// whoever reads around it.
pub(super) fn count<R>(read: impl FnOnce() -> R) -> (R, usize, Keys) {
    let before = MISSES.take();
    let read = read();
    (read, MISSES.replace(before), LAST.get())
}
