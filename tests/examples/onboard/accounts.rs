//! A client for each vendor, of the real hosts or of servers in this process.

use std::{env, time::Duration};

use anyhow::{Context, Result, bail, ensure};
use hb_portal_v1::Retries;
use vetted_tests::vendors::{CANDIDATE_IDS, Vendors};

/// A client for each vendor, and the candidates to take on.
pub(crate) struct Accounts {
    pub(crate) bindbee: bindbee_ats::Client,
    pub(crate) hb: hb_portal_v1::Client,
    pub(crate) checkout: checkout_identities::Client,
    pub(crate) candidate_ids: Vec<String>,
}

/// The clients read all of these themselves, but for the candidate.
const KEYS: [&str; 5] = [
    "BINDBEE_ATS_HTTP_BEARER",
    "BINDBEE_ATS_CONNECTOR_TOKEN",
    "BINDBEE_CANDIDATE_ID",
    "HB_PORTAL_V1_API_KEY",
    "CHECKOUT_IDENTITIES_API_SECRET_KEY",
];

/// How long an attempt may take, so that one that hangs leaves room for the next.
const PATIENCE: Duration = Duration::from_secs(20);

impl Accounts {
    /// The real hosts if there are keys, else servers that live as long as the second value.
    pub(crate) async fn open(faults: Option<u64>) -> Result<(Self, Option<Vendors>)> {
        let values: Vec<String> = KEYS.iter().filter_map(|key| env::var(key).ok()).collect();
        match <[String; 5]>::try_from(values) {
            Ok([_, _, candidate_id, _, checkout_key]) => {
                ensure!(faults.is_none(), "the real hosts have faults of their own");
                Ok((Self::real(candidate_id, &checkout_key)?, None))
            }
            Err(some) if !some.is_empty() => {
                bail!("some keys are missing; all of these are needed: {}", KEYS.join(", "))
            }
            Err(_) => {
                println!("No keys: calling servers in this process. For the real hosts, set");
                println!("{}.\n", KEYS.join(", "));
                let vendors = Vendors::start().await.context("cannot start the servers")?;
                if let Some(seed) = faults {
                    // An answer that is late comes after the caller has gone.
                    vendors.misbehave(seed, QUICK_PATIENCE * 2);
                }
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
        let bindbee = bindbee_ats::Client::builder().from_env();
        let hb = hb_portal_v1::Client::builder().from_env();
        let checkout = checkout_identities::Client::builder().server(host).from_env();
        Ok(Self {
            bindbee: bindbee.attempt_timeout(PATIENCE).build()?,
            hb: hb.attempt_timeout(PATIENCE).build()?,
            checkout: checkout.attempt_timeout(PATIENCE).build()?,
            candidate_ids: vec![candidate_id],
        })
    }
}

/// As [`PATIENCE`], for servers that are near.
const QUICK_PATIENCE: Duration = Duration::from_millis(500);

impl Accounts {
    fn in_process(vendors: &Vendors) -> Result<Self> {
        // These are out of order more often than real ones, and back in it sooner.
        let retries = Retries::default().attempts(8).first_pause(Duration::from_millis(50));
        let checkout = vendors.checkout.url();
        Ok(Self {
            bindbee: bindbee_ats::Client::builder()
                .base_url(vendors.bindbee.url())
                .http_bearer("any key")
                .connector_token("any token")
                .retries(retries)
                .attempt_timeout(QUICK_PATIENCE)
                .build()?,
            hb: hb_portal_v1::Client::builder()
                .base_url(vendors.hb.url())
                .api_key("any key")
                .retries(retries)
                .attempt_timeout(QUICK_PATIENCE)
                .build()?,
            checkout: checkout_identities::Client::builder()
                .base_url(checkout)
                .token_url(format!("{checkout}/connect/token"))
                .oauth("any client", "any secret")
                .retries(retries)
                .attempt_timeout(QUICK_PATIENCE)
                .build()?,
            candidate_ids: CANDIDATE_IDS.map(str::to_owned).to_vec(),
        })
    }
}
