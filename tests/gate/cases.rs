//! What a document becomes: every `tests/cases/<feature>.yaml` gives the findings and the files that its snapshot
//! shows, the API that another one shows, and a crate that compiles without a warning.
//!
//! Dropping a file into the folder adds a case; its first line, a comment, says what must hold. Files that the case
//! refers into stand in a folder of its name, its settings, if it has any, in `<feature>.toml`, and its overlay in
//! `<feature>.overlay.yml`: a file that ends with `.yaml` would be a case.
//! `INSTA_UPDATE=always` writes the snapshots anew, to be read before they are committed.

pub(crate) mod compile;
mod finds;
mod meaning;
mod roundtrip;

use std::{
    collections::BTreeSet,
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
};

use vetted_codegen::{
    Generated,
    diagnostic::{self, Severity},
    load::{Document, Unreadable},
    overlay,
    settings::{Membership, Runtime, Settings, Ways},
};
use xtask::{
    crate_settings::{self, CrateSettings},
    overlays,
};

/// The case whose snapshot shows every file.
const WHOLE: &str = "whole_crate";

/// Files that say the same of every document; [`WHOLE`] shows them once, and a case that is about one names it in a
/// comment, `# shows: src/lib.rs`.
const ALIKE: [&str; 4] = ["Cargo.toml", "README.md", "src/client.rs", "src/lib.rs"];

/// A finding about most cases, which say nothing of credentials. The case that is about it shows it, and is called so.
const OF_MOST: &str = "security-none";

/// A document of one feature.
pub(crate) struct Case {
    pub(crate) name: String,
    path: PathBuf,
    text: String,
}

impl Case {
    /// Every case, by name.
    pub(crate) fn all() -> Vec<Self> {
        let mut cases: Vec<Self> = files(&folder(), "yaml")
            .into_iter()
            .map(|path| Self {
                name: stem(&path),
                text: fs::read_to_string(&path).expect("a case is text"),
                path,
            })
            .collect();
        cases.sort_by(|a, b| a.name.cmp(&b.name));
        assert!(!cases.is_empty(), "no cases in {}", folder().display());
        cases
    }

    /// Whether it shows a finding of a code, if it has one.
    fn shows(&self, code: &str) -> bool {
        code != OF_MOST || self.name == OF_MOST.replace('-', "_")
    }

    /// Whether its snapshot has a file that says the same of every document.
    fn shows_file(&self, path: &str) -> bool {
        let line = format!("# shows: {path}");
        self.name == WHOLE || self.text.lines().any(|it| it == line)
    }

    /// What must hold.
    fn promise(&self) -> &str {
        let line = self.text.lines().next().unwrap_or_default();
        line.strip_prefix("# ").unwrap_or_else(|| {
            panic!("{}: the first line must be a comment that says what must hold", self.name)
        })
    }

    /// The crate's name.
    pub(crate) fn package(&self) -> String {
        format!("case-{}", self.name.replace('_', "-"))
    }

    /// What is decided about the crate. `source`: what the document's file is called.
    pub(crate) fn settings(runtime: &str, package: &str, source: String) -> Settings {
        Settings {
            name: package.to_owned(),
            version: "0.0.0".to_owned(),
            replace: std::collections::BTreeMap::new(),
            runtime: Runtime::Path(runtime.to_owned()),
            source,
            membership: Membership::Standalone,
            features: Vec::new(),
            ways: Ways::default(),
        }
    }

    /// The same of a case, with what the file beside its document says.
    fn settings_with(&self, runtime: &str, own: &CrateSettings) -> Settings {
        Settings {
            replace: own.replace.clone(),
            ways: own.ways.clone(),
            ..Self::settings(runtime, &self.package(), format!("{}.yaml", self.name))
        }
    }

    /// What the file beside the document says, if there is one.
    fn own_settings(&self) -> CrateSettings {
        let name = format!("{}.yaml", self.name);
        crate_settings::beside(&self.path, &name).unwrap_or_else(|wrong| {
            panic!("{}: {}", self.name, diagnostic::render(&wrong.document, &wrong.findings, false))
        })
    }

    /// The crate. `runtime` is where it finds `vetted-runtime`.
    pub(crate) fn generate(&self, runtime: &str) -> Outcome {
        self.generate_with(runtime, |_| {})
    }

