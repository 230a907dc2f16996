//! `hb-portal-v1`: its calls, and what its quirks look like in Rust.

use hb_portal_v1::{CivilDateTime, Only, Uuid, types};

use super::{example, run::check};

#[test]
fn every_operation() {
    check(&vetted_contract::hb_portal_v1::subject());
}

/// Texts become flags, numbers, lists and times; the array around the one candidate is gone.
#[test]
fn the_seed_candidate_in_types() {
    let answer: Only<types::CandidateEnvelope> = example("hb-portal-v1", "getCandidate", "200");
    let candidate = answer.into_inner().candidate;
    assert_eq!(candidate.candidate_ref, Some(Uuid::nil()));
    assert_eq!(candidate.archived, Some(false));
    assert_eq!(candidate.assigned_course_count, Some(68));
    assert_eq!(candidate.courses.expect("courses")[..3], [27, 59, 63]);
    assert_eq!(
        candidate.form_set.as_deref(),
        Some(
            &["clinical_occupational_health".to_owned(), "driver_2_clinical_medical".to_owned()][..]
        )
    );
    let registered: CivilDateTime = "2017-03-31T14:08:27".parse().expect("a time");
    assert_eq!(candidate.date_registered, Some(registered));
}
