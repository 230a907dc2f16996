//! A typed call for each operation of the four vendors' crates, and what their documents say of each.
//!
//! Two look at the same calls: the gate, which compares what is sent with the document, and `cargo xtask contract`,
//! which sends them to a mock that this project has no part in.

pub mod bindbee_ats;
pub mod checkout_identities;
pub mod document;
pub mod hb_portal_v1;
pub mod hb_portal_v2;
pub mod table;

/// The APIs that have their calls here.
pub const APIS: [&str; 4] = ["bindbee-ats", "checkout-identities", "hb-portal-v1", "hb-portal-v2"];
