//! Findings have codes that a user can look up: every code of the sources stands in the table of codes, and
//! `docs/findings.md` is that table. `INSTA_UPDATE=always` writes it anew, as it does snapshots.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};

use vetted_codegen::{
    diagnostic::{CODES, Code, FAMILIES, GIVEN_UP_FAMILY, Severity},
    lint,
};
use xtask::table::{Align, Table};

use crate::cases::Case;

/// Ways to make a finding: its code comes first, or behind the context.
const MAKERS: [&str; 8] = [
    "warn(",
    "warn_with(",
    "note(",
    "note_with(",
    "Finding::new(",
    "Finding::warning(",
    "Finding::error(",
    "Remark::warning(",
];

#[test]
fn every_code_of_the_sources_stands_in_the_table() {
    let texts = ["../codegen/src", "../xtask/src"].map(|folder| {
        let mut texts = Vec::new();
        gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut texts);
        texts
    });
    let texts: Vec<String> = texts.into_iter().flatten().collect();
    let constants: BTreeMap<&str, &str> = texts.iter().flat_map(|text| constants(text)).collect();
    let mut used: BTreeSet<&str> = texts.iter().flat_map(|text| codes(text, &constants)).collect();
    used.extend(lint::RULES.iter().flat_map(|rule| rule.codes));
    let listed: BTreeSet<&str> = CODES.iter().map(|code| code.name).collect();
    let unlisted: Vec<_> = used.difference(&listed).collect();
    assert!(unlisted.is_empty(), "not in codegen/src/diagnostic/codes.rs: {unlisted:?}");
    let unused: Vec<_> = listed.difference(&used).collect();
    assert!(unused.is_empty(), "no finding has these codes: {unused:?}");
}

#[test]
fn findings_of_cases_have_codes_of_the_table() {
    for case in Case::all() {
        for finding in case.generate("../../runtime").generated.findings {
            assert!(Code::named(finding.code).is_some(), "{}: `{}`", case.name, finding.code);
        }
    }
}

#[test]
fn what_is_given_up_has_a_finding_of_that_family() {
    for case in Case::all() {
        let generated = case.generate("../../runtime").generated;
        let said = generated.findings.iter().any(|finding| {
            let families = Code::named(finding.code).map_or(&[][..], |code| code.families);
            finding.severity >= Severity::Warning && families.contains(&GIVEN_UP_FAMILY)
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
        document, where they can be left out as well (`allow`).\n\n\
        Some codes belong to a family. A level of a family is one for all of its codes that have none of their own:\n\n"
        .to_owned();
    for (family, about) in FAMILIES {
        text.push_str(&format!("- `{family}`: {about}.\n"));
    }
    let mut table = Table::new("code", Align::Left);
    table.column("what it is about", Align::Left);
    table.column("families", Align::Left);
    for code in CODES {
        let families: Vec<String> = code.families.iter().map(|it| format!("`{it}`")).collect();
        table.row(vec![format!("`{}`", code.name), code.about.to_owned(), families.join(", ")]);
    }
    text.push_str(&format!("\n{table}"));
    text
}

/// The codes of the findings that a source makes.
fn codes<'t>(text: &'t str, constants: &BTreeMap<&'t str, &'t str>) -> Vec<&'t str> {
    let mut found = Vec::new();
    for maker in MAKERS {
        for (at, _) in text.match_indices(maker) {
            let is_whole = !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let behind = text[at + maker.len()..].trim_start();
            let behind = behind.strip_prefix("cx,").map_or(behind, str::trim_start);
            if let Some(literal) = behind.strip_prefix('"').filter(|_| is_whole) {
                found.extend(literal.split('"').next());
            } else if is_whole {
                let end = behind.find(|c: char| !(c.is_ascii_uppercase() || c == '_'));
                found.extend(constants.get(&behind[..end.unwrap_or(behind.len())]));
            }
        }
    }
    found
}

/// The names and values of a source's constants that are text.
fn constants(text: &str) -> Vec<(&str, &str)> {
    let constants = text.split("const ").skip(1).filter_map(|behind| {
        let (name, behind) = behind.split_once(": &str = \"")?;
        Some((name, behind.split('"').next()?))
    });
    constants.collect()
}

/// The texts of the sources below a folder, without tests.
fn gather(folder: &Path, texts: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("sources can be listed") {
        let path = entry.expect("sources can be listed").path();
        if path.file_stem().is_some_and(|stem| stem == "tests") {
            continue;
        }
        if path.is_dir() {
            gather(&path, texts);
        } else {
            let text = fs::read_to_string(&path).expect("sources are text");
            let end = text.find("#[cfg(test)]").unwrap_or(text.len());
            texts.push(text[..end].to_owned());
        }
    }
}
