//! One test binary for all that a user of the project sees.
//!
//! Each module is one promise; see its own documentation.

mod cases;
mod corpus;
mod earlier;
mod equivalence;
mod exchanges;
mod findings;
mod invariants;
mod onboard;
mod paging;
mod payload;
mod seeds;
mod streams;
mod trees;
mod unions;
mod ways;
mod webhooks;
mod wire;
