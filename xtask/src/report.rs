//! What the user sees: findings, failures, results; and the exit code.
//!
//! People read findings and failures on standard error and results on standard output. With `--format json`, findings
//! and failures are one object a line on standard output, for editors and CI.

use std::{
    env,
    io::{self, IsTerminal as _, Write as _},
    process::ExitCode,
};

use serde_json::json;
use vetted_codegen::{
    diagnostic::{self, Finding, Severity},
    load::Document,
};

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people, with the source lines.
    Human,
    /// One JSON object a line.
    Json,
}

/// How many files a message for people names.
const MOST_FILES: usize = 10;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All is well; warnings are.
    Good,
    /// A document cannot be used, files differ, or the disk refused.
    Bad,
    /// The arguments are wrong.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Good => 0,
            Exit::Bad => 1,
            Exit::Usage => 2,
        })
    }
}

/// Why a command could not go on, where no document is at fault.
#[derive(Debug)]
pub(crate) struct Failure {
    code: &'static str,
    message: String,
    help: Option<String>,
    exit: Exit,
}

impl Failure {
    /// A failure with a stable word for its kind, and a lowercase phrase.
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None, exit: Exit::Bad }
    }

    /// Wrong arguments.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, ..Self::new("usage", message) }
    }

    /// The same with what to do about it.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

/// Prints, in the form that was asked for.
pub(crate) struct Report {
    format: Format,
    quiet: bool,
    color: bool,
}

impl Report {
    /// Decides about colours once.
    pub(crate) fn new(format: Format, quiet: bool) -> Self {
        Self { format, quiet, color: wants_color() }
    }

    /// Whether a line that is replaced again and again would be welcome.
    pub(crate) fn shows_progress(&self) -> bool {
        self.format == Format::Human && !self.quiet && io::stderr().is_terminal()
    }

    /// Prints the findings about a document: for people those that are at least as bad as `least`, for programs all.
    pub(crate) fn findings(&self, document: &Document, findings: &[Finding], least: Severity) {
        let least = match self.format {
            _ if self.quiet => Severity::Error,
            Format::Human => least,
            Format::Json => Severity::Note,
        };
        let mut shown = findings.to_vec();
        shown.retain(|finding| finding.severity >= least);
        if shown.is_empty() {
            return;
        }
        match self.format {
            Format::Human => to_stderr(&diagnostic::render(document, &shown, self.color)),
            Format::Json => to_stdout(&diagnostic::to_json(document, &shown)),
        }
    }

    /// Prints why a command could not go on.
    pub(crate) fn failure(&self, failure: &Failure) -> Exit {
        match self.format {
            Format::Human => {
                let error = if self.color { "\x1b[1;31merror\x1b[0m" } else { "error" };
                to_stderr(&format!("{error}: {}", failure.message));
                if let Some(help) = &failure.help {
                    to_stderr(&format!("  help: {help}"));
                }
            }
            Format::Json => to_stdout(
                &json!({
                    "code": failure.code,
                    "severity": "error",
                    "message": failure.message,
                    "help": failure.help,
                })
                .to_string(),
            ),
        }
        failure.exit
    }

    /// Prints the files that differ, and the command that mends them.
    pub(crate) fn differing(&self, files: &[(String, String)], command: &str) {
        match self.format {
            Format::Human => {
                let mut text = match files.len() {
                    1 => "error: a file differs from what the documents give\n".to_owned(),
                    count => format!("error: {count} files differ from what the documents give\n"),
                };
                for (change, path) in files {
                    text.push_str(&format!("  {change}  {path}\n"));
                }
                to_stderr(&format!("{text}  help: run `{command}`"));
            }
            Format::Json => {
                for (change, path) in files {
                    let line = json!({
                        "code": "out-of-date",
                        "severity": "error",
                        "message": format!("{change} {path}"),
                        "help": format!("run `{command}`"),
                        "path": path,
                    });
                    to_stdout(&line.to_string());
                }
            }
        }
    }

    /// Prints what was found in a folder and left as it is, and which files that is about.
    pub(crate) fn left(&self, message: &str, files: &[String]) {
        if self.quiet {
            return;
        }
        match self.format {
            Format::Human => {
                let warning = if self.color { "\x1b[1;33mwarning\x1b[0m" } else { "warning" };
                let mut text = format!("{warning}: {message}\n");
                for path in files.iter().take(MOST_FILES) {
                    text.push_str(&format!("  {path}\n"));
                }
                if files.len() > MOST_FILES {
                    text.push_str(&format!("  and {} more\n", files.len() - MOST_FILES));
                }
                to_stderr(&text);
            }
            Format::Json => to_stdout(
                &json!({
                    "code": "left-standing",
                    "severity": "warning",
                    "message": message,
                    "files": files,
                })
                .to_string(),
            ),
        }
    }

    /// Prints what a command was asked for, as text or as JSON: silence would be no answer.
    pub(crate) fn answer(&self, text: &str, json: &serde_json::Value) {
        match self.format {
            Format::Human => to_stdout(text),
            Format::Json => to_stdout(&json.to_string()),
        }
    }

    /// Prints what a command did, a line at a time.
    pub(crate) fn result(&self, line: &str) {
        if self.format == Format::Human && !self.quiet {
            to_stdout(line);
        }
    }
}

/// Colours on standard error: `NO_COLOR` forbids them, `CLICOLOR_FORCE` asks for them, else a terminal has them.
fn wants_color() -> bool {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return false;
    }
    if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return true;
    }
    let refused = set("CLICOLOR").is_some_and(|value| value == "0")
        || set("TERM").is_some_and(|value| value == "dumb");
    !refused && io::stderr().is_terminal()
}

/// A reader that went away is no reason to fail: the exit code still tells.
fn to_stderr(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}

fn to_stdout(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{}", text.trim_end());
}
