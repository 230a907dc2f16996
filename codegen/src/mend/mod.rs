//! Mend: [`ir::Api`](crate::ir::Api) → the same with what the settings know better than the document.
//!
//! It stands behind the names, since people know a type by the name that the crate and its errors give it. What is
//! mended is analysed and named anew; no type gets another name by that.

mod checks;
pub(crate) mod fields;
mod lenient;
mod unknown_keys;

use crate::{analyse::Facts, diagnostic::Finding, ir::Api, name::Names, settings::Ways};

/// Mends what the settings name. A name that means nothing is a finding.
#[must_use]
pub fn mend(api: &mut Api, facts: &Facts, names: &Names, ways: &Ways) -> Vec<Finding> {
    let mut findings = Vec::new();
    fields::nullable(api, names, &ways.nullable, &mut findings);
    fields::optional(api, names, &ways.optional, &mut findings);
    if ways.lenient_answers {
        lenient::answers(api, facts);
    }
    if ways.keep_unknown {
        unknown_keys::keep(api);
    }
    if ways.unchecked {
        checks::off(api);
    }
    findings
}
