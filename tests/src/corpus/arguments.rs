//! The command line of the runner.

use std::{ffi::OsString, num::NonZero, path::PathBuf, thread};

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use vetted_codegen::{
    codes,
    settings::{Level, Levels},
};

/// What the command line says.
#[derive(Debug, Clone)]
pub struct Arguments {
    /// The folder of documents, or the only one.
    pub dir: PathBuf,
    /// Whether the crates are compiled.
    pub check: bool,
    /// Of how many crates the documentation's examples are compiled.
    pub doctests: Option<NonZero<usize>>,
    /// Whether values go through the crates.
    pub round_trip: bool,
    /// Whether the folder holds the same documents in several versions, to be compared.
    pub equivalence: bool,
    /// Whether it is counted how the crates read.
    pub style: bool,
    /// How much is done at a time.
    pub jobs: NonZero<usize>,
    /// Where the report is written.
    pub report: Option<PathBuf>,
    /// How much findings count.
    pub levels: Levels,
    /// Takes the documents in an order that depends on this number, and prints a hash.
    pub shuffle: Option<u64>,
}

/// Reads the command line.
///
/// # Errors
///
/// It is wrong, or help is asked for.
pub fn read(words: impl Iterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    let matches = command().try_get_matches_from(words)?;
    Ok(Arguments {
        dir: matches.get_one("dir").cloned().unwrap_or_default(),
        check: matches.get_flag("check"),
        doctests: matches.get_one("doctests").copied(),
        round_trip: matches.get_flag("roundtrip"),
        equivalence: matches.get_flag("equivalence"),
        style: matches.get_flag("style"),
        jobs: matches
            .get_one("jobs")
            .copied()
            .unwrap_or_else(|| thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)),
        report: matches.get_one("report").cloned(),
        levels: levels(&matches),
        shuffle: matches.get_one("shuffle").copied(),
    })
}

fn levels(matches: &ArgMatches) -> Levels {
    let mut levels = Levels::new();
    for (id, level) in [("warn", Level::Warn), ("deny", Level::Deny)] {
        let codes = matches.get_many::<String>(id).into_iter().flatten();
        levels.extend(codes.map(|code| (code.clone(), level)));
    }
    levels
}

fn command() -> clap::Command {
    clap::Command::new("corpus")
        .bin_name("cargo xtask corpus")
        .about("Generates from all documents of a folder, and says what came of each")
        .after_help(
            "A reference that leads nowhere is a warning here, since nobody can mend these documents: what needs it is\n\
             left out or becomes raw JSON. `--deny dangling-reference` makes it the error that it is elsewhere.\n\n\
             Exits 1 when a document gives no crate, or one that does not do what was asked.",
        )
        .arg(
            Arg::new("dir")
                .value_name("DIR")
                .help("A folder of documents (*.json, *.yaml, *.yml), or one document; the folders in it count only where it has none itself")
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            Arg::new("check")
                .long("check")
                .help("Compile the crates; a warning is a failure")
                .action(ArgAction::SetTrue),
        )
        .arg(
            Arg::new("doctests")
                .long("doctests")
                .value_name("N")
                .help("Compile the examples in the documentation of N crates too, taken evenly from all")
                .requires("check")
                .value_parser(value_parser!(NonZero<usize>)),
        )
        .arg(
            Arg::new("roundtrip")
                .long("roundtrip")
                .help("Make values from each component schema, and require that they come back whole")
                .action(ArgAction::SetTrue),
        )
        .arg(
            Arg::new("equivalence")
                .long("equivalence")
                .help("Compare instead: DIR holds a folder a version, and each document must give the same crate in all")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["check", "roundtrip", "style", "shuffle", "deny", "warn", "jobs"]),
        )
        .arg(
            Arg::new("style")
                .long("style")
                .help("Count instead how the crates read: names, repetitions, documentation; each with its aim")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["check", "roundtrip"]),
        )
        .arg(
            Arg::new("jobs")
                .long("jobs")
                .short('j')
                .value_name("N")
                .help("How much is done at a time; as many as there are cores, if left out")
                .value_parser(value_parser!(NonZero<usize>)),
        )
        .arg(
            Arg::new("report")
                .long("report")
                .value_name("FILE.json")
                .help("Write what came of each document, findings and all, in a form that diffs well")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(code("deny", "Take findings of this code, or of this family of codes, for errors"))
        .arg(code("warn", "Take findings of this code, or of this family of codes, for warnings"))
        .arg(
            Arg::new("shuffle")
                .long("shuffle")
                .value_name("SEED")
                .help("Take the documents in another order, and print a hash of all crates, which must not change")
                .value_parser(value_parser!(u64)),
        )
}

fn code(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("CODE")
        .help(help)
        .value_parser(codes::code_or_family)
        .action(ArgAction::Append)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_definitions_hold_together() {
        super::command().debug_assert();
    }
}
