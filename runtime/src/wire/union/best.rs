//! The variants of a union without a tag: which of those that a value can be read as it is.

use super::Text;
use crate::wire::skipped;
use serde::de::DeserializeOwned;

/// The best variant so far: the one that leaves out the fewest keys, and of equals the first.
#[allow(missing_debug_implementations, reason = "hidden from users")]
pub struct Best<U> {
    variant: Option<U>,
    skipped: usize,
}

impl<U> Best<U> {
    /// None so far.
    #[must_use]
    pub const fn new() -> Self {
        Self { variant: None, skipped: 0 }
    }

    /// Reads the text as another variant; true if none can be better.
    ///
    /// A function of its own, so that a union of many large types has no place on its stack for each of them.
    pub fn attempt<T: DeserializeOwned>(&mut self, text: &Text, variant: fn(T) -> U) -> bool {
        let (read, skipped) = skipped::count(|| text.decode());
        if let Ok(value) = read
            && (self.variant.is_none() || skipped < self.skipped)
        {
            *self = Self { variant: Some(variant(value)), skipped };
        }
        self.variant.is_some() && self.skipped == 0
    }

    /// The variant, if there is one.
    #[must_use]
    pub fn take(self) -> Option<U> {
        skipped::note(self.skipped);
        self.variant
    }
}

impl<U> Default for Best<U> {
    fn default() -> Self {
        Self::new()
    }
}
