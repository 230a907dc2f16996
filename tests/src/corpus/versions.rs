//! `--equivalence`: the folder holds a folder a version, and each document must give the same crate in all of them.

use std::{io, path::Path};

use serde_json::{Value, json};
use xtask::table::{Align, Table};

use crate::equivalence::{Compared, Difference, Outcome, compare};

/// What a comparison says: whether all is well, a text for people, and a report.
#[derive(Debug)]
pub struct Said {
    /// Whether every document that can be compared gives the same crate in all versions.
    pub good: bool,
    /// A table, and what differs.
    pub text: String,
    /// The same for programs, with a line break at the end.
    pub report: String,
}

/// Compares all documents of a folder.
///
/// # Errors
///
/// The folder cannot be listed, or holds no folder with a document.
pub fn run(folder: &Path) -> io::Result<Said> {
    let all = compare(folder)?;
    if all.is_empty() {
        return Err(io::Error::other("there is no document in a folder of it"));
    }
    let mut table = Table::new("document", Align::Left);
    table.column("versions", Align::Left);
    table.column("crates", Align::Left);
    let mut details = String::new();
    for Compared { name, versions, outcome } in &all {
        table.row(vec![name.clone(), versions.join(", "), word(outcome).to_owned()]);
        for line in lines(outcome) {
            details.push_str(&format!("{name}: {line}\n"));
        }
    }
    let same = all.iter().filter(|compared| compared.outcome == Outcome::Same).count();
    let alone = all.iter().filter(|compared| compared.outcome == Outcome::OneVersion).count();
    let comparable = all.len() - alone;
    let mut text = format!("{table}\n{same} of {comparable} the same in all versions\n");
    if !details.is_empty() {
        text.push_str(&format!("\n{details}"));
    }
    // `compare` gives them by name, and `json!` keeps that order.
    let documents: Value = all
        .iter()
        .map(|Compared { name, versions, outcome }| {
            let fields = json!({
                "crates": word(outcome), "said": lines(outcome), "versions": versions,
            });
            (name.clone(), fields)
        })
        .collect();
    let report = format!("{:#}\n", json!({ "documents": documents }));
    Ok(Said { good: same == comparable, text, report })
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Same => "the same",
        Outcome::Different(_) => "different",
        Outcome::OneVersion => "one version",
        Outcome::NotGenerated { .. } => "not generated",
    }
}

/// What is wrong, a difference or a line of an error each.
fn lines(outcome: &Outcome) -> Vec<String> {
    match outcome {
        Outcome::Same | Outcome::OneVersion => Vec::new(),
        Outcome::Different(differences) => differences.iter().map(difference).collect(),
        Outcome::NotGenerated { version, why } => {
            why.lines().map(|line| format!("{version}: {line}")).collect()
        }
    }
}

fn difference(difference: &Difference) -> String {
    let Difference { versions: (left, right), file, line, lines } = difference;
    let side = |text: &Option<String>| match text {
        Some(text) => format!("`{}`", text.trim()),
        None => "nothing".to_owned(),
    };
    format!("{file}:{line}: {left} has {}, {right} has {}", side(&lines.0), side(&lines.1))
}
