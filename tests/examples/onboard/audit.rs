//! What servers in this process have done in the end: everything, and nothing twice.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use vetted_tests::vendors::{CANDIDATE_IDS, Vendors};

/// Fails unless every candidate was created once at each vendor.
pub(crate) fn exactly_once(vendors: &Vendors) -> Result<()> {
    let candidates = vendors.candidates();
    let at_hb = count(candidates.iter().map(|it| it["client_record_ref"].as_str()));
    let applicants = vendors.applicants();
    let at_checkout = count(applicants.iter().map(|it| it["external_applicant_id"].as_str()));
    for id in CANDIDATE_IDS {
        let external_id = format!("ext_{}", id.replace('-', "_"));
        let times = (at_hb.get(id), at_checkout.get(external_id.as_str()));
        ensure!(times == (Some(&1), Some(&1)), "{id} was created so often: {times:?}");
    }
    let all = CANDIDATE_IDS.len();
    ensure!(candidates.len() == all && applicants.len() == all, "there are more than {all}");

    let servers = [&vendors.bindbee, &vendors.hb, &vendors.checkout];
    let requests: usize = servers.iter().map(|server| server.requests().len()).sum();
    let faults: usize = servers.iter().map(|server| server.faults()).sum();
    println!("Each of {all} candidates was created once at HB and once at Checkout.");
    let tokens = vendors.tokens();
    println!("Requests: {requests}; with a fault: {faults}; tokens: {tokens}.");
    Ok(())
}

fn count<'r>(names: impl Iterator<Item = Option<&'r str>>) -> BTreeMap<&'r str, u32> {
    let mut times = BTreeMap::new();
    for name in names.flatten() {
        *times.entry(name).or_default() += 1;
    }
    times
}
