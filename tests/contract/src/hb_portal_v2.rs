//! `hb-portal-v2`: its typed calls.

use hb_portal_v2::{Client, Result, Retries, types};

use crate::table::{Call, Credential, Subject, calls};

const CREDENTIALS: &[Credential] =
    &[Credential { header: "authorization", value: "Bearer the-access-token" }];

/// The crate, with its document and its calls.
#[must_use]
pub fn subject() -> Subject<Client> {
    Subject { api: "hb-portal-v2", calls: calls(), credentials: CREDENTIALS, connect }
}

/// A client with the credentials.
fn connect(base_url: &str) -> Result<Client> {
    Client::builder()
        .retries(Retries::none())
        .base_url(base_url)
        .bearer_auth("the-access-token")
        .build()
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
