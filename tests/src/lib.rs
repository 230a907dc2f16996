//! What the gate and its example share: an HTTP server in the process, and the three vendors as far as the example
//! needs them.

pub mod corpus;
pub mod equivalence;
pub mod server;
pub mod vendors;

/// The calls of the README, so that they compile for as long as they stand there.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
