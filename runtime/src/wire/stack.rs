//! How much of its thread's stack reading takes.
//!
//! How many levels a text has says little about it: a level of a type of 200 fields takes a hundred times what a level
//! of a list does, and without optimisation several times that. So the stack itself is measured, by where it stands.

use std::{cell::Cell, ptr};

use super::reading;

/// The most bytes between the outermost object or union and an inner one: half of what threads usually have.
const MOST: usize = 1 << 20;

/// What a message says of a text that would take more.
pub(super) const TOO_DEEP: &str = "is nested too deep for the stack of a thread";

thread_local! {
    /// Where the outermost one stands; 0 where nothing is read.
    static OUTERMOST: Cell<usize> = const { Cell::new(0) };
}

/// An object or a union that is being read, until this is dropped.
#[must_use]
pub(super) struct Level {
    before: usize,
}

impl Drop for Level {
    fn drop(&mut self) {
        OUTERMOST.set(self.before);
    }
}

/// Begins to read an object or a union.
///
/// # Errors
/// It stands too deep in others. No attempt around it may go on then, as if it just did not fit.
pub(super) fn level() -> Result<Level, &'static str> {
    let before = OUTERMOST.get();
    let here = ptr::from_ref(&before).addr();
    if before == 0 {
        OUTERMOST.set(here);
    } else if here.abs_diff(before) > MOST {
        reading::give_up(TOO_DEEP);
        return Err(TOO_DEEP);
    }
    Ok(Level { before })
}
