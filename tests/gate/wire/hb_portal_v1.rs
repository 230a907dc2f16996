//! `hb-portal-v1`: its typed calls, and what its quirks look like in Rust.

use std::collections::BTreeMap;

use hb_portal_v1::{
    CivilDateTime, Client, File, Uuid,
    candidates::{CreateAnswer, UpdateAnswer},
    form_fields, training_results, trainings, types,
};

use super::{
    example,
    expect::Credential,
    run::{Subject, check},
    table::{Call, Seen, calls},
};

const CREDENTIALS: &[Credential] = &[Credential { header: "API-Key", value: "the-api-key" }];

/// The documents' example of a reference.
const REFERENCE: Uuid = Uuid::nil();

#[test]
fn every_operation() {
    check(&Subject { api: "hb-portal-v1", calls: calls(), credentials: CREDENTIALS, connect });
}

/// Texts become flags, numbers, lists and times; the array around the one candidate is gone.
#[test]
fn the_seed_candidate_in_types() {
    let answer: hb_portal_v1::Only<types::CandidateEnvelope> =
        example("hb-portal-v1", "getCandidate", "200");
    let candidate = answer.into_inner().candidate;
    assert_eq!(candidate.candidate_ref, Some(REFERENCE));
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

fn connect(base_url: &str) -> Client {
    Client::builder().base_url(base_url).api_key("the-api-key").build().expect("a client")
}

fn new_candidate() -> types::CreateCandidate {
    types::CreateCandidate::new()
        .first_name("First Name")
        .last_name("Last Name")
        .email("email@domain.co.uk")
        .client_record_ref("Text")
        .consultant_name("Text")
        .activate_candidate(true)
        .archived(false)
        .return_email("")
        .clearance_type("")
        .job_role("")
        .documents_required("")
        .document_list("")
}

fn changes() -> types::UpdateCandidate {
    types::UpdateCandidate::new()
        .first_name("First Name")
        .last_name("Last Name")
        .email("email11@domain.co.uk")
        .client_record_ref("Text")
        .consultant_name("Text")
        .activate_candidate(true)
        .archived(true)
        .return_email("")
        .clearance_type("")
        .job_role("")
        .documents_required("")
        .document_list("")
}

fn answers_to_a_form() -> types::CreateSubmission {
    BTreeMap::from([("not_listed".to_owned(), "text".to_owned())])
}

fn proof() -> types::UpdateSubmission {
    BTreeMap::from([("not_listed".to_owned(), File::new("proof.pdf", "text"))])
}

/// Where the document shows no body, the values are those of the harness's samples.
fn calls() -> Vec<Call<Client>> {
    calls! { client: Client;
        "listCandidates" => client.candidates().list();
        "createCandidate" => client.candidates().create(&new_candidate()), gives created;
        "createCandidate" as "multipart/form-data" =>
            client.candidates().create_multipart(&new_candidate()), gives created;
        "getCandidate" => client.candidates().get(REFERENCE);
        "updateCandidate" => client.candidates().update(REFERENCE, &changes()), gives updated;
        "updateCandidate" as "multipart/form-data" =>
            client.candidates().update_multipart(REFERENCE, &changes()), gives updated;
        "listFormFields" => client.form_fields().list("text"), gives form_fields;
        "createSubmission" => client.submissions().create(REFERENCE, &answers_to_a_form());
        "createSubmission" as "multipart/form-data" =>
            client.submissions().create_multipart(REFERENCE, &answers_to_a_form());
        "updateSubmission" => client.submissions().update("text", &proof());
        "listTrainings" => client.trainings().list(), gives trainings;
        "getTrainingResults" => client.training_results().get(REFERENCE), gives training_results;
        "downloadAllTrainingCertificates" => client.training_certificates().download_all(REFERENCE),
            gives Seen::bytes;
    }
}

fn created(answer: CreateAnswer) -> Seen {
    match answer {
        CreateAnswer::Ok(body) => Seen::variant("Ok", body),
        CreateAnswer::Created(body) => Seen::variant("Created", body),
        CreateAnswer::Accepted(body) => Seen::variant("Accepted", body),
        _ => Seen::variant("not in the document", ()),
    }
}

fn updated(answer: UpdateAnswer) -> Seen {
    match answer {
        UpdateAnswer::Ok(body) => Seen::variant("Ok", body),
        UpdateAnswer::NotModified => Seen::variant("NotModified", ()),
        _ => Seen::variant("not in the document", ()),
    }
}

fn form_fields(answer: form_fields::ListAnswer) -> Seen {
    match answer {
        form_fields::ListAnswer::Ok(body) => Seen::variant("Ok", body),
        form_fields::ListAnswer::NoContent => Seen::variant("NoContent", ()),
        _ => Seen::variant("not in the document", ()),
    }
}

fn trainings(answer: trainings::ListAnswer) -> Seen {
    match answer {
        trainings::ListAnswer::Ok(body) => Seen::variant("Ok", body),
        trainings::ListAnswer::NoContent => Seen::variant("NoContent", ()),
        _ => Seen::variant("not in the document", ()),
    }
}

fn training_results(answer: training_results::GetAnswer) -> Seen {
    match answer {
        training_results::GetAnswer::Ok(body) => Seen::variant("Ok", body),
        training_results::GetAnswer::NoContent => Seen::variant("NoContent", ()),
        _ => Seen::variant("not in the document", ()),
    }
}
