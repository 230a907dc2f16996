//! How a client behaves, a page for each matter. The pages hold no code of their own; what they show is compiled.
//!
//! The examples start from a [`Core`](crate::Core), which is what a generated client holds. Its builder and its
//! requests have the same methods under the same names.
//!
//! | page | what it answers |
//! |---|---|
//! | [`sending`] | What is sent again, when, and how long a call may take. |
//! | [`credentials`] | Which keys and tokens are sent, and where they come from. |
//! | [`errors`] | What can go wrong, and what an error knows. |
//! | [`paging`] | Lists that come in pages: how they are followed, kept and resumed. |
//! | [`streams`] | Bodies that are not held: uploads, downloads, events that go on after a break. |
//! | [`worlds`] | Async and blocking programs, browsers, TLS, and HTTP stacks of your own. |
//! | [`seeing`] | Spans for traces and logs, and functions that see each attempt. |
//! | [`webhooks`] | Events that a server sends by itself. |

pub mod credentials {
    #![doc = include_str!("credentials.md")]
}
pub mod errors {
    #![doc = include_str!("errors.md")]
}
pub mod paging {
    #![doc = include_str!("paging.md")]
}
pub mod seeing {
    #![doc = include_str!("seeing.md")]
}
pub mod sending {
    #![doc = include_str!("sending.md")]
}
pub mod streams {
    #![doc = include_str!("streams.md")]
}
#[cfg(feature = "webhooks")]
pub mod webhooks {
    #![doc = include_str!("webhooks.md")]
}
pub mod worlds {
    #![doc = include_str!("worlds.md")]
}
