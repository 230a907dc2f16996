//! Futures on a thread that has nothing else to do.
//!
//! The same code sends what is awaited and what blocks. A transport that blocks does its work when it is polled; what
//! is left to wait for are clocks and other threads' work, and for these the thread sleeps.

use std::{
    cell::Cell,
    future::Future,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
    time::{Duration, Instant},
};

thread_local! {
    /// When the future that this thread polls wants to be polled again, whatever happens.
    static WAKE_AT: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Runs a future to its end.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Parked(thread::current())));
    let mut cx = Context::from_waker(&waker);
    // A stream of the caller's is read from inside of another future.
    let outer = WAKE_AT.take();
    loop {
        let polled = future.as_mut().poll(&mut cx);
        let wake_at = WAKE_AT.take();
        if let Poll::Ready(output) = polled {
            WAKE_AT.set(outer);
            return output;
        }
        match wake_at {
            Some(at) => thread::park_timeout(at.saturating_duration_since(Instant::now())),
            None => thread::park(),
        }
    }
}

/// A thread that waits to be woken.
struct Parked(Thread);

impl Wake for Parked {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// A clock for [`block_on`].
pub(crate) struct Sleep(Option<Instant>);

impl Sleep {
    /// A time that lies too far ahead to be told never comes.
    pub(crate) fn new(duration: Duration) -> Self {
        Self(Instant::now().checked_add(duration))
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let Some(end) = self.0 else { return Poll::Pending };
        if Instant::now() >= end {
            return Poll::Ready(());
        }
        let first = WAKE_AT.get().map_or(end, |other| other.min(end));
        WAKE_AT.set(Some(first));
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::Arc,
        thread,
        time::{Duration, Instant},
    };

    use super::{Sleep, block_on};

    #[test]
    fn clocks_and_other_threads_wake_it() {
        let start = Instant::now();
        block_on(Sleep::new(Duration::from_millis(20)));
        assert!(start.elapsed() >= Duration::from_millis(20));

        let lock = Arc::new(async_lock::Mutex::new(1));
        let guard = block_on(lock.lock());
        let other = thread::spawn({
            let lock = Arc::clone(&lock);
            move || *block_on(lock.lock())
        });
        thread::sleep(Duration::from_millis(20));
        drop(guard);
        assert_eq!(other.join().unwrap(), 1);
    }

    #[test]
    fn one_may_run_inside_another() {
        block_on(async {
            block_on(Sleep::new(Duration::from_millis(5)));
            Sleep::new(Duration::from_millis(5)).await;
        });
    }
}
