//! `cargo xtask contract`: every operation of the crates once, against Prism, a mock that checks each request by the
//! document and that this project has no part in.
//!
//! [`install`] brings Prism, [`prism`] runs one for a document, [`run`] makes the calls, [`report`] says what came of
//! them.

mod install;
mod prism;
mod report;
mod run;

use std::{path::Path, process::ExitCode};

use clap::{Arg, builder::PossibleValuesParser};
use vetted_contract::{APIS, bindbee_ats, checkout_identities, hb_portal_v1, hb_portal_v2};

use crate::report::Outcome;

/// The exit code: 0 when each operation was called and none broke its document, 1 otherwise, 2 for wrong arguments.
fn main() -> ExitCode {
    let apis = match arguments().try_get_matches() {
        Ok(matches) => matches.get_many::<String>("api").map(|apis| apis.cloned().collect()),
        Err(err) => {
            // Nothing can be done when the message itself cannot be printed.
            let _ = err.print();
            return ExitCode::from(if err.use_stderr() { 2 } else { 0 });
        }
    };
    let apis: Vec<String> = apis.unwrap_or_else(|| APIS.map(str::to_owned).to_vec());
    match outcomes(&apis) {
        Ok(outcomes) => {
            report::print(&outcomes);
            ExitCode::from(u8::from(!outcomes.iter().all(Outcome::is_good)))
        }
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> clap::Command {
    clap::Command::new("contract")
        .bin_name("cargo xtask contract")
        .about("Calls every operation of the crates once, against Prism as a validating mock of their documents")
        .after_help(
            "Needs Node.js 18.20 or later with npm, and the npm registry the first time: Prism is kept below target/.\n\
             Exits 1 when an operation is not called, or breaks its document, or has an answer that does not read.",
        )
        .arg(
            Arg::new("api")
                .value_name("API")
                .help("An API of specs/, by its file name without the ending; all, if left out")
                .num_args(0..)
                .value_parser(PossibleValuesParser::new(APIS)),
        )
}

/// Runs the calls of each API. One after the other: what a run says is in a fixed order, and ends at what stops it.
fn outcomes(apis: &[String]) -> Result<Vec<Outcome>, String> {
    let prism = install::prism()?;
    apis.iter().map(|api| outcome(api, &prism)).collect()
}

/// Runs the calls of an API.
fn outcome(api: &str, prism: &Path) -> Result<Outcome, String> {
    eprintln!("{api}: calling");
    match api {
        "bindbee-ats" => run::run(&bindbee_ats::subject(), prism),
        "checkout-identities" => run::run(&checkout_identities::subject(), prism),
        "hb-portal-v1" => run::run(&hb_portal_v1::subject(), prism),
        "hb-portal-v2" => run::run(&hb_portal_v2::subject(), prism),
        _ => Err(format!("`{api}` has no calls")),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_definitions_hold_together() {
        super::arguments().debug_assert();
    }
}
