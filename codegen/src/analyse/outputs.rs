//! Outputs: what a call gives.

use crate::ir::{Answer, AnswerBody, Operation};

/// What a call gives when it went well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Output<'a> {
    /// One body, whatever the status.
    One(&'a AnswerBody),
    /// An enum by status.
    ByStatus,
}

impl<'a> Output<'a> {
    /// What the operation gives.
    #[must_use]
    pub fn of(operation: &'a Operation) -> Self {
        match operation.answers.as_slice() {
            [] => Self::One(&AnswerBody::Empty),
            [one] => Self::One(&one.body),
            _ => Self::ByStatus,
        }
    }
}

/// The errors whose body the document describes.
pub fn typed_errors(operation: &Operation) -> impl Iterator<Item = &Answer> {
    operation.errors.iter().filter(|answer| answer.body != AnswerBody::Empty)
}
