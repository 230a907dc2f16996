//! Hooks: what a program sees of the attempts of its calls, and spans. [`guide::seeing`](crate::guide::seeing) tells
//! more.

mod hooks;
#[cfg(not(feature = "tracing"))]
#[path = "no_spans.rs"]
mod spans;
#[cfg(feature = "tracing")]
mod spans;

use web_time::Instant;

pub use self::hooks::{Attempt, Outcome};
pub(crate) use self::{
    hooks::Hooks,
    spans::{CallSpan, Exchanges, sent_again},
};
use super::{call::Call, error::Error, transport::HttpResponse};

/// What is seen of the attempt that is being made.
#[derive(Default)]
pub(crate) struct Watch {
    pub(crate) exchanges: Exchanges,
    /// Its number, and when it began. None if nobody wants to know.
    begun: Option<(u32, Instant)>,
}

impl Watch {
    /// An attempt begins.
    pub(crate) fn begin(&mut self, hooks: &Hooks, number: u32) {
        self.begun = hooks.want_answers().then(|| (number, Instant::now()));
    }

    /// The attempt is over, if one was being made.
    pub(crate) fn end(
        &mut self,
        hooks: &Hooks,
        call: &Call,
        result: Result<&HttpResponse, &Error>,
    ) {
        self.exchanges.end(result.err());
        if let Some((number, begun)) = self.begun.take() {
            hooks.answered(&Outcome::new(call, number, begun.elapsed(), result));
        }
    }
}
