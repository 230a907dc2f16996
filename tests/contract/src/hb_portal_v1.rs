//! `hb-portal-v1`: its typed calls.

use std::collections::BTreeMap;

use hb_portal_v1::{
    Client, File, Result, Retries, Uuid,
    candidates::{CreateAnswer, UpdateAnswer},
    form_fields, training_results, trainings, types,
};

use crate::table::{Call, Credential, Seen, Subject, calls};

const CREDENTIALS: &[Credential] = &[Credential { header: "API-Key", value: "the-api-key" }];

/// The documents' example of a reference.
const REFERENCE: Uuid = Uuid::nil();

/// The crate, with its document and its calls.
#[must_use]
pub fn subject() -> Subject<Client> {
    Subject { api: "hb-portal-v1", calls: calls(), credentials: CREDENTIALS, connect }
}

/// A client with the credentials.
fn connect(base_url: &str) -> Result<Client> {
    Client::builder().retries(Retries::none()).base_url(base_url).api_key("the-api-key").build()
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
        .form_set(Vec::new())
        .return_email("")
        .send_activation_mail("")
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
        .form_set(Vec::new())
        .return_email("")
        .send_activation_mail("")
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

#[expect(clippy::needless_pass_by_value, reason = "as the other answers are handed over")]
fn updated(answer: UpdateAnswer) -> Seen {
    match answer {
        UpdateAnswer::Ok => Seen::variant("Ok", ()),
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
