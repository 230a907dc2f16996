//! How long the client waits before another attempt, where the server does not say.

use std::time::Duration;

/// Chance, up to `first` doubled with each attempt that was made.
pub(super) fn backoff(first: Duration, longest: Duration, made: u32) -> Duration {
    let doubled = 2_u32.saturating_pow(made.saturating_sub(1));
    up_to(first.saturating_mul(doubled).min(longest))
}

/// Anything between nothing and `longest`.
pub(super) fn up_to(longest: Duration) -> Duration {
    Duration::try_from_secs_f64(longest.as_secs_f64() * fastrand::f64()).unwrap_or(longest)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let (first, longest) = (Duration::from_secs(1), Duration::from_secs(8));
        for (made, most) in [(1, 1), (2, 2), (3, 4), (4, 8), (5, 8), (100, 8)] {
            let pauses: Vec<_> = (0..200).map(|_| super::backoff(first, longest, made)).collect();
            assert!(pauses.iter().all(|pause| *pause <= Duration::from_secs(most)), "{made}");
            // All of the room is used.
            assert!(pauses.iter().any(|pause| *pause > Duration::from_secs(most) / 2), "{made}");
            assert!(pauses.iter().any(|pause| *pause < Duration::from_secs(most) / 2), "{made}");
        }
    }
}