    /// The crate, with other ways than the case's own settings say.
    pub(crate) fn generate_with(&self, runtime: &str, change: impl FnOnce(&mut Ways)) -> Outcome {
        let own = self.own_settings();
        let mut settings = self.settings_with(runtime, &own);
        change(&mut settings.ways);
        match read(&self.path, &settings.source) {
            Ok(mut document) => {
                let mut generated = vetted_codegen::generate(&document, &settings);
                own.show_beside(&mut document);
                generated.findings.splice(..0, document.findings.iter().cloned());
                Outcome { document, generated }
            }
            Err(unreadable) => Outcome {
                generated: Generated { findings: unreadable.findings, ..Generated::default() },
                document: unreadable.document,
            },
        }
    }
}

/// What became of a case.
pub(crate) struct Outcome {
    document: Document,
    pub(crate) generated: Generated,
}

impl Outcome {
    /// The findings as a user reads them, then the files that say something about the case.
    /// `is_named`: whether a file is shown whatever it says, also one that says the same of every document.
    fn show(&self, is_named: impl Fn(&str) -> bool, is_shown: impl Fn(&str) -> bool) -> String {
        let mut findings = self.generated.findings.clone();
        findings.retain(|finding| is_shown(finding.code.name));
        let mut shown = diagnostic::render(&self.document, &findings, false);
        if self.generated.files.is_empty() {
            shown.push_str("\nno crate\n");
        }
        for file in &self.generated.files {
            // A file without an item (no schemes, say) holds comments and nothing to read.
            let bare = file.text.lines().all(|line| line.is_empty() || line.starts_with("//"));
            if is_named(&file.path)
                || !(bare
                    || (file.path.starts_with("examples/") || ALIKE.contains(&file.path.as_str())))
            {
                shown.push_str(&format!("\n--- {} ---\n{}", file.path, without_marker(&file.text)));
            }
        }
        shown
    }
}

#[test]
fn cases_give_what_their_snapshots_show() {
    compare("snapshots", |case| {
        let outcome = case.generate("../../runtime");
        outcome.show(|path| case.shows_file(path), |code| case.shows(code))
    });
}

/// Holds what every case gives against its snapshot in a folder beside the cases.
fn compare(snapshots: &str, show: impl Fn(&Case) -> String) {
    let mut differing = Vec::new();
    for case in Case::all() {
        let shown = show(&case);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder().join(snapshots));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(case.promise());
        let compared = panic::catch_unwind(AssertUnwindSafe(|| {
            settings.bind(|| insta::assert_snapshot!(case.name.as_str(), shown));
        }));
        if compared.is_err() {
            differing.push(case.name);
        }
    }
    assert!(
        differing.is_empty(),
        "not what the {snapshots} show: {}\nhelp: read the differences above; if they are meant, run \
         `INSTA_UPDATE=always cargo test -p vetted-tests cases_give`",
        differing.join(", ")
    );
}

#[test]
fn snapshots_belong_to_cases() {
    let cases: BTreeSet<String> = Case::all().into_iter().map(|case| case.name).collect();
    let snapshots = [folder().join("snapshots"), folder().join("ir")];
    let files = snapshots.iter().flat_map(|folder| files(folder, "snap"));
    let orphans: Vec<String> =
        files.map(|path| stem(&path)).filter(|name| !cases.contains(name)).collect();
    assert!(orphans.is_empty(), "snapshots without a case, to be deleted: {}", orphans.join(", "));
}

#[test]
fn cases_give_the_same_twice() {
    for case in Case::all() {
        let [once, again] = [(); 2].map(|()| case.generate("../../runtime"));
        assert_eq!(
            once.show(|_| true, |_| true),
            again.show(|_| true, |_| true),
            "{} differs from itself",
            case.name
        );
    }
}

#[test]
fn an_error_leaves_no_crate_and_says_where() {
    for case in Case::all() {
        let Outcome { document, generated } = case.generate("../../runtime");
        let errors: Vec<_> =
            generated.findings.iter().filter(|found| found.severity == Severity::Error).collect();
        if generated.files.is_empty() {
            assert!(!errors.is_empty(), "{}: no crate, and nobody says why", case.name);
        }
        for finding in &generated.findings {
            assert!(
                document.place(&finding.at).is_some(),
                "{}: `{}` has no place",
                case.name,
                finding.code.name
            );
        }
    }
}

/// A file without its first line, which names the generator's version.
fn without_marker(text: &str) -> &str {
    match text.split_once('\n') {
        Some((first, rest)) if first.contains("@generated") => rest,
        _ => text,
    }
}

/// Where the cases are.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// A document, and what stands in the overlay beside it.
pub(crate) fn read(path: &Path, shown_as: &str) -> Result<Document, Box<Unreadable>> {
    overlay::read(path, shown_as, &overlays::of(path, shown_as, &[]))
}

/// The files of a folder whose names end so.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
