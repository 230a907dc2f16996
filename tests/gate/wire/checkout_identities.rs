//! `checkout-identities`: its typed calls, its two ways to prove who calls, and its rules.

use checkout_identities::{Client, Error, types};
use serde_json::json;
use vetted_tests::server::{Answer, Request, Server, StatusCode};

use super::{
    block_on, example,
    expect::Credential,
    run::{Subject, check},
    table::{Call, calls},
};

const CREDENTIALS: &[Credential] =
    &[Credential { header: "authorization", value: "Bearer sk_the_secret_key" }];

// The documents' examples of ids.
const APPLICANT: &str = "aplt_tkoi5db4hryu5cei5vwoabr7we";
const JOURNEY: &str = "usj_tkoi5db4hryu5cei5vwoabr7we";
const IDENTITY: &str = "idv_tkoi5db4hryu5cei5vwoabr7we";
const IDENTITY_ATTEMPT: &str = "iatp_nk1wbmmczqumwt95k3v39mhbh2w";
const AML: &str = "amlv_tkoi5db4hryu5cei5vwoabr7we";
const FACE: &str = "fav_mtta050yudd54y5iqb5ijh8jtvz";
const FACE_ATTEMPT: &str = "fatp_nk1wbmmczqumwt95k3v39mhbh2w";
const FACE_JOURNEY: &str = "usj_t5bdzsdmi57ehhkrnmp5omjimu";
const ID_DOCUMENT: &str = "iddv_tkoi5db4hryu5cei5vwoabr7we";
const ID_DOCUMENT_ATTEMPT: &str = "datp_tkoi5db4hryu5cei5vwoabr7we";
const ADDRESS_DOCUMENT: &str = "adv_tkoi5db4hryu5cei5vwoabr7we";
const ADDRESS_DOCUMENT_ATTEMPT: &str = "adva_tkoi5db4hryu5cei5vwoabr7we";

#[test]
fn every_operation() {
    check(&Subject {
        api: "checkout-identities",
        calls: calls(),
        credentials: CREDENTIALS,
        connect,
    });
}

#[test]
fn the_seed_applicant_in_types() {
    let applicant: types::Applicant = example("checkout-identities", "createApplicant", "201");
    assert_eq!(applicant.id, APPLICANT);
    assert_eq!(applicant.email.as_deref(), Some("hannah.bret@example.com"));
    assert_eq!(applicant.created_on.to_string(), "2025-07-21T17:32:28Z");
}

