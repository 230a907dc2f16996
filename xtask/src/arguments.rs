//! What was asked for, from the command line.

use std::{ffi::OsString, path::PathBuf};

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use vetted_codegen::{
    codes,
    diagnostic::Code,
    settings::{Level, Levels},
};

use crate::{
    report::{Exit, Format},
    repository::Repository,
};

/// Everything that the command line says.
pub(crate) struct Arguments {
    pub(crate) repository: Repository,
    pub(crate) format: Format,
    pub(crate) quiet: bool,
    pub(crate) command: Command,
}

/// The commands.
pub(crate) enum Command {
    Codegen(Codegen),
    Lint(Lint),
    Overlay(Overlaid),
    /// With the words for the program, which reads them itself.
    Contract(Vec<OsString>),
    /// With the words for the corpus runner, which reads them itself.
    Corpus(Vec<OsString>),
    Coverage {
        check: bool,
    },
}

/// `cargo xtask codegen`.
pub(crate) struct Codegen {
    pub(crate) what: What,
    /// Report what differs, and write nothing.
    pub(crate) check: bool,
    /// Codes of findings that count as errors.
    pub(crate) levels: Levels,
}

/// What to generate.
pub(crate) enum What {
    /// Crates of this repository; all when no name is given.
    Apis(Vec<String>),
    /// A crate from any document.
    Document(Standalone),
}

/// A crate from any document, into any folder.
pub(crate) struct Standalone {
    pub(crate) spec: PathBuf,
    /// What is applied to the document.
    pub(crate) overlays: Vec<PathBuf>,
    pub(crate) out: PathBuf,
    pub(crate) name: Option<String>,
    /// A folder or a version.
    pub(crate) runtime: Option<String>,
}

/// `cargo xtask lint`.
pub(crate) struct Lint {
    /// APIs of this repository; all when no name is given.
    pub(crate) apis: Vec<String>,
    /// Any document instead.
    pub(crate) spec: Option<PathBuf>,
    /// What is applied to that.
    pub(crate) overlays: Vec<PathBuf>,
    /// Codes of findings that count as errors.
    pub(crate) levels: Levels,
    /// A code of findings that is explained; no document is looked at.
    pub(crate) explain: Option<&'static Code>,
}

/// `cargo xtask overlay`.
pub(crate) struct Overlaid {
    /// APIs of this repository; all when no name is given.
    pub(crate) apis: Vec<String>,
    /// Any document instead.
    pub(crate) spec: Option<PathBuf>,
    /// What is applied to that.
    pub(crate) overlays: Vec<PathBuf>,
}

/// Reads the command line. When it is wrong, or help was asked for, that is shown here, and the exit code comes back.
pub(crate) fn read(words: impl Iterator<Item = OsString>) -> Result<Arguments, Exit> {
    let shown = |err: clap::Error| {
        // Nothing can be done when the message itself cannot be printed.
        let _ = err.print();
        if err.use_stderr() { Exit::Usage } else { Exit::Good }
    };
    let matches = command().try_get_matches_from(words).map_err(shown)?;
    let (name, inner) = matches.subcommand().ok_or(Exit::Usage)?;
    let command = match name {
        "codegen" => Command::Codegen(codegen(inner)),
        "lint" => Command::Lint(Lint {
            apis: strings(inner, "api"),
            spec: path(inner, "spec"),
            overlays: folders(inner, "overlay"),
            levels: levels(inner),
            explain: inner.get_one("explain").copied(),
        }),
        "overlay" => Command::Overlay(Overlaid {
            apis: strings(inner, "api"),
            spec: path(inner, "spec"),
            overlays: folders(inner, "overlay"),
        }),
        "contract" => Command::Contract(passed_on(inner)),
        "corpus" => Command::Corpus(passed_on(inner)),
        _ => Command::Coverage { check: inner.get_flag("check") },
    };
    Ok(Arguments {
        repository: path(inner, "root").map_or_else(Repository::this, Repository::at),
        format: match string(inner, "format").as_deref() {
            Some("json") => Format::Json,
            _ => Format::Human,
        },
        quiet: inner.get_flag("quiet"),
        command,
    })
}

fn codegen(matches: &ArgMatches) -> Codegen {
    let what = match (path(matches, "spec"), path(matches, "out")) {
        (Some(spec), Some(out)) => What::Document(Standalone {
            spec,
            overlays: folders(matches, "overlay"),
            out,
            name: string(matches, "name"),
            runtime: string(matches, "runtime"),
        }),
        _ => What::Apis(strings(matches, "api")),
    };
    Codegen { what, check: matches.get_flag("check"), levels: levels(matches) }
}

