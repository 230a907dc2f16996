//! Documents → crates, several at a time. A crate is written, if that is asked for, and dropped again at once: all of
//! them together would need more memory than a large corpus leaves.

use std::{
    any::Any,
    error::Error as _,
    panic::{self, AssertUnwindSafe},
    path::Path,
    sync::{
        Mutex, PoisonError,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

use vetted_codegen::{
    Generated, Insight,
    census::Census,
    diagnostic::Severity,
    generate_and_look,
    load::Document,
    overlay,
    settings::{Level, Levels, Membership, Runtime, Settings, Ways, set_levels},
    write::{self, File},
};
use xtask::{overlays, progress::Progress};

use super::{
    Asked,
    documents::{self, Source},
    outcome::{Made, Outcome},
    programs,
    style::Style,
};

/// The stages recurse as deep as documents nest, as in the commands.
const STACK: usize = 32 << 20;

/// Generates from all documents. The outcomes stand in the order of the documents, whichever is done first.
#[must_use]
pub fn all(sources: &[Source], asked: &Asked, progress: &mut Progress) -> Vec<Outcome> {
    let queue = Mutex::new(order(sources, asked.shuffle).into_iter());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let mut done: Vec<Option<Outcome>> = sources.iter().map(|_| None).collect();
    let mut count = 0;
    thread::scope(|scope| {
        let (sender, results) = mpsc::channel();
        let next = &next;
        for _ in 0..asked.jobs.get().min(sources.len()) {
            let sender = sender.clone();
            let work = move || {
                while let Some((index, source)) = next() {
                    // The receiver outlives the workers.
                    let _ = sender.send((index, one(source, sources, asked)));
                }
            };
            // Without a thread more the others do the work; without any the documents are missing in the end.
            let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        }
        drop(sender);
        loop {
            match results.recv_timeout(Progress::STEP) {
                Ok((index, outcome)) => {
                    count += 1;
                    if let Some(slot) = done.get_mut(index) {
                        *slot = Some(outcome);
                    }
                }
                Err(RecvTimeoutError::Timeout) => progress.draw(count),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
    });
    progress.clear();
    let missing = |source: &Source| Outcome {
        made: Made::Panicked("no thread took it".to_owned()),
        ..Outcome::new(source.clone())
    };
    let pairs = done.into_iter().zip(sources);
    pairs.map(|(outcome, source)| outcome.unwrap_or_else(|| missing(source))).collect()
}

/// The order in which documents are taken: the longest first, so that no thread is left with one at the end; or any
/// other order, which must not matter.
fn order(sources: &[Source], seed: Option<u64>) -> Vec<(usize, &Source)> {
    let mut order: Vec<(usize, &Source)> = sources.iter().enumerate().collect();
    match seed {
        None => order.sort_by_key(|(_, source)| std::cmp::Reverse(source.size)),
        Some(seed) => order.sort_by_cached_key(|(_, source)| hash(seed, source.name.as_bytes())),
    }
    order
}

/// What becomes of a document. A panic is an outcome.
fn one(source: &Source, all: &[Source], asked: &Asked) -> Outcome {
    let mut outcome = Outcome::new(source.clone());
    let work = AssertUnwindSafe(|| fill(&mut outcome, all, asked));
    if let Err(panic) = panic::catch_unwind(work) {
        outcome.made = Made::Panicked(words(panic.as_ref()));
    }
    outcome
}

fn fill(outcome: &mut Outcome, all: &[Source], asked: &Asked) {
    let source = outcome.source.clone();
    let since = Instant::now();
    let mut looking = Duration::ZERO;
    let look = |document: &Document, made: Insight<'_>| {
        let since = Instant::now();
        let style = asked.style.then(|| Style::of(document, made));
        looking = since.elapsed();
        style
    };
    let (document, mut generated, style) = read_and_generate(&source, asked, look);
    outcome.took = since.elapsed().saturating_sub(looking);
    if generated.files.is_empty() && documents::is_part(&source, &document, all) {
        outcome.made = Made::Part;
        return;
    }
    // Without files the document cannot be used at all, whatever anybody asks.
    if !generated.files.is_empty() {
        // Nobody can mend the documents: a reference that leads nowhere costs what needs it, no more.
        let here = Levels::from([("dangling-reference".to_owned(), Level::Warn)]);
        set_levels(&mut generated.findings, &[&asked.levels, &here]);
    }
    outcome.census = generated.census;
    outcome.take(&document, &generated.findings, asked.list);
    if outcome.count(Severity::Error) > 0 || generated.files.is_empty() {
        let Census { operations, left_out, .. } = outcome.census;
        outcome.census = Census { left_out: operations + left_out, ..Census::default() };
        return;
    }
    outcome.made = Made::Crate;
    outcome.style = style;
    outcome.components = generated.components;
    if asked.shuffle.is_some() {
        outcome.hash = hash_of(&generated.files);
    }
    if let Some(folder) = &asked.write_to
        && let Err(why) = write(&folder.join(&source.package), &source, generated.files)
    {
        outcome.made = Made::Unwritten(why);
    }
}

fn read_and_generate(
    source: &Source,
    asked: &Asked,
    look: impl FnOnce(&Document, Insight<'_>) -> Option<Style>,
) -> (Document, Generated, Option<Style>) {
    let settings = settings(source, &asked.runtime);
    let overlays = overlays::of(&source.path, &source.name, &[]);
    match overlay::read(&source.path, source.name.as_str(), &overlays) {
        Ok(document) => {
            let look = |made: Insight<'_>| look(&document, made);
            let (generated, style) = generate_and_look(&document, &settings, look);
            (document, generated, style.flatten())
        }
        Err(unreadable) => {
            let findings = unreadable.findings;
            (unreadable.document, Generated { findings, ..Generated::default() }, None)
        }
    }
}

/// The settings of a document's crate.
pub(super) fn settings(source: &Source, runtime: &str) -> Settings {
    Settings {
        name: source.package.clone(),
        version: "0.0.0".to_owned(),
        replace: std::collections::BTreeMap::new(),
        runtime: Runtime::Path(runtime.to_owned()),
        source: source.name.clone(),
        membership: Membership::Standalone,
        features: Vec::new(),
        ways: Ways::default(),
    }
}

/// Writes a crate, file by file only where it changed: cargo then builds only what did.
fn write(folder: &Path, source: &Source, mut files: Vec<File>) -> Result<(), String> {
    let (programs, needs) = programs::of(source).map_err(|err| format!("tests/programs: {err}"))?;
    for file in files.iter_mut().filter(|file| file.path == "Cargo.toml") {
        file.text.push_str(super::workspace::LINTS);
        file.text.push_str(needs);
    }
    files.extend(programs);
    let said = |err: write::Error| match err.source() {
        Some(source) => format!("{}: {source}", err.problem),
        None => err.problem.to_string(),
    };
    let plan = write::plan(folder, files).map_err(said)?;
    plan.stage().map_err(said)?.commit().map_err(said)
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without words".to_owned())
}

fn hash_of(files: &[File]) -> u64 {
    files.iter().fold(0, |all, file| hash(hash(all, file.path.as_bytes()), file.text.as_bytes()))
}

/// FNV-1a: the same on any machine, and quick to write down. Nobody attacks it here.
pub(super) fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let start = seed ^ 0xcbf2_9ce4_8422_2325;
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
