//! One test binary for all that a user of the project sees.
//!
//! Each module is one promise; see its own documentation.

mod cases;
mod corpus;
mod invariants;
mod onboard;
mod wire;
