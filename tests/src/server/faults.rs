//! What goes wrong with requests: one at a time as a test says, or a share of them by chance that can be repeated.

use std::time::Duration;

use super::StatusCode;

/// Something that goes wrong with one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The handler is not asked; this status is answered, without a body.
    Status(StatusCode),
    /// The handler is not asked; the answer is 429, and asks for this many seconds.
    TooMany(u32),
    /// The handler's answer comes this much later.
    Delay(Duration),
    /// The connection is reset without an answer; the handler is not asked.
    HangUp,
    /// The handler is asked, and the connection is reset in place of its answer.
    LoseAnswer,
}

/// Faults by chance. The same seed gives the same faults in the same order.
#[derive(Debug, Clone)]
pub struct Chance {
    state: u64,
    /// How late a late answer comes.
    delay: Duration,
}

impl Chance {
    /// Faults of every kind, for about a third of the requests. `delay`: how late a late answer comes.
    #[must_use]
    pub fn new(seed: u64, delay: Duration) -> Self {
        Self { state: seed, delay }
    }

    /// What the next request meets.
    pub(super) fn next(&mut self) -> Option<Fault> {
        Some(match self.random() % 100 {
            0..8 => Fault::HangUp,
            8..16 => Fault::LoseAnswer,
            16..22 => Fault::TooMany(0),
            22..24 => Fault::TooMany(1),
            24..28 => Fault::Status(StatusCode::SERVICE_UNAVAILABLE),
            28..34 => Fault::Delay(self.delay),
            _ => return None,
        })
    }

    /// `SplitMix64`: chance enough, and the same everywhere.
    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Chance, Fault};

    #[test]
    fn a_third_of_the_requests_meet_the_same_faults_again() {
        let faults = |seed| {
            let mut chance = Chance::new(seed, Duration::ZERO);
            (0..1000).map(|_| chance.next()).collect::<Vec<_>>()
        };
        let met: Vec<_> = faults(7).into_iter().flatten().collect();
        assert!((250..450).contains(&met.len()), "{}", met.len());
        for fault in [Fault::HangUp, Fault::LoseAnswer, Fault::Delay(Duration::ZERO)] {
            assert!(met.contains(&fault), "{fault:?}");
        }
        assert_eq!(faults(7), faults(7));
        assert_ne!(faults(7), faults(8));
    }
}
