//! `hb-portal-v1`: its calls, and what its quirks look like in Rust.

use hb_portal_v1::{CivilDateTime, Only, TextOf, types};
use serde_json::Value;

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
    // The page masks the reference, which is a UUID otherwise.
    let reference = candidate.candidate_ref.expect("a reference");
    assert_eq!((reference.as_str().len(), reference.value()), (36, None));
    assert_eq!(candidate.archived.and_then(|it| it.value()), Some(false));
    assert_eq!(candidate.assigned_course_count.and_then(|it| it.value()), Some(68));
    let courses: Vec<_> = candidate.courses.iter().flatten().map(TextOf::value).collect();
    assert_eq!((&courses[..3], courses.len()), (&[Some(27), Some(59), Some(63)][..], 69));
    assert_eq!(
        candidate.form_set.as_deref(),
        Some(
            &["clinical_occupational_health".to_owned(), "driver_2_clinical_medical".to_owned()][..]
        )
    );
    let registered: CivilDateTime = "2017-03-31T14:08:27".parse().expect("a time");
    assert_eq!(candidate.date_registered.and_then(|it| it.value()), Some(registered));
}

/// What a portal writes that has no other value costs nobody the rest of the candidate.
#[test]
fn odd_texts_stay_texts() {
    let text = r#"[{"candidate":{"candidate_ref":"","candidate_id":"0012345","user_id":"T12",
        "archived":"","courses":"27,59,T12,","form_set":"driver_2_clinical_medical,",
        "date_registered":"0000-00-00 00:00:00","last_login":"2023-05-19","renewal_date":"",
        "expired_course_count":5,"first_name":"Ada"}}]"#;
    let answer: Only<types::CandidateEnvelope> = serde_json::from_str(text).expect("a candidate");
    let candidate = answer.into_inner().candidate;
    let id = candidate.candidate_id.as_ref().expect("an id");
    assert_eq!((id.as_str(), id.value()), ("0012345", Some(12345)));
    let user = candidate.user_id.as_ref().expect("an id");
    assert_eq!((user.as_str(), user.value()), ("T12", None));
    let courses = candidate.courses.as_deref().expect("courses");
    assert_eq!(courses.iter().map(TextOf::as_str).collect::<Vec<_>>(), ["27", "59", "T12"]);
    assert_eq!(candidate.form_set.as_deref().map(<[_]>::len), Some(1));
    assert_eq!(candidate.date_registered.as_ref().and_then(TextOf::value), None);
    assert_eq!(candidate.last_login.as_ref().map(TextOf::as_str), Some("2023-05-19"));
    assert_eq!(candidate.expired_course_count.as_ref().and_then(TextOf::value), Some(5));
    let back: Value = serde_json::to_value(&candidate).expect("JSON");
    assert_eq!(back["candidate_id"], "0012345");
    assert_eq!(back["date_registered"], "0000-00-00 00:00:00");
}
