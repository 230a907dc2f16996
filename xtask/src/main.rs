//! `cargo xtask`: the project's commands. Arguments, progress and exit codes; the work is `vetted-codegen`'s.

mod arguments;
mod commands;
mod evidence;
mod generate;
mod plain;
mod report;
mod repository;

use std::process::ExitCode;

use arguments::Command;
use report::Report;

fn main() -> ExitCode {
    let arguments = match arguments::read(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(exit) => return exit.into(),
    };
    let report = Report::new(arguments.format, arguments.quiet);
    let repository = &arguments.repository;
    let outcome = match arguments.command {
        Command::Codegen(asked) => commands::codegen::run(repository, &asked, &report),
        Command::Lint(asked) => commands::lint::run(repository, asked, &report),
        Command::Overlay(asked) => commands::overlay::run(repository, asked, &report),
        Command::Contract(words) => commands::program::CONTRACT.run(&words),
        Command::Corpus(words) => commands::program::CORPUS.run(&words),
        Command::Coverage { check } => commands::coverage::run(repository, check, &report),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(failure) => report.failure(&failure).into(),
    }
}
