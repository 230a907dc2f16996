//! Findings have codes that a user can look up: `docs/findings.md` is the list of them. `INSTA_UPDATE=always` writes it
//! anew, as it does snapshots.

use std::{env, fs, path::Path};

use vetted_codegen::{
    codes,
    diagnostic::{CodeFamily, Severity},
};
use xtask::table::{Align, Table};

use crate::cases::Case;

#[test]
fn what_is_given_up_has_a_finding_of_that_family() {
    for case in Case::all() {
        let generated = case.generate("../../runtime").generated;
        let said = generated.findings.iter().any(|finding| {
            finding.severity >= Severity::Warning
                && finding.code.family == Some(CodeFamily::GivenUp)
        });
        let given_up = generated.census.given_up + generated.census.raw;
        assert!(said || given_up == 0, "{}: given up without a word", case.name);
    }
}

#[test]
fn the_document_of_findings_is_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/findings.md");
    let text = document();
    if env::var_os("INSTA_UPDATE").is_some_and(|how| how == "always") {
        fs::write(&path, &text).expect("the file can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let help = "run `INSTA_UPDATE=always cargo test -p vetted-tests findings`";
    assert!(found == text, "docs/findings.md is not the table of codes\nhelp: {help}");
}

/// The text of `docs/findings.md`.
fn document() -> String {
    let mut text = "# Findings\n\n\
        What the generator says about a document has a code, a severity (error, warning or note) and a place. How much\n\
        the findings of a code count can be set: by `--deny CODE` and `--warn CODE`, or in the settings file beside the\n\
        document, where they can be left out as well (`allow`). The severities here are the usual ones; a finding may\n\
        be milder. `cargo xtask lint --explain CODE` prints what stands here of one.\n\n\
        Some codes belong to a family. A level of a family is one for all of its codes that have none of their own:\n\n"
        .to_owned();
    for family in CodeFamily::ALL {
        text.push_str(&format!("- `{}`: {}.\n", family.as_str(), family.about()));
    }
    let mut table = Table::new("code", Align::Left);
    table.column("severity", Align::Left);
    table.column("what it is about", Align::Left);
    table.column("families", Align::Left);
    for code in codes::all() {
        let families = code.families().iter().map(|family| format!("`{}`", family.as_str()));
        let families = families.collect::<Vec<_>>().join(", ");
        let link = format!("[`{0}`](#{0})", code.name);
        table.row(vec![link, code.level.as_str().to_owned(), code.about.to_owned(), families]);
    }
    text.push_str(&format!("\n{table}"));
    for code in codes::all() {
        text.push_str(&format!("\n## {}\n\n{}\n", code.name, code.docs));
    }
    text
}
