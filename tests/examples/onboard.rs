//! An agency takes on a candidate: reads them from Bindbee, creates them at HB, opens an applicant at Checkout, and
//! reads all of it back.
//!
//! ```text
//! cargo run --example onboard
//! ```
//!
//! Without keys it calls servers in this process. It calls the real hosts, and creates real records, when all of these
//! are in the environment:
//!
//! - `BINDBEE_ATS_HTTP_BEARER` and `BINDBEE_ATS_CONNECTOR_TOKEN`: the API key, and the token of the customer's connector
//! - `BINDBEE_CANDIDATE_ID`: Bindbee's id of the candidate
//! - `HB_PORTAL_V1_API_KEY`: the key of the HB portal
//! - `CHECKOUT_IDENTITIES_API_SECRET_KEY`: a secret key; one that begins with `sk_sbox_` calls the sandbox

use std::env;

use anyhow::{Context, Result, bail};
use bindbee_ats::types::AtsCandidate;
use checkout_identities::types::{Applicant, CreateApplicant};
use hb_portal_v1::{Uuid, candidates::CreateAnswer, types::CreateCandidate};
use vetted_tests::vendors::{CANDIDATE_ID, Vendors};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let (accounts, _vendors) = Accounts::open().await?;

    let candidate = accounts
        .bindbee
        .candidates()
        .get(&accounts.candidate_id)
        .send()
        .await
        .context("cannot read the candidate from Bindbee")?;
    let person = Person::of(&candidate)?;
    println!("Bindbee:  {} is {} {} <{}>", candidate.id, person.first, person.last, person.email);

    let reference = create_at_hb(&accounts.hb, &person).await?;
    let applicant = open_at_checkout(&accounts.checkout, &person).await?;
    println!("Checkout: opened {}", applicant.id);

    read_back(&accounts, reference, &applicant.id).await
}

/// A client for each vendor, and the candidate to take on.
struct Accounts {
    bindbee: bindbee_ats::Client,
    hb: hb_portal_v1::Client,
    checkout: checkout_identities::Client,
    candidate_id: String,
}

/// What the other vendors need to know of a candidate.
struct Person {
    first: String,
    last: String,
    email: String,
    /// The agency's own id of the candidate.
    record: String,
}

impl Person {
    fn of(candidate: &AtsCandidate) -> Result<Self> {
        let emails = candidate.email_addresses.as_deref().unwrap_or_default();
        Ok(Self {
            first: candidate.first_name.clone().context("the candidate has no first name")?,
            last: candidate.last_name.clone().context("the candidate has no last name")?,
            email: emails.first().context("the candidate has no e-mail address")?.clone(),
            record: candidate.id.clone(),
        })
    }
}

/// HB knows a candidate by the e-mail address, and says so rather than create them twice.
async fn create_at_hb(hb: &hb_portal_v1::Client, person: &Person) -> Result<Uuid> {
    let body = CreateCandidate::new()
        .first_name(&person.first)
        .last_name(&person.last)
        .email(&person.email)
        .client_record_ref(&person.record)
        .activate_candidate(true);
    let answer =
        hb.candidates().create(&body).send().await.context("cannot create the candidate at HB")?;
    let verb = if matches!(answer, CreateAnswer::Accepted(_)) { "knows" } else { "created" };
    let reference = answer.body().response.candidate_ref.context("HB's answer has no reference")?;
    println!("HB:       {verb} {reference}");
    Ok(reference)
}

async fn open_at_checkout(
    checkout: &checkout_identities::Client,
    person: &Person,
) -> Result<Applicant> {
    // Checkout wants `ext_` and letters, digits or underscores.
    let external_id = format!("ext_{}", person.record.replace('-', "_"));
    let body = CreateApplicant::new()
        .external_applicant_id(external_id)
        .email(&person.email)
        .external_applicant_name(format!("{} {}", person.first, person.last));
    let request = checkout.applicants().create(&body);
    request.send().await.context("cannot open an applicant at Checkout")
}

async fn read_back(accounts: &Accounts, reference: Uuid, applicant_id: &str) -> Result<()> {
    let answer = accounts
        .hb
        .candidates()
        .get(reference)
        .send()
        .await
        .context("cannot read the candidate back from HB")?;
    let candidate = answer.into_inner().candidate;
    let applicant = accounts
        .checkout
        .applicants()
        .get(applicant_id)
        .send()
        .await
        .context("cannot read the applicant back from Checkout")?;

    println!("\nRead back:");
    println!(
        "HB:       {} is {}, with {} courses to do",
        candidate.email.as_deref().unwrap_or("somebody without an e-mail address"),
        candidate.candidate_status.as_deref().unwrap_or("in no status"),
        candidate.assigned_course_count.unwrap_or(0),
    );
    println!(
        "Checkout: {} is {}, since {}",
        applicant.id,
        applicant.external_applicant_name.as_deref().unwrap_or("nameless"),
        applicant.created_on,
    );
    Ok(())
}

/// The clients read all of these themselves, but for the candidate.
const KEYS: [&str; 5] = [
    "BINDBEE_ATS_HTTP_BEARER",
    "BINDBEE_ATS_CONNECTOR_TOKEN",
    "BINDBEE_CANDIDATE_ID",
    "HB_PORTAL_V1_API_KEY",
    "CHECKOUT_IDENTITIES_API_SECRET_KEY",
];

impl Accounts {
    /// The real hosts if there are keys, else servers that live as long as the second value.
    async fn open() -> Result<(Self, Option<Vendors>)> {
        let values: Vec<String> = KEYS.iter().filter_map(|key| env::var(key).ok()).collect();
        match <[String; 5]>::try_from(values) {
            Ok([_, _, candidate_id, _, checkout_key]) => {
                Ok((Self::real(candidate_id, &checkout_key)?, None))
            }
            Err(some) if !some.is_empty() => {
                bail!("some keys are missing; all of these are needed: {}", KEYS.join(", "))
            }
            Err(_) => {
                println!("No keys: calling servers in this process. For the real hosts, set");
                println!("{}.\n", KEYS.join(", "));
                let vendors = Vendors::start().await.context("cannot start the servers")?;
                Ok((Self::in_process(&vendors)?, Some(vendors)))
            }
        }
    }

    fn real(candidate_id: String, checkout_key: &str) -> Result<Self> {
        let is_sandbox = checkout_key.starts_with("sk_sbox_");
        let host = if is_sandbox {
            checkout_identities::servers::SANDBOX
        } else {
            checkout_identities::servers::PRODUCTION
        };
        Ok(Self {
            bindbee: bindbee_ats::Client::from_env()?,
            hb: hb_portal_v1::Client::from_env()?,
            checkout: checkout_identities::Client::builder().server(host).from_env().build()?,
            candidate_id,
        })
    }

    fn in_process(vendors: &Vendors) -> Result<Self> {
        Ok(Self {
            bindbee: bindbee_ats::Client::builder()
                .base_url(vendors.bindbee.url())
                .http_bearer("any key")
                .connector_token("any token")
                .build()?,
            hb: hb_portal_v1::Client::builder()
                .base_url(vendors.hb.url())
                .api_key("any key")
                .build()?,
            checkout: checkout_identities::Client::builder()
                .base_url(vendors.checkout.url())
                .api_secret_key("any key")
                .build()?,
            candidate_id: CANDIDATE_ID.to_owned(),
        })
    }
}
