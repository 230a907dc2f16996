//! `checkout-identities`: its typed calls.

use checkout_identities::{Client, Result, Retries, types};

use crate::table::{Call, Credential, Subject, calls};

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

/// The crate, with its document and its calls.
#[must_use]
pub fn subject() -> Subject<Client> {
    Subject { api: "checkout-identities", calls: calls(), credentials: CREDENTIALS, connect }
}

/// A client with the credentials.
///
/// # Errors
///
/// The base address is none.
pub fn connect(base_url: &str) -> Result<Client> {
    Client::builder()
        .retries(Retries::none())
        .base_url(base_url)
        .api_secret_key("sk_the_secret_key")
        .build()
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

fn identity_of_hannah() -> types::IdentityDeclaredData {
    types::IdentityDeclaredData::new("Hannah Bret")
}

fn open() -> types::CreateAndOpenIdentityVerification {
    let redirect_url = "https://myweb.site?query-param=hello";
    types::CreateAndOpenIdentityVerification::new(identity_of_hannah(), redirect_url)
        .user_journey_id(JOURNEY)
        .applicant_id(APPLICANT)
}

fn verification() -> types::CreateIdentityVerification {
    types::CreateIdentityVerification::new(APPLICANT, identity_of_hannah()).user_journey_id(JOURNEY)
}

fn in_france() -> types::ClientInformation {
    types::ClientInformation::new()
        .pre_selected_residence_country("FR")
        .pre_selected_language("en-US")
}

fn attempt() -> types::CreateIdentityVerificationAttempt {
    types::CreateIdentityVerificationAttempt::new("https://myweb.site?query-param=hello")
        .client_information(
            types::IdentityClientInformation::new()
                .pre_selected_residence_country("FR")
                .pre_selected_language("en-US"),
        )
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
        "listIdDocumentVerificationAttemptAssets" =>
            client.id_document_verifications()
                .list_attempt_assets(ID_DOCUMENT, ID_DOCUMENT_ATTEMPT),
            with .skip(7).limit(7);
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
        "listAddressDocumentVerificationAttemptAssets" =>
            client.address_document_verifications()
                .list_attempt_assets(ADDRESS_DOCUMENT, ADDRESS_DOCUMENT_ATTEMPT),
            with .skip(7).limit(7);
        "getAddressDocumentVerificationReport" =>
            client.address_document_verifications().get_report(ADDRESS_DOCUMENT);
    }
}
