//! Work on many things at once, results in order.

use std::{
    num::NonZero,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// `work` on each item, on as many threads as the machine has cores. The results stand in the order of the items.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    if threads <= 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    thread::scope(|scope| {
        let some = || {
            let mut mine = Vec::new();
            while let Some((index, item)) = take(&next, items) {
                mine.push((index, work(item)));
            }
            // A thread that panicked has already brought the scope down.
            if let Ok(mut done) = done.lock() {
                done.append(&mut mine);
            }
        };
        for _ in 1..threads {
            scope.spawn(some);
        }
        // This thread is one of them: what the stages before gave back can be used again here.
        some();
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn take<'a, T>(next: &AtomicUsize, items: &'a [T]) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    items.get(index).map(|item| (index, item))
}