fn command() -> clap::Command {
    clap::Command::new("cargo xtask")
        .about("The commands of this repository")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(option("format", "FORMAT", "How findings are printed").value_parser(["human", "json"]).global(true))
        .arg(flag("quiet", "Print errors only").short('q').global(true))
        .arg(folder("root", "DIR", "The repository to work in (for tests)").global(true).hide(true))
        .subcommand(
            clap::Command::new("codegen")
                .about("Generates the clients: those of this repository, or one from any document")
                .override_usage(
                    "cargo xtask codegen [API]... [--check]\n       \
                     cargo xtask codegen --spec <FILE> --out <DIR> [--overlay <FILE>]... [--name <NAME>] [--runtime <DIR|VERSION>] [--check]",
                )
                .arg(apis())
                .arg(flag("check", "Write nothing; exit 1 when files differ, and list them"))
                .arg(spec().requires("out"))
                .arg(overlay())
                .arg(folder("out", "DIR", "The folder of the crate").requires("spec"))
                .arg(option("name", "NAME", "The crate's name; the document's file name, if left out").requires("spec"))
                .arg(
                    option("runtime", "DIR|VERSION", "Where vetted-runtime comes from; this repository, if left out")
                        .requires("spec"),
                )
                .arg(deny())
                .arg(warn()),
        )
        .subcommand(
            clap::Command::new("lint")
                .about("Prints the findings about documents, and writes nothing")
                .arg(apis())
                .arg(spec())
                .arg(overlay())
                .arg(deny())
                .arg(warn())
                .arg(
                    option("explain", "CODE", "Say what findings of this code mean; look at no document")
                        .value_parser(explained)
                        .conflicts_with_all(["api", "spec", "overlay", "deny", "warn"]),
                ),
        )
        .subcommand(
            clap::Command::new("overlay")
                .about("Prints documents as they are after their overlays, as JSON")
                .arg(apis())
                .arg(spec())
                .arg(overlay()),
        )
        .subcommand(
            clap::Command::new("contract")
                .about("Calls every operation once, against Prism as a mock (needs Node.js; `contract --help` for more)")
                .disable_help_flag(true)
                .arg(words("API | OPTION")),
        )
        .subcommand(
            clap::Command::new("corpus")
                .about("Generates from a folder of documents, and says what came of each (`corpus --help` for more)")
                .disable_help_flag(true)
                .arg(words("DIR | OPTION")),
        )
        .subcommand(
            clap::Command::new("coverage")
                .about("Counts operations by level of evidence, and writes specs/COVERAGE.md")
                .arg(flag("check", "Write nothing; exit 1 when specs/COVERAGE.md differs")),
        )
}

/// Words for a program that this one runs.
fn words(value: &'static str) -> Arg {
    Arg::new("word")
        .value_name(value)
        .help("For the program behind the command")
        .num_args(0..)
        .trailing_var_arg(true)
        .allow_hyphen_values(true)
        .value_parser(value_parser!(OsString))
}

fn passed_on(matches: &ArgMatches) -> Vec<OsString> {
    matches.get_many("word").into_iter().flatten().cloned().collect()
}

fn apis() -> Arg {
    Arg::new("api")
        .value_name("API")
        .help("An API of specs/, by its file name without the ending; all, if left out")
        .num_args(0..)
        .conflicts_with("spec")
}

fn spec() -> Arg {
    folder("spec", "FILE", "An OpenAPI document, anywhere")
}

fn overlay() -> Arg {
    folder("overlay", "FILE", "An overlay that is applied to the document; several in their order")
        .requires("spec")
        .conflicts_with("api")
        .action(ArgAction::Append)
}

/// The levels that the command line sets.
fn levels(matches: &ArgMatches) -> Levels {
    let set =
        |id: &str, level: Level| strings(matches, id).into_iter().map(move |code| (code, level));
    set("warn", Level::Warn).chain(set("deny", Level::Deny)).collect()
}

fn warn() -> Arg {
    code("warn", "Take findings of this code, or of this family of codes, for warnings")
}

fn deny() -> Arg {
    code("deny", "Take findings of this code, or of this family of codes, for errors")
}

/// An option that names a code of findings; docs/findings.md lists them.
fn code(name: &'static str, help: &'static str) -> Arg {
    option(name, "CODE", help).value_parser(codes::code_or_family).action(ArgAction::Append)
}

/// The code of findings to explain.
fn explained(name: &str) -> Result<&'static Code, String> {
    codes::named(name).ok_or_else(|| {
        format!("no finding has the code `{name}`; docs/findings.md lists all codes")
    })
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn folder(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    option(name, value, help).value_parser(value_parser!(PathBuf))
}

fn string(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one(name).cloned()
}

fn strings(matches: &ArgMatches, name: &str) -> Vec<String> {
    matches.get_many(name).into_iter().flatten().cloned().collect()
}

fn folders(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches.get_many(name).into_iter().flatten().cloned().collect()
}

fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one(name).cloned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_definitions_hold_together() {
        super::command().debug_assert();
    }
}
