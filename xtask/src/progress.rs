//! What a run is doing, on the terminal.

use std::{
    io::{self, Write as _},
    time::{Duration, Instant},
};

/// A line on the terminal that is replaced, once the work has taken a while.
#[derive(Debug)]
pub struct Progress {
    what: &'static str,
    shown: bool,
    drawn: bool,
    total: usize,
    since: Instant,
}

impl Progress {
    /// How often the line changes, and how long nothing is shown.
    pub const STEP: Duration = Duration::from_millis(500);

    /// Work on `total` things. `what`: the word for it. `shown`: whether somebody looks.
    #[must_use]
    pub fn new(what: &'static str, total: usize, shown: bool) -> Self {
        Self { what, shown, drawn: false, total, since: Instant::now() }
    }

    /// Says how many are done.
    pub fn draw(&mut self, done: usize) {
        if self.shown {
            let Self { what, total, .. } = self;
            let seconds = self.since.elapsed().as_secs_f32();
            // A terminal that went away is no reason to fail.
            let _ = write!(io::stderr(), "\r\x1b[2K{what}: {done} of {total} done, {seconds:.1} s");
            self.drawn = true;
        }
    }

    /// Takes the line away.
    pub fn clear(&self) {
        if self.drawn {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}
