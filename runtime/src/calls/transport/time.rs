//! The limits of time of a call.

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
    time::Duration,
};

use web_time::Instant;

use super::{Transport, TransportFailure};

/// The limits of time of a call, and when it began.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TimeLimits {
    begun: Instant,
    /// How long the call may take in all.
    pub(crate) call: Option<Duration>,
    /// How long each attempt of it may take.
    pub(crate) attempt: Option<Duration>,
}

impl TimeLimits {
    /// The limits of a call that begins now.
    pub(crate) fn from_now(call: Option<Duration>, attempt: Option<Duration>) -> Self {
        Self { begun: Instant::now(), call, attempt }
    }

    /// How much is left of the time that the call may take.
    pub(crate) fn time_left(&self) -> Option<Duration> {
        self.call.map(|limit| limit.saturating_sub(self.begun.elapsed()))
    }

    /// How long an exchange may take that begins now.
    pub(crate) fn of_exchange(&self) -> Option<Duration> {
        match (self.time_left(), self.attempt) {
            (Some(left), Some(attempt)) => Some(left.min(attempt)),
            (left, attempt) => left.or(attempt),
        }
    }
}

/// Gives `work` at most `limit`. The work stays where it is: it is large, and each move would copy it.
pub(crate) async fn within<F: Future>(
    transport: &dyn Transport,
    limit: Option<Duration>,
    mut work: Pin<&mut F>,
) -> Result<F::Output, TransportFailure> {
    let Some(limit) = limit else { return Ok(work.await) };
    let mut clock = transport.sleep(limit);
    poll_fn(|cx| {
        if let Poll::Ready(output) = work.as_mut().poll(cx) {
            return Poll::Ready(Ok(output));
        }
        clock.as_mut().poll(cx).map(|()| Err(TransportFailure::timeout()))
    })
    .await
}
