//! Text of a document stays text: a payload behind each string of each case, one place at a time, is found nowhere but
//! in comments, literals and fields.
//!
//! The payload is all that ends a comment, a literal, a fence or a line, with code behind each. Its code is known by
//! letters that no identifier is made with. A place is a value, a key, a string wherever the document repeats it, or
//! the name of a file.

mod compile;
mod judge;
mod markdown;
mod places;
mod titles;

use std::{
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use serde_json::Value;
use vetted_codegen::{Generated, load::Document};
use vetted_tests::corpus::workspace::put;

use crate::cases::Case;
use judge::{Files, by_path, complaints};
use places::Place;

/// What is added to strings. The fence with the generator's own word differs from its fences by a space. The short one
/// has no line end of the kind that keeps a text out of examples.
const PAYLOADS: [&str; 2] = [
    "\npub const eViL_a: u8 = 0;\r#[eViL_b]\u{2028}eViL_c!(); \" eViL_d!(); ' */ eViL_e!(); /* \"# eViL_f!(); \\\n\
     ```\neViL_g!();\n```\n~~~\n```\n~~~\neViL_h!();\n``` no_run\neViL_i!();\n\n    eViL_j!();\n```\n\n    ```\n\n    eViL_k!();\n\n\
     - a ```\n\n      eViL_l!();\n\n\
     -->\u{202e}eViL_p\u{2066}\u{200b}\u{feff}|`eViL_m`|<b eViL_n>\u{85}\u{b}eViL_o!();",
    "\"#```*/\u{2028}eViL_s!();\u{202e}\u{200b}\r//",
];

/// What a person could have written there as well: where it gives a crate, so does a payload.
const WORD: &str = "zq";

/// A case, its files as values, and what it gives as it is.
struct Subject {
    case: Case,
    /// The document, then the files that it refers into: paths below the cases, and values.
    files: Vec<(PathBuf, Value)>,
    before: Files,
}

/// One crate to be made.
struct Job<'s> {
    subject: &'s Subject,
    /// Which of the subject's files changes.
    file: usize,
    place: Place,
    payload: &'static str,
}

#[test]
fn a_payload_stays_text_wherever_it_stands() {
    let subjects = Subject::all();
    let jobs = Job::all(&subjects);
    assert!(jobs.len() > 15_000, "only {} places", jobs.len());
    let said = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for number in 0..thread::available_parallelism().map_or(1, usize::from) {
            let (jobs, said, next) = (&jobs, &said, &next);
            scope.spawn(move || {
                let folder = folder(&format!("{number}"));
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = job.judged(&folder);
                    let found = found.into_iter().map(|what| format!("{job}: {what}"));
                    said.lock().expect("no thread panics here").extend(found);
                }
            });
        }
    });
    let mut said = said.into_inner().expect("no thread panicked");
    said.sort();
    let shown = said.iter().take(40).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(said.is_empty(), "{} complaints about {} crates:\n{shown}", said.len(), jobs.len());
}

impl Subject {
    /// Every case that gives a crate or does not, read.
    fn all() -> Vec<Self> {
        Case::all().into_iter().filter_map(Self::new).collect()
    }

    /// None for a case whose text is no document: that is what it is about.
    fn new(case: Case) -> Option<Self> {
        let root = crate::cases::folder();
        let main = PathBuf::from(format!("{}.yaml", case.name));
        let overlay = main.with_extension("overlay.yml");
        let mut paths = vec![main];
        paths.extend(root.join(&overlay).is_file().then_some(overlay));
        below(&root, Path::new(&case.name), &mut paths);
        let read = |path: PathBuf| {
            let document = Document::read(&root.join(&path), "case").ok()?;
            Some((path, document.to_json()))
        };
        let mut files = paths.into_iter();
        let main = read(files.next()?)?;
        let files: Vec<_> = [main].into_iter().chain(files.filter_map(read)).collect();
        let mut subject = Self { case, files, before: Files::new() };
        let unchanged = Job { subject: &subject, file: 0, place: Place::FileName, payload: "" };
        let before = unchanged.generated("", &subject.case.package(), &folder("before"));
        subject.before = by_path(before.files);
        Some(subject)
    }
}

impl<'s> Job<'s> {
    fn all(subjects: &'s [Subject]) -> Vec<Self> {
        let mut jobs = Vec::new();
        for subject in subjects {
            for (file, (_, value)) in subject.files.iter().enumerate() {
                for place in Place::all(value) {
                    // Examples are values.
                    let payloads =
                        if let Place::Value(_) = place { &PAYLOADS[..] } else { &PAYLOADS[..1] };
                    let job = |payload: &&'static str| Job {
                        subject,
                        file,
                        place: place.clone(),
                        payload,
                    };
                    jobs.extend(payloads.iter().map(job));
                }
            }
        }
        jobs
    }

    /// What is wrong with the crate.
    fn judged(&self, folder: &Path) -> Vec<String> {
        let package = self.subject.case.package();
        let made = |added: &str| {
            panic::catch_unwind(AssertUnwindSafe(|| self.generated(added, &package, folder)))
        };
        let Ok(generated) = made(self.payload) else { return vec!["a panic".to_owned()] };
        let files = by_path(generated.files);
        if !files.is_empty() || self.subject.before.is_empty() {
            return complaints(&self.subject.before, &files);
        }
        let Some(why) = generated.findings.first() else {
            return vec!["no crate, no finding".to_owned()];
        };
        match made(WORD) {
            Ok(plain) if plain.files.is_empty() => Vec::new(),
            _ => vec![format!("refused, and a word is not: {}: {}", why.code.name, why.message)],
        }
    }

    /// The crate with text behind the string of the place. `folder`: where files that refer into each other can stand.
    fn generated(&self, added: &str, package: &str, folder: &Path) -> Generated {
        let Subject { case, files, .. } = self.subject;
        let changed = |at: usize| match files.get(at) {
            Some((_, value)) if at == self.file => self.place.with(value, added).to_string(),
            Some((_, value)) => value.to_string(),
            None => String::new(),
        };
        let named = if self.place == Place::FileName { added } else { "" };
        let source = format!("{}{named}.yaml", case.name);
        let document = if files.len() == 1 {
            Document::parse(source.clone(), changed(0))
        } else {
            for (at, (path, _)) in files.iter().enumerate() {
                put(&folder.join(path), &changed(at)).expect("files can be written");
            }
            crate::cases::read(&folder.join(&files[0].0), &source)
        };
        match document {
            Ok(document) => {
                let settings = Case::settings("../../runtime", package, source);
                vetted_codegen::generate(&document, &settings)
            }
            Err(unreadable) => Generated { findings: unreadable.findings, ..Generated::default() },
        }
    }
}

impl std::fmt::Display for Job<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let payload =
            if self.payload == PAYLOADS[0] { "the long payload" } else { "the short payload" };
        write!(f, "{}: {} with {payload}", self.subject.files[self.file].0.display(), self.place)
    }
}

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("payload").join(name)
}

/// The files of a folder below `root`, in order.
fn below(root: &Path, folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return };
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("can be listed").file_name()).collect();
    names.sort();
    for name in names {
        let path = folder.join(name);
        if root.join(&path).is_dir() {
            below(root, &path, found);
        } else {
            found.push(path);
        }
    }
}
