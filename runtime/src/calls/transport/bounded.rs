//! How much may come over a connection of ureq before it is good for something.
//!
//! ureq reads informational answers and trailers without a limit, and gives nothing of them: a server that sends them
//! without end would keep a thread for ever. Connections are made by ureq, so that who reads and who counts meet in the
//! thread that does both.

use std::{cell::Cell, io};

/// More than ureq takes for a head (64 KiB) and reads ahead (128 KiB), and some informational answers.
const MOST: usize = 512 * 1024;

thread_local! {
    /// How much may still come to this thread. None: nobody counts.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Does a piece of work for which only so much may come.
pub(super) fn bounded<T>(work: impl FnOnce() -> T) -> T {
    // While a body is sent, a stream of the caller's may make calls of its own.
    let _outer = Restore(LEFT.replace(Some(MOST)));
    work()
}

/// Counts what came.
pub(super) fn came(bytes: usize) -> io::Result<()> {
    let Some(left) = LEFT.get() else { return Ok(()) };
    match left.checked_sub(bytes) {
        Some(left) => {
            LEFT.set(Some(left));
            Ok(())
        }
        None => Err(io::Error::other(format!("the server sent {MOST} bytes that say nothing"))),
    }
}

struct Restore(Option<usize>);

impl Drop for Restore {
    fn drop(&mut self) {
        LEFT.set(self.0);
    }
}
