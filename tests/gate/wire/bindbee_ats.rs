//! `bindbee-ats`: its calls, and what its seed operation reads.

use bindbee_ats::types;

use super::{example, run::check};

#[test]
fn every_operation() {
    check(&vetted_contract::bindbee_ats::subject());
}

#[test]
fn the_seed_candidate_in_types() {
    let candidate: types::AtsCandidate = example("bindbee-ats", "getCandidate", "200");
    assert_eq!(candidate.first_name.as_deref(), Some("John"));
    assert_eq!(candidate.is_private, Some(true));
    assert_eq!(candidate.email_addresses, Some(vec!["john@doe.com".to_owned()]));
}
