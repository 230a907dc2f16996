//! When a call is sent once more.
//!
//! What can pass is tried again, with growing pauses that chance makes uneven, so that the callers of a server that has
//! failed do not all come back at once. Only what is safe to repeat is repeated: see [`Retries`].

mod budget;
mod pause;

use std::time::Duration;

pub(crate) use self::budget::Budget;
use super::error::Error;

/// How often and when calls are sent again.
///
/// Sent again is a call that got no answer, or 408, 429, 500, 502, 503 or 504; and only if that is safe:
///
/// - its method is idempotent (GET, HEAD, OPTIONS, TRACE, PUT, DELETE), or the document says that the operation can be
///   repeated, or the call carries an idempotency key;
/// - or no connection was made, so that the server has seen nothing of it.
///
/// A body that is streamed is sent once. A call whose token the server refuses is sent once more with a new one, which
/// counts as no retry.
///
/// The pause before attempt *n* is chosen between nothing and the [first](Self::first_pause) one doubled *n* times, at
/// most the [longest](Self::longest_pause). What a server asks for in `Retry-After` (seconds or a date), or after 429
/// and 503 in `RateLimit-Reset` or `X-RateLimit-Reset`, goes before that; if it asks for more than
/// [`longest_wait`](Self::longest_wait), or than the call's limit of time has left, the call fails at once, and the
/// error [says](Error::retry_after) how long.
///
/// All calls of a client share a budget, so that an outage is not multiplied by its callers: it begins with 100
/// retries, each success adds a tenth of one and each second one, and it holds at most 100. Without budget a call fails
/// as it would without retries.
///
/// ```
/// use std::time::Duration;
/// use vetted_runtime::{Config, Retries, Server};
///
/// let patient = Retries::default().attempts(5).longest_wait(Duration::from_secs(300));
/// let config = Config::new(Server::new("https://api.example.com", &[])).retries(patient);
/// let never = Retries::none();
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retries {
    attempts: u32,
    first_pause: Duration,
    longest_pause: Duration,
    longest_wait: Duration,
    refused: bool,
}

impl Default for Retries {
    /// Three attempts; pauses of up to 0.5 s, 1 s, … 8 s; a server may ask for a minute.
    fn default() -> Self {
        Self {
            attempts: 3,
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(8),
            longest_wait: Duration::from_secs(60),
            refused: false,
        }
    }
}

impl Retries {
    /// Every call is sent once.
    #[must_use]
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// The most attempts of a call, the first among them.
    #[must_use]
    pub fn attempts(mut self, most: u32) -> Self {
        self.attempts = most.max(1);
        self
    }

    /// The longest pause before the second attempt.
    #[must_use]
    pub fn first_pause(mut self, longest: Duration) -> Self {
        self.first_pause = longest;
        self
    }

    /// The longest pause of all that the client chooses itself.
    #[must_use]
    pub fn longest_pause(mut self, longest: Duration) -> Self {
        self.longest_pause = longest;
        self
    }

    /// The longest pause that a server may ask for.
    #[must_use]
    pub fn longest_wait(mut self, longest: Duration) -> Self {
        self.longest_wait = longest;
        self
    }

    /// Repeats calls of every method after 429, by which a server says that it has not acted. Off unless set: not every
    /// server means it.
    #[must_use]
    pub fn repeat_refused(mut self) -> Self {
        self.refused = true;
        self
    }

    /// The pause before a stream is opened again, if it may be. `asked`: what the server has asked for. `vain`: how
    /// many connections in a row have brought nothing. Takes from the budget.
    pub(crate) fn reconnect(
        &self,
        asked: Option<Duration>,
        vain: u32,
        budget: &Budget,
    ) -> Option<Duration> {
        let pause = pause::backoff(self.first_pause, self.longest_pause, vain.saturating_add(1));
        let pause = match asked {
            Some(asked) if asked > self.longest_wait => return None,
            Some(asked) if vain == 0 => asked.saturating_add(pause::up_to(asked / 10)),
            Some(asked) => asked.max(pause),
            None => pause,
        };
        budget.take().then_some(pause)
    }

    /// The pause before the next attempt, if there may be one. `made`: the attempts so far. Takes from the budget.
    pub(crate) fn pause(&self, err: &Error, made: u32, budget: &Budget) -> Option<Duration> {
        let refused = self.refused && err.status().is_some_and(|status| status.as_u16() == 429);
        if made >= self.attempts
            || !err.can_pass()
            || !(err.is_repeatable() || refused || err.is_unsent())
        {
            return None;
        }
        let pause = match err.retry_after() {
            Some(asked) if asked > self.longest_wait => return None,
            // Those that were told the same time do not come back in the same moment.
            Some(asked) => asked.saturating_add(pause::up_to(asked / 10)),
            None => pause::backoff(self.first_pause, self.longest_pause, made),
        };
        budget.take().then_some(pause)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Budget, Retries};

    /// A server can ask for nearly as long as a duration can be, and who allows that must not be brought down by it.
    #[test]
    fn the_longest_pause_that_can_be_asked_for_stays_one() {
        let retries = Retries::default().longest_wait(Duration::MAX);
        let budget = Budget::default();
        for _ in 0..10 {
            let pause = retries.reconnect(Some(Duration::MAX), 0, &budget);
            assert_eq!(pause, Some(Duration::MAX));
        }
    }
}
