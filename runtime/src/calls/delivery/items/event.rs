//! An item as it came.

use std::fmt;

/// An item before it is decoded: a server-sent event, or a line of JSON, which has but data.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Event {
    /// The kind of event: `message` where the server does not name one.
    pub event: String,
    /// What it says. The lines of an event with several are joined by line breaks.
    pub data: String,
    /// The id of the last event that had one; empty if none had.
    pub id: String,
}

impl fmt::Debug for Event {
    /// Without what it says: that can be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("event", &self.event)
            .field("data", &format_args!("{} bytes", self.data.len()))
            .field("id", &self.id)
            .finish()
    }
}
