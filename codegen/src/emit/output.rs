//! What a call gives.

use crate::ir::{AnswerBody, Operation};

/// What a call gives when it went well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Output<'a> {
    /// One body, whatever the status.
    One(&'a AnswerBody),
    /// An enum by status.
    ByStatus,
}

impl<'a> Output<'a> {
    /// What the operation gives.
    pub(super) fn of(operation: &'a Operation) -> Self {
        match operation.answers.as_slice() {
            [] => Self::One(&AnswerBody::Empty),
            [one] => Self::One(&one.body),
            _ => Self::ByStatus,
        }
    }
}
