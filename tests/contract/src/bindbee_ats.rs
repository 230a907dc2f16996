//! `bindbee-ats`: its typed calls.

use std::collections::BTreeMap;

use bindbee_ats::{
    Base64, Client, DateTime, Result, Retries, Uuid, activities, applications, attachments,
    candidates, connectors, departments, eeocs, integrations, job_interview_stages, jobs,
    link_tokens, offers, offices, passthrough, reject_reasons, remote_users, scheduled_interviews,
    scorecards, screening_questions, tags, types, webhook_endpoints,
};

use crate::table::{Call, Credential, Subject, calls};

const CREDENTIALS: &[Credential] = &[
    Credential { header: "authorization", value: "Bearer the-api-key" },
    Credential { header: "x-connector-token", value: "the-connector-token" },
];

/// The documents' example of an id.
const ID: Uuid = Uuid::from_u128(0x018b_18ef_c487_703c_afd9_0ca4_78cc_d9d6);
/// The documents' example of another object's id.
const RELATED: Uuid = Uuid::from_u128(0x018b_4bfb_5ece_70b1_ad5e_862a_9433_aa65);
/// The document's example of a webhook's id.
const WEBHOOK: Uuid = Uuid::from_u128(0x018e_586b_7d0b_7bc9_be65_a8fd_bc82_d734);
const IDS: [&str; 2] =
    ["01931edf-04b6-7391-8a5c-93ac4b395316", "01931edf-04c8-7649-a470-d85f6161bd1a"];
const APPLICATION: &str = "0194bcb7-bf3e-7315-8628-0dc9bf1b6d92";
const REMOTE_ID: &str = "3235005483341316245";
const EXPAND: &str = "manager[first_name,last_name]";
const CURSOR: &str = "MDE4YjE4ZWYtYzk5Yy03YTg2LTk5NDYtN2I3YzlkNTQzM2U1";

/// The crate, with its document and its calls.
#[must_use]
pub fn subject() -> Subject<Client> {
    Subject { api: "bindbee-ats", calls: calls(), credentials: CREDENTIALS, connect }
}

/// A client with the credentials.
fn connect(base_url: &str) -> Result<Client> {
    Client::builder()
        .retries(Retries::none())
        .base_url(base_url)
        .http_bearer("the-api-key")
        .connector_token("the-connector-token")
        .build()
}

fn after() -> DateTime {
    "2024-02-21T21:22:12.993Z".parse().expect("a date and time")
}

fn activity() -> types::CreateAtsActivity {
    types::CreateAtsActivity::new(
        Some(RELATED),
        Some(types::ActivityType::Note),
        Some("John Doe was interviewed for the position of Software Engineer.".to_owned()),
        Some(types::ActivityVisibility::Public),
        Some(RELATED),
    )
    .subject("Interview with John Doe")
}

