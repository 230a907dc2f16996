//! Refine: [`ir::Api`](crate::ir::Api) → the same, once all of it is there. A pass a file, each run once.
//!
//! Nothing here reads the document: what a pass needs of it, lowering has written into the IR.

mod alias_circles;
mod alias_rules;
mod client_settings;
pub(crate) mod codes;
mod constants;
mod directions;
mod equal_types;
mod idempotency_keys;
mod paging;
mod replaced_types;
mod tuples;
mod unchecked_rules;

use std::collections::BTreeMap;

use crate::{diagnostic::Findings, ir::Api};

/// Refines an API. What does not fit its use is weakened, with a finding. `replacements`: the paths of Rust types, by
/// the names of the components that they stand for.
#[must_use]
pub fn refine(api: &mut Api, replacements: &BTreeMap<String, String>) -> Findings {
    let mut findings = Findings::default();
    replaced_types::put(api, replacements, &mut findings);
    alias_circles::end(api, &mut findings);
    tuples::limit(api, &mut findings);
    alias_rules::copy(api);
    idempotency_keys::settle(api, &mut findings);
    client_settings::take(api, &mut findings);
    directions::split(api);
    unchecked_rules::keep_sent(api);
    constants::settle(api);
    equal_types::join(api);
    paging::find(api, &mut findings);
    findings
}
