//! `hb-portal-v2`: its typed calls, and the variables of its server.

use hb_portal_v2::{Client, servers, types};

use super::{
    example,
    expect::Credential,
    run::{Subject, check},
    table::{Call, calls},
};

const CREDENTIALS: &[Credential] =
    &[Credential { header: "authorization", value: "Bearer the-access-token" }];

#[test]
fn every_operation() {
    check(&Subject { api: "hb-portal-v2", calls: calls(), credentials: CREDENTIALS, connect });
}

#[test]
fn a_reference_request_in_types() {
    let answer: types::ReferenceRequestEnvelope =
        example("hb-portal-v2", "createReferenceRequest", "2XX");
    let request = answer.data.expect("a reference request");
    assert_eq!(request.collection_mode, Some(types::CollectionMode::ClientAdds));
    let references = request.references.expect("references");
    assert_eq!(references[0].score, Some(4.2));
    assert_eq!(
        references[0].sent_at.as_ref().map(ToString::to_string).as_deref(),
        Some("2019-08-24T14:15:22.123Z")
    );
}

#[test]
fn the_host_is_a_variable() {
    let at = |server| Client::builder().server(server).build();
    assert!(at(servers::PORTAL.with("host", "portal.example.com")).is_ok());
    assert!(at(servers::PORTAL.with("hots", "portal.example.com")).is_err());
    assert!(at(servers::PORTAL.with("host", "example.com/elsewhere?")).is_err());
}

fn connect(base_url: &str) -> Client {
    Client::builder().base_url(base_url).bearer_auth("the-access-token").build().expect("a client")
}

fn reference_request() -> types::CreateReferenceRequest {
    let jane = types::RefereeInput::new()
        .referee_name("Jane Smith")
        .referee_email("jane.smith@company.com")
        .referee_organisation("ABC Corp")
        .referee_position("Line Manager")
        .referee_phone("+44 7700 900000")
        .relationship_to_candidate("Direct supervisor for 3 years");
    let bob = types::RefereeInput::new()
        .referee_name("Bob Johnson")
        .referee_email("bob@another.com")
        .referee_organisation("XYZ Ltd")
        .referee_position("HR Director");
    types::CreateReferenceRequest::new()
        .candidate_id(12345)
        .collection_mode(types::CollectionMode::ClientAdds)
        .references_required(2)
        .template_id(1)
        .expiry_days(30)
        .notes("Urgent - start date next week")
        .referees(vec![jane, bob])
}

fn webhook() -> types::CreateWebhookEndpoint {
    types::CreateWebhookEndpoint::new()
        .url("https://your-app.com/webhooks/references")
        .events(["reference.submitted", "reference.declined", "reference.all_completed"])
        .timeout_seconds(30)
        .max_retries(3)
}

/// Where the document shows no body, the values are those of the harness's samples.
fn calls() -> Vec<Call<Client>> {
    calls! { client: Client;
        "createToken" => client.tokens().create(&types::CreateToken::new(7, "text"));
        "listReferenceRequests" => client.reference_requests().list();
        "createReferenceRequest" => client.reference_requests().create(&reference_request());
        "createWebhook" => client.webhooks().create(&webhook());
    }
}