/// The token is asked for once, with the document's scope, and sent with each call.
#[test]
fn client_credentials() {
    block_on(async {
        let server = Server::start(token_or_teapot).await.expect("a server");
        let client = Client::builder()
            .base_url(server.url())
            .token_url(format!("{}/connect/token", server.url()))
            .oauth("ack_the_id", "the secret")
            .build()
            .expect("a client");
        for _ in 0..2 {
            let err = client.applicants().get(APPLICANT).send().await.expect_err("a teapot");
            assert_eq!(err.status(), Some(StatusCode::IM_A_TEAPOT));
        }
        let requests = server.requests();
        let paths: Vec<&str> = requests.iter().map(|request| request.path.as_str()).collect();
        let path = format!("/applicants/{APPLICANT}");
        assert_eq!(paths, ["/connect/token", &path, &path]);
        let mut asked = requests[0].form_pairs();
        asked.retain(|(name, _)| name == "grant_type" || name == "scope");
        asked.sort();
        let wanted = [("grant_type", "client_credentials"), ("scope", "identity-verification")];
        assert_eq!(asked, wanted.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(requests[1].header("authorization"), Some("Bearer the-access-token"));
    });
}

fn token_or_teapot(request: &Request) -> Answer {
    if request.path == "/connect/token" {
        let token = json!({
            "access_token": "the-access-token", "token_type": "Bearer", "expires_in": 3600,
        });
        return Answer::json(StatusCode::OK, &token);
    }
    Answer::status(StatusCode::IM_A_TEAPOT)
}

/// What breaks a rule of the document is not sent, and the error names the argument without repeating its value.
#[test]
fn rules_hold_before_anything_is_sent() {
    block_on(async {
        let server = Server::start(token_or_teapot).await.expect("a server");
        let client = connect(server.url());
        let applicants = client.applicants();
        let long = "x".repeat(256);
        let broken = [
            ("applicant_id", "idv_1", applicants.get("idv_1").send().await),
            (
                "external_applicant_id",
                "shop-7",
                applicants.create(&create_applicant().external_applicant_id("shop-7")).send().await,
            ),
            (
                "external_applicant_name",
                &long,
                applicants.create(&create_applicant().external_applicant_name(&*long)).send().await,
            ),
        ];
        for (name, value, result) in broken {
            let err = result.expect_err(name);
            assert!(matches!(err, Error::Request(_)), "{name}: {err:?}");
            let text = err.to_string();
            assert!(text.contains(name) && !text.contains(value), "{name}: {text}");
        }
        assert_eq!(server.requests(), []);
    });
}

/// A call without any credential is not sent either.
#[test]
fn a_credential_is_needed() {
    block_on(async {
        let client = Client::builder().base_url("http://127.0.0.1:9").build().expect("a client");
        let err = client.applicants().get(APPLICANT).send().await.expect_err("no credential");
        let text = err.to_string();
        assert!(matches!(err, Error::Request(_)), "{err:?}");
        assert!(text.contains("OAuth") && text.contains("ApiSecretKey"), "{text}");
    });
}

fn connect(base_url: &str) -> Client {
    Client::builder()
        .base_url(base_url)
        .api_secret_key("sk_the_secret_key")
        .build()
        .expect("a client")
}

fn create_applicant() -> types::CreateApplicant {
    types::CreateApplicant::new()
        .external_applicant_id("ext_osdfdfdb4hryu5cei5vwoabrk5k")
        .email("hannah.bret@example.com")
        .external_applicant_name("Hannah Bret")
}

fn update_applicant() -> types::UpdateApplicant {
    types::UpdateApplicant::new()
        .email("hannah.bret@example.com")
        .external_applicant_name("Hannah Bret")
}

fn hannah() -> types::DeclaredData {
    types::DeclaredData::new("Hannah Bret")
}

fn open() -> types::CreateAndOpenIdentityVerification {
    let redirect_url = "https://myweb.site?query-param=hello";
    types::CreateAndOpenIdentityVerification::new(hannah(), redirect_url)
        .user_journey_id(JOURNEY)
        .applicant_id(APPLICANT)
}

fn verification() -> types::CreateIdentityVerification {
    types::CreateIdentityVerification::new(APPLICANT, hannah()).user_journey_id(JOURNEY)
}

fn in_france() -> types::ClientInformation {
    types::ClientInformation::new()
        .pre_selected_residence_country("FR")
        .pre_selected_language("en-US")
}

fn attempt() -> types::CreateIdentityVerificationAttempt {
    types::CreateIdentityVerificationAttempt::new("https://myweb.site?query-param=hello")
        .client_information(in_france())
}

fn face_attempt() -> types::CreateFaceAuthenticationAttempt {
    types::CreateFaceAuthenticationAttempt::new("https://myweb.site?query-param=hello")
        .client_information(in_france())
}

fn screening() -> types::CreateAmlVerification {
    let parameters = types::SearchParameters::new("12345678-1234-1234-1234-123456789012");
    types::CreateAmlVerification::new(APPLICANT, parameters).monitored(true)
}

fn id_document_images() -> types::CreateIdDocumentVerificationAttempt {
    let image = "data:image/jpeg;base64,/9j/4AAQSkZJRg...";
    types::CreateIdDocumentVerificationAttempt::new(image).document_back(image)
}

/// Every parameter has the value of its example in the document, or of the harness's sample.
fn calls() -> Vec<Call<Client>> {
    calls! { client: Client;
        "createApplicant" => client.applicants().create(&create_applicant());
        "getApplicant" => client.applicants().get(APPLICANT);
        "updateApplicant" => client.applicants().update(APPLICANT, &update_applicant());
        "anonymizeApplicant" => client.applicants().anonymize(APPLICANT);
        "createAndOpenIdentityVerification" =>
            client.identity_verifications().create_and_open(&open());
        "createIdentityVerification" => client.identity_verifications().create(&verification());
        "getIdentityVerification" => client.identity_verifications().get(IDENTITY);
        "anonymizeIdentityVerification" => client.identity_verifications().anonymize(IDENTITY);
        "createIdentityVerificationAttempt" =>
            client.identity_verifications().create_attempt(IDENTITY, &attempt());
        "listIdentityVerificationAttempts" =>
            client.identity_verifications().list_attempts(IDENTITY), with .skip(7).limit(7);
        "getIdentityVerificationAttempt" =>
            client.identity_verifications().get_attempt(IDENTITY, IDENTITY_ATTEMPT);
        "listIdentityVerificationAttemptAssets" =>
            client.identity_verifications().list_attempt_assets(IDENTITY, IDENTITY_ATTEMPT),
            with .skip(7).limit(7);
        "getIdentityVerificationReport" => client.identity_verifications().get_report(IDENTITY);
        "createAmlVerification" => client.aml_verifications().create(&screening());
        "getAmlVerification" => client.aml_verifications().get(AML);
        "createFaceAuthentication" =>
            client.face_authentications()
                .create(&types::CreateFaceAuthentication::new(APPLICANT, FACE_JOURNEY));
        "getFaceAuthentication" => client.face_authentications().get(FACE);
        "anonymizeFaceAuthentication" => client.face_authentications().anonymize(FACE);
        "createFaceAuthenticationAttempt" =>
            client.face_authentications().create_attempt(FACE, &face_attempt());
        "listFaceAuthenticationAttempts" =>
            client.face_authentications().list_attempts(FACE), with .skip(7).limit(7);
        "getFaceAuthenticationAttempt" =>
            client.face_authentications().get_attempt(FACE, FACE_ATTEMPT);
        "listFaceAuthenticationAttemptAssets" =>
            client.face_authentications().list_attempt_assets(FACE, FACE_ATTEMPT),
            with .skip(7).limit(7);
        "createIdDocumentVerification" =>
            client.id_document_verifications()
                .create(&types::CreateIdDocumentVerification::new(APPLICANT, JOURNEY, hannah()));
        "getIdDocumentVerification" => client.id_document_verifications().get(ID_DOCUMENT);
        "anonymizeIdDocumentVerification" =>
            client.id_document_verifications().anonymize(ID_DOCUMENT);
        "createIdDocumentVerificationAttempt" =>
            client.id_document_verifications().create_attempt(ID_DOCUMENT, &id_document_images());
        "listIdDocumentVerificationAttempts" =>
            client.id_document_verifications().list_attempts(ID_DOCUMENT), with .skip(7).limit(7);
        "getIdDocumentVerificationAttempt" =>
            client.id_document_verifications().get_attempt(ID_DOCUMENT, ID_DOCUMENT_ATTEMPT);
        "getIdDocumentVerificationReport" =>
            client.id_document_verifications().get_report(ID_DOCUMENT);
        "createAddressDocumentVerification" =>
            client.address_document_verifications()
                .create(&types::CreateAddressDocumentVerification::new(APPLICANT, JOURNEY));
        "getAddressDocumentVerification" =>
            client.address_document_verifications().get(ADDRESS_DOCUMENT);
        "anonymizeAddressDocumentVerification" =>
            client.address_document_verifications().anonymize(ADDRESS_DOCUMENT);
        "createAddressDocumentVerificationAttempt" =>
            client.address_document_verifications()
                .create_attempt(ADDRESS_DOCUMENT, &types::CreateAddressDocumentVerificationAttempt::new("base64-data"));
        "listAddressDocumentVerificationAttempts" =>
            client.address_document_verifications().list_attempts(ADDRESS_DOCUMENT),
            with .skip(7).limit(7);
        "getAddressDocumentVerificationAttempt" =>
            client.address_document_verifications()
                .get_attempt(ADDRESS_DOCUMENT, ADDRESS_DOCUMENT_ATTEMPT);
        "getAddressDocumentVerificationReport" =>
            client.address_document_verifications().get_report(ADDRESS_DOCUMENT);
    }
}
