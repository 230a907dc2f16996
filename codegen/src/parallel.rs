//! Work on many things at once, results in order.

use std::{
    collections::BTreeMap,
    num::NonZero,
    sync::{
        Mutex, PoisonError,
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread,
    time::Duration,
};

/// Threads that this one watches over, rather than being one of them.
struct Watch<'w> {
    /// How large their stacks are.
    stack: usize,
    /// How often, and whom, it is told how much is done.
    step: Duration,
    tell: &'w mut dyn FnMut(usize),
}

/// `work` on each item, on as many threads as the machine has cores. The results stand in the order of the items.
/// This thread is one of them: what the stages before gave back can be used again here.
pub(crate) fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    done(items, work, None)
}

/// The same on other threads, whose stacks are as large as is said. At each step `tell` hears how many items are done.
pub fn map_watched<T: Send, R: Send>(
    items: Vec<T>,
    work: impl Fn(T) -> R + Sync,
    stack: usize,
    step: Duration,
    mut tell: impl FnMut(usize),
) -> Vec<R> {
    done(items, work, Some(Watch { stack, step, tell: &mut tell }))
}

fn done<T: Send, R: Send>(
    items: Vec<T>,
    work: impl Fn(T) -> R + Sync,
    mut watch: Option<Watch<'_>>,
) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    let wanted = if watch.is_some() { threads } else { threads.saturating_sub(1) };
    let queue = Mutex::new(items.into_iter().enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let some = &|results: &Sender<(usize, R)>| {
        while let Some((index, item)) = next() {
            // The receiver outlives the workers.
            let _ = results.send((index, work(item)));
        }
    };
    let mut done = BTreeMap::new();
    thread::scope(|scope| {
        let (sender, results) = mpsc::channel();
        let start = |_: &usize| {
            let sender = sender.clone();
            let builder = thread::Builder::new();
            let builder = match &watch {
                Some(watch) => builder.stack_size(watch.stack),
                None => builder,
            };
            builder.spawn_scoped(scope, move || some(&sender)).is_ok()
        };
        if (0..wanted).filter(start).count() < wanted || watch.is_none() {
            // No more threads to be had: this one takes what the others leave.
            some(&sender);
        }
        drop(sender);
        let step = watch.as_ref().map_or(Duration::MAX, |watch| watch.step);
        loop {
            match (results.recv_timeout(step), &mut watch) {
                (Ok((index, result)), _) => _ = done.insert(index, result),
                (Err(RecvTimeoutError::Timeout), Some(watch)) => (watch.tell)(done.len()),
                (Err(RecvTimeoutError::Timeout), None) => {}
                (Err(RecvTimeoutError::Disconnected), _) => break,
            }
        }
    });
    done.into_values().collect()
}
