//! Documents that nobody here wrote: the whole generator over each, without a panic.
//!
//! `VETTED_CORPUS` names a folder of them, read with all that is below it. Without it the test does nothing.

use std::{
    env, fs,
    path::{Path, PathBuf},
    thread,
};

use vetted_codegen::{
    diagnostic::{Severity, render},
    generate,
    load::Document,
    settings::{Membership, Runtime, Settings},
};

/// The stages recurse as deep as documents nest, as in the commands.
const STACK: usize = 32 << 20;

#[test]
fn documents_of_a_corpus_cause_no_panic() {
    let Some(folder) = env::var_os("VETTED_CORPUS") else { return };
    let mut documents = Vec::new();
    collect(Path::new(&folder), &mut documents);
    documents.sort();
    assert!(!documents.is_empty(), "no document below {}", folder.display());
    let mut panicked = Vec::new();
    for path in &documents {
        let work = {
            let path = path.clone();
            move || outcome(&path)
        };
        let thread = thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread");
        match thread.join() {
            Ok(outcome) => println!("{}: {outcome}", path.display()),
            Err(_) => panicked.push(path),
        }
    }
    assert!(panicked.is_empty(), "panicked: {panicked:#?}");
}

/// What became of a document, in a line. Panics if a finding about it cannot be shown.
fn outcome(path: &Path) -> String {
    let (document, findings, files) = match Document::read(path, path.display().to_string()) {
        Ok(document) => {
            let generated = generate(&document, &settings());
            (document, generated.findings, generated.files.len())
        }
        Err(unreadable) => (unreadable.document, unreadable.findings, 0),
    };
    let shown = render(&document, &findings, false);
    assert_eq!(shown.is_empty(), findings.is_empty());
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    assert!(files > 0 || errors > 0, "neither a crate nor a reason");
    format!("{files} files, {errors} errors, {warnings} warnings")
}

fn settings() -> Settings {
    Settings {
        name: "corpus".to_owned(),
        version: "0.1.0".to_owned(),
        replace: std::collections::BTreeMap::new(),
        runtime: Runtime::Version("0.1".to_owned()),
        source: "corpus".to_owned(),
        membership: Membership::Standalone,
        features: Vec::new(),
    }
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|it| it == "json" || it == "yaml" || it == "yml") {
            into.push(path);
        }
    }
}
