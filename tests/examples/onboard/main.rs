//! An agency takes on candidates: reads each from Bindbee, creates them at HB, opens an applicant at Checkout, and
//! reads all of it back. Whatever goes wrong on the way, each is created once.
//!
//! ```text
//! cargo run --example onboard
//! cargo run --example onboard -- --faults      # a third of the requests meets a fault
//! cargo run --example onboard -- --faults 7    # other faults, the same each time
//! ```
//!
//! Without keys it calls servers in this process. It calls the real hosts, and creates real records, when all of these
//! are in the environment:
//!
//! - `BINDBEE_ATS_HTTP_BEARER` and `BINDBEE_ATS_CONNECTOR_TOKEN`: the API key, and the token of the customer's
//!   connector
//! - `BINDBEE_CANDIDATE_ID`: Bindbee's id of the candidate
//! - `HB_PORTAL_V1_API_KEY`: the key of the HB portal
//! - `CHECKOUT_IDENTITIES_API_SECRET_KEY`: a secret key; one that begins with `sk_sbox_` calls the sandbox

mod accounts;
mod audit;

use std::{env, process::ExitCode, time::Duration};

use anyhow::{Context, Result};
use bindbee_ats::types::AtsCandidate;
use checkout_identities::types::{Applicant, CreateApplicant};
use hb_portal_v1::{
    Error, TextOf, Uuid,
    candidates::CreateAnswer,
    types::{CreateCandidate, UpdateCandidate},
};

use self::accounts::Accounts;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let faults = match arguments.as_slice() {
        [] => None,
        ["--faults"] => Some(1),
        ["--faults", seed] if seed.parse::<u64>().is_ok() => seed.parse().ok(),
        _ => {
            eprintln!("usage: onboard [--faults [SEED]], where SEED is a number");
            return ExitCode::from(2);
        }
    };
    match run(faults).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            // With its causes, on one line.
            eprintln!("{err:#}");
            ExitCode::FAILURE
        }
    }
}

/// Takes everybody on. `faults`: what goes wrong at servers in this process, if anything.
pub(crate) async fn run(faults: Option<u64>) -> Result<()> {
    let (accounts, vendors) = Accounts::open(faults).await?;
    for id in &accounts.candidate_ids {
        take_on(&accounts, id).await?;
    }
    match vendors {
        Some(vendors) => audit::exactly_once(&vendors),
        None => Ok(()),
    }
}

async fn take_on(accounts: &Accounts, id: &str) -> Result<()> {
    let request = accounts.bindbee.candidates().get(id);
    let candidate = request.send().await.context("cannot read the candidate from Bindbee")?;
    let person = Person::of(&candidate)?;
    println!("Bindbee:  {} is {} {} <{}>", candidate.id, person.first, person.last, person.email);

    let reference = create_at_hb(&accounts.hb, &person).await?;
    let applicant = open_at_checkout(&accounts.checkout, &person).await?;
    println!("Checkout: opened {}", applicant.id);
    read_back(accounts, reference, &applicant.id).await
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

/// HB knows a candidate by the e-mail address, and says so rather than create them twice: to ask again does no harm. A
/// candidate that HB knew keeps their details, so that the agency's own id is set by itself.
async fn create_at_hb(hb: &hb_portal_v1::Client, person: &Person) -> Result<Uuid> {
    let body = CreateCandidate::new()
        .first_name(&person.first)
        .last_name(&person.last)
        .email(&person.email)
        .client_record_ref(&person.record)
        .activate_candidate(true);
    let create = || hb.candidates().create(&body).send();
    let answer = until_answered(create).await.context("cannot create the candidate at HB")?;
    let reference = answer.body().response.candidate_ref.as_ref();
    let reference = reference.and_then(TextOf::value).context("HB's answer has no reference")?;
    if let CreateAnswer::Accepted(_) = answer {
        let change = UpdateCandidate::new().client_record_ref(&person.record);
        let update = || hb.candidates().update(reference, &change).send();
        until_answered(update).await.context("cannot update the candidate at HB")?;
        println!("HB:       knows {reference}");
    } else {
        println!("HB:       created {reference}");
    }
    Ok(reference)
}

/// Checkout would open a second applicant for the same person. The client repeats a call with an idempotency key, and
/// the key is the agency's own, so that another run of this program does not open one either.
///
/// The vendor's own SDKs know that header; no page says whether it is looked at for applicants. Where it is not, a call
/// whose answer was lost is for a person to look into.
async fn open_at_checkout(
    checkout: &checkout_identities::Client,
    person: &Person,
) -> Result<Applicant> {
    // Checkout wants `ext_` and letters, digits or underscores.
    let external_id = format!("ext_{}", person.record.replace('-', "_"));
    let body = CreateApplicant::new()
        .external_applicant_id(&external_id)
        .email(&person.email)
        .external_applicant_name(format!("{} {}", person.first, person.last));
    let request = checkout.applicants().create(&body).header("Cko-Idempotency-Key", &external_id);
    request.send().await.context("cannot open an applicant at Checkout")
}

/// Sends a call that may be done twice until it is answered. The client itself repeats only what every server does
/// once: that this one does is known here.
async fn until_answered<T, F>(call: impl Fn() -> F) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    const ATTEMPTS: u32 = 8;
    let mut pause = Duration::from_millis(100);
    for _ in 1..ATTEMPTS {
        match call().await {
            // The server may have done it, or not: nobody knows.
            Err(err @ Error::Transport(_)) => println!("          again: {err}"),
            // It has not, for now.
            Err(err) if err.is_retryable() => {
                println!("          again: {err}");
                pause = err.retry_after().unwrap_or(pause);
            }
            other => return other,
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
    call().await
}

async fn read_back(accounts: &Accounts, reference: Uuid, applicant_id: &str) -> Result<()> {
    let request = accounts.hb.candidates().get(reference);
    let answer = request.send().await.context("cannot read the candidate back from HB")?;
    let candidate = answer.into_inner().candidate;
    let request = accounts.checkout.applicants().get(applicant_id);
    let applicant = request.send().await.context("cannot read the applicant back from Checkout")?;
    let to_do = candidate.assigned_course_count.and_then(|text| text.value());
    println!(
        "HB:       {} is {}, with {} courses to do",
        candidate.email.as_deref().unwrap_or("somebody without an e-mail address"),
        candidate.candidate_status.as_deref().unwrap_or("in no status"),
        to_do.unwrap_or(0),
    );
    println!(
        "Checkout: {} is {}, since {}\n",
        applicant.id,
        applicant.external_applicant_name.as_deref().unwrap_or("nameless"),
        applicant.created_on,
    );
    Ok(())
}