fn candidate() -> types::CreateCandidateBody {
    let linked_in = types::AtsUrl::new().value("https://www.linkedin.com/in/johndoe");
    let data = types::PostCandidate::new()
        .first_name("John")
        .last_name("Doe")
        .company("Google")
        .title("SOFTWARE ENGINEER")
        .is_private(true)
        .can_email(true)
        .locations(["San Francisco", "New York"])
        .phone_numbers(["123-456-7890"])
        .email_addresses(["john@doe.com"])
        .urls(vec![linked_in.r#type("LINKEDIN")])
        .tags(["JUNIOR", "INTERMEDIATE"])
        .applications(vec![RELATED])
        .attachments(vec![RELATED])
        .avatar("https://www.example.com/avatar.jpg")
        .job_interview_stage_id(RELATED)
        .job_id(RELATED);
    let candidate = types::CreateCandidate::new(data)
        .remote_user_id("018b4bfb-5ece-70b1-ad5e-862a9433aa65")
        .job_requisition_id("R-00007");
    types::CreateCandidateBody::CreateCandidate(candidate)
}

fn attachment() -> types::AtsAttachmentWrite {
    types::AtsAttachmentWrite::new()
        .file_name("resume.pdf")
        .file_url("https://example.com/path/to/resume.pdf")
        .attachment_type(types::AttachmentType::Resume)
        .file_content(Base64::from(b"Hello, World!".to_vec()))
        .content_type("application/pdf")
        .candidate(RELATED)
        .remote_user_id(RELATED)
}

fn job() -> types::CreateAtsJob {
    types::CreateAtsJob::new()
        .remote_user_id(Uuid::from_u128(0x019a_2903_74af_78eb_8beb_d9bf_ce18_95c7))
        .template_id("4033879009")
        .name("Sales Manager")
        .departments(vec![Uuid::from_u128(0x019a_1041_57f8_752d_bd75_6f51_3619_6765)])
        .offices(vec![
            Uuid::from_u128(0x019a_1041_5980_724f_a669_9e90_4be6_09de),
            Uuid::from_u128(0x019a_1041_5980_7d5f_ae13_0eab_242c_fafc),
        ])
        .openings(1)
}

fn employees() -> types::PassThroughRequest {
    let params = [("limit".to_owned(), 50.into()), ("includeInactive".to_owned(), false.into())];
    let method = types::Method::Get;
    types::PassThroughRequest::new(method, "/employees", BTreeMap::new())
        .params(BTreeMap::from(params))
}

fn link() -> types::LinkTokenCreate {
    let customer = types::EndUserCreate::new("Kunal Organization", "2kh3ub45");
    types::LinkTokenCreate::new(
        customer.email("my_email@gmail.com"),
        types::LinkTokenCreateCategory::Hris,
        "bamboohr",
    )
}

/// Every parameter has the value of its example in the document.
#[expect(clippy::too_many_lines, reason = "a table, one entry an operation")]
fn calls() -> Vec<Call<Client>> {
    calls! { client: Client;
        "listActivities" => client.activities().list(),
            with .ids(IDS).remote_id(REMOTE_ID).user(IDS).candidate(IDS).modified_after(&after())
                .include_raw_data(false).include_custom_fields(false).expand(EXPAND).page_size(50)
                .cursor(CURSOR),
            fails activities::ListError;
        "createActivity" => client.activities().create(&activity()),
            fails activities::CreateError;
        "getActivity" => client.activities().get(ID),
            with .include_raw_data(false).include_custom_fields(false).expand(EXPAND),
            fails activities::GetError;
        "listApplications" => client.applications().list(),
            with .ids(IDS).remote_id(REMOTE_ID).current_stage(IDS).credited_to(IDS)
                .source("Linkedin").job(IDS).candidate(IDS).reject_reason(IDS)
                .modified_after(&after()).include_raw_data(false).include_custom_fields(false)
                .expand(EXPAND).page_size(50).cursor(CURSOR),
            fails applications::ListError;
        "getApplication" => client.applications().get(ID),
            with .include_raw_data(false).include_custom_fields(false).expand(EXPAND),
            fails applications::GetError;
        "listAttachments" => client.attachments().list(),
            with .ids(IDS).remote_id(REMOTE_ID).candidate(IDS).modified_after(&after())
                .include_raw_data(false).include_custom_fields(false).expand(EXPAND).page_size(50)
                .cursor(CURSOR),
            fails attachments::ListError;
        "getAttachment" => client.attachments().get(ID),
            with .include_raw_data(false).include_custom_fields(false).expand(EXPAND),
            fails attachments::GetError;
        "listCandidates" => client.candidates().list(),
            with .ids(IDS).remote_id(REMOTE_ID).company(&IDS.join(",")).first_name("John")
                .last_name("Kremlin").tag("Tech Experience")
                .email_addresses(["john@doe.com", "jane@doe.com"]).modified_after(&after())
                .include_raw_data(false).include_custom_fields(false).expand(EXPAND).page_size(50)
                .cursor(CURSOR),
            fails candidates::ListError;
        "createCandidate" => client.candidates().create(&candidate()),
            fails candidates::CreateError;
        "getCandidateCreateMeta" => client.candidates().get_create_meta(),
            fails candidates::GetCreateMetaError;
        "getCandidate" => client.candidates().get("018b18ef-c487-703c-afd9-0ca478ccd9d6"),
            with .include_raw_data(false).include_custom_fields(false).expand(EXPAND),
            fails candidates::GetError;
        "createCandidateAttachment" => client.candidates().create_attachment(RELATED, &attachment()),
            fails candidates::CreateAttachmentError;
        "listDepartments" => client.departments().list(),
            with .ids(IDS).modified_after(&after()).include_raw_data(false)
                .include_custom_fields(false).page_size(50).cursor(CURSOR),
            fails departments::ListError;
        "getDepartment" => client.departments().get(ID),
            with .include_raw_data(false).include_custom_fields(false),
            fails departments::GetError;
        "listEeocs" => client.eeocs().list(),
            with .ids(IDS).candidate(IDS).modified_after(&after()).include_raw_data(false)
                .include_custom_fields(false).expand(EXPAND).page_size(50).cursor(CURSOR),
            fails eeocs::ListError;
        "getEeoc" => client.eeocs().get(ID),
            with .include_raw_data(false).include_custom_fields(false).expand(EXPAND),
            fails eeocs::GetError;
        "listJobInterviewStages" => client.job_interview_stages().list(),
            with .ids(IDS).remote_id(REMOTE_ID).job(IDS).modified_after(&after())
                .include_raw_data(false).include_custom_fields(false).expand(EXPAND).page_size(50)
                .cursor(CURSOR),
            fails job_interview_stages::ListError;
        "getJobInterviewStage" => client.job_interview_stages().get(ID),
            with .include_raw_data(false).include_custom_fields(false).expand(EXPAND),
            fails job_interview_stages::GetError;
        "listJobs" => client.jobs().list(),
            with .ids(IDS).remote_id(REMOTE_ID).code("DEV-01").status("OPEN").offices(IDS)
                .modified_after(&after()).include_raw_data(false).include_custom_fields(false)
                .expand(EXPAND).page_size(50).cursor(CURSOR),
            fails jobs::ListError;
        "createJob" => client.jobs().create(&job()),
            fails jobs::CreateError;
        "getJob" => client.jobs().get(ID),
            with .include_raw_data(false).include_custom_fields(false).expand(EXPAND),
            fails jobs::GetError;
        "listOffers" => client.offers().list(),
            with .ids(IDS).remote_id(REMOTE_ID).application(APPLICATION).creator(IDS)
                .modified_after(&after()).include_raw_data(false).include_custom_fields(false)
                .expand(EXPAND).page_size(50).cursor(CURSOR),
            fails offers::ListError;
        "getOffer" => client.offers().get(ID),
            with .include_raw_data(false).include_custom_fields(false).expand(EXPAND),
            fails offers::GetError;
        "listOffices" => client.offices().list(),
            with .ids(IDS).remote_id(REMOTE_ID).modified_after(&after()).include_raw_data(false)
                .include_custom_fields(false).page_size(50).cursor(CURSOR),
            fails offices::ListError;
        "getOffice" => client.offices().get(ID),
            with .include_raw_data(false).include_custom_fields(false),
            fails offices::GetError;
        "listRejectReasons" => client.reject_reasons().list(),
            with .ids(IDS).modified_after(&after()).include_raw_data(false)
                .include_custom_fields(false).page_size(50).cursor(CURSOR),
            fails reject_reasons::ListError;
        "getRejectReason" => client.reject_reasons().get(ID),
            with .include_raw_data(false).include_custom_fields(false),
            fails reject_reasons::GetError;
        "listRemoteUsers" => client.remote_users().list(),
            with .ids(IDS).email("text").modified_after(&after()).include_raw_data(false)
                .include_custom_fields(false).page_size(50).cursor(CURSOR),
            fails remote_users::ListError;
        "getRemoteUser" => client.remote_users().get(ID),
            with .include_raw_data(false).include_custom_fields(false),
            fails remote_users::GetError;
        "listScheduledInterviews" => client.scheduled_interviews().list(),
            with .ids(IDS).application(IDS).organizer(IDS).job_interview_stage(IDS)
                .modified_after(&after()).include_raw_data(false).include_custom_fields(false)
                .expand(EXPAND).page_size(50).cursor(CURSOR),
            fails scheduled_interviews::ListError;
        "getScheduledInterview" => client.scheduled_interviews().get(ID),
            with .include_raw_data(false).include_custom_fields(false).expand(EXPAND),
            fails scheduled_interviews::GetError;
        "listScorecards" => client.scorecards().list(),
            with .ids(IDS).application(APPLICATION).interview(IDS).interviewer(IDS)
                .modified_after(&after()).include_raw_data(false).include_custom_fields(false)
                .expand(EXPAND).page_size(50).cursor(CURSOR),
            fails scorecards::ListError;
        "getScorecard" => client.scorecards().get(ID),
            with .include_raw_data(false).include_custom_fields(false).expand(EXPAND),
            fails scorecards::GetError;
        "listScreeningQuestions" => client.screening_questions().list(),
            with .ids(IDS).job(IDS).modified_after(&after()).include_raw_data(false)
                .include_custom_fields(false).expand(EXPAND).page_size(50).cursor(CURSOR),
            fails screening_questions::ListError;
        "getScreeningQuestion" => client.screening_questions().get(ID),
            with .include_raw_data(false).include_custom_fields(false).expand(EXPAND),
            fails screening_questions::GetError;
        "listTags" => client.tags().list(),
            with .ids(IDS).modified_after(&after()).include_raw_data(false)
                .include_custom_fields(false).page_size(50).cursor(CURSOR),
            fails tags::ListError;
        "getTag" => client.tags().get(ID),
            with .include_raw_data(false).include_custom_fields(false),
            fails tags::GetError;
        "listConnectors" => client.connectors().list(),
            with
                .connector_token("i5kqe8bSedEdPLX9pHhFojKdo7Uzvue0f7I4NVhaDfV0GTxF0uAgwa_COb3zZU3T")
                .is_active(true).origin_id("user_123").page_size(50).cursor(CURSOR),
            fails connectors::ListError;
        "deleteConnector" => client.connectors().delete(ID),
            fails connectors::DeleteError;
        "listIntegrations" => client.integrations().list(), with .page_size(50).cursor(CURSOR),
            fails integrations::ListError;
        "makePassthroughRequest" => client.passthrough().make_request(&employees()),
            fails passthrough::MakeRequestError;
        "listWebhooks" => client.webhook_endpoints().list_webhooks(),
            with .is_active(true).page_size(20).cursor(CURSOR),
            fails webhook_endpoints::ListWebhooksError;
        "listWebhookLogs" => client.webhook_endpoints().list_webhook_logs(),
            with .page_size(25).cursor(CURSOR).webhook_id(WEBHOOK).connector_id(ID)
                .webhook_action(["connector_synced", "employee_data_changed"])
                .response_code(["200", "403", "503"]).created_at_from(&after())
                .created_at_to(&after()).errors_only(false),
            fails webhook_endpoints::ListWebhookLogsError;
        "getWebhookLog" => client.webhook_endpoints().get_webhook_log(ID),
            fails webhook_endpoints::GetWebhookLogError;
        "createLinkToken" => client.link_tokens().create(&link()),
            fails link_tokens::CreateError;
        "getConnectorToken" => client.connectors().get_token("text"),
            fails connectors::GetTokenError;
        "resyncConnector" => client.connectors().resync(), fails connectors::ResyncError;
    }
}
