//! What all calls of a client may spend on retries.

use std::sync::{Mutex, PoisonError};

use web_time::Instant;

/// What it begins with, and the most that it holds, in retries.
const MOST: f64 = 100.0;

/// What a success adds.
const A_SUCCESS: f64 = 0.1;

/// What a second adds, so that a client with few calls recovers too.
const A_SECOND: f64 = 1.0;

/// Retries that are left.
#[derive(Debug)]
pub(crate) struct Budget(Mutex<BudgetState>);

#[derive(Debug)]
struct BudgetState {
    left: f64,
    seen: Instant,
}

impl Default for Budget {
    fn default() -> Self {
        Self(Mutex::new(BudgetState { left: MOST, seen: Instant::now() }))
    }
}

impl Budget {
    /// Takes one retry, if there is one.
    pub(super) fn take(&self) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let passed = now.saturating_duration_since(state.seen).as_secs_f64();
        state.seen = now;
        state.left = (state.left + passed * A_SECOND).min(MOST);
        let enough = state.left >= 1.0;
        if enough {
            state.left -= 1.0;
        }
        enough
    }

    /// A call went well.
    pub(crate) fn succeeded(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.left = (state.left + A_SUCCESS).min(MOST);
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn an_outage_uses_it_up_and_successes_fill_it() {
        let budget = Budget::default();
        let taken = (0..10_000).filter(|_| budget.take()).count();
        assert!((100..=102).contains(&taken), "{taken}");
        for _ in 0..50 {
            budget.succeeded();
        }
        let taken = (0..10_000).filter(|_| budget.take()).count();
        assert!((4..=7).contains(&taken), "{taken}");
    }
}
