//! Limits of time.

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
    time::Duration,
};

use super::{Transport, TransportFailure};

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
