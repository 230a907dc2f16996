//! From documents to files in memory, several at a time. Nothing is written here.

use std::path::PathBuf;

use vetted_codegen::{
    Generated,
    census::Census,
    diagnostic::{Finding, Severity},
    load::Document,
    overlay, parallel,
    settings::{Levels, Membership, Runtime, Settings, set_levels},
    write::File,
};

use xtask::{
    crate_settings::{self, CrateSettings, Wrong},
    overlays,
    progress::Progress,
};

use crate::report::Report;

/// A crate to generate.
pub(crate) struct Job {
    /// What messages call it.
    pub(crate) name: String,
    /// The document.
    pub(crate) spec: PathBuf,
    /// Overlays that are applied to it, beside the one that stands beside it.
    pub(crate) overlays: Vec<PathBuf>,
    /// The document's path in findings.
    pub(crate) shown_as: String,
    /// The document's path in emitted files.
    pub(crate) source: String,
    /// The crate's folder.
    pub(crate) out: PathBuf,
    /// The crate's name, whatever the settings beside the document say.
    pub(crate) crate_name: Option<String>,
    /// The crate's name, when nothing says another.
    pub(crate) default_name: String,
    /// Where the crate gets the runtime from.
    pub(crate) runtime: Runtime,
    /// Whether the crate is a member of this workspace.
    pub(crate) membership: Membership,
}

/// What became of a job.
pub(crate) struct Done {
    pub(crate) job: Job,
    /// The document, or the settings file beside it where that one is wrong.
    pub(crate) document: Document,
    pub(crate) findings: Vec<Finding>,
    /// The crate's name.
    pub(crate) crate_name: String,
    /// Empty when a finding is an error.
    pub(crate) files: Vec<File>,
    /// What the crate has.
    pub(crate) census: Census,
}

impl Done {
    /// Whether no crate can be made.
    pub(crate) fn failed(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// The stages recurse as deep as documents nest; a thread's usual stack is too small for that in a debug build.
const STACK: usize = 32 << 20;

/// Does all jobs, on as many threads as there are cores. The order stays.
pub(crate) fn all(jobs: Vec<Job>, asked: &Levels, report: &Report) -> Vec<Done> {
    let mut progress = Progress::new("generating", jobs.len(), report.shows_progress());
    let work = |job| one(job, asked);
    let tell = |done| progress.draw(done);
    let done = parallel::map_watched(jobs, work, STACK, Progress::STEP, tell);
    progress.clear();
    done
}

fn one(job: Job, asked: &Levels) -> Done {
    let own = match crate_settings::beside(&job.spec, &job.shown_as) {
        Ok(own) => own,
        Err(wrong) => {
            let Wrong { document, findings } = *wrong;
            let (crate_name, files, census) = (String::new(), Vec::new(), Census::default());
            return Done { job, document, findings, crate_name, files, census };
        }
    };
    let settings = settings(&job, &own);
    let crate_name = settings.name.clone();
    let overlays = overlays::of(&job.spec, &job.shown_as, &job.overlays);
    let (document, Generated { mut findings, mut files, census, .. }) =
        match overlay::read(&job.spec, job.shown_as.as_str(), &overlays) {
            Ok(mut document) => {
                let generated = vetted_codegen::generate(&document, &settings);
                own.show_beside(&mut document);
                (document, generated)
            }
            Err(unreadable) => {
                let findings = unreadable.findings;
                (unreadable.document, Generated { findings, ..Generated::default() })
            }
        };
    // Without files the document cannot be used at all, whatever anybody asks.
    if !files.is_empty() {
        set_levels(&mut findings, &[asked, &own.levels]);
    }
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        files.clear();
    }
    Done { job, document, findings, crate_name, files, census }
}

fn settings(job: &Job, own: &CrateSettings) -> Settings {
    let name = job.crate_name.clone().or_else(|| own.name.clone());
    Settings {
        name: name.unwrap_or_else(|| job.default_name.clone()),
        version: own.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        replace: own.replace.clone(),
        runtime: job.runtime.clone(),
        source: job.source.clone(),
        membership: job.membership,
        features: own.features.clone(),
        ways: own.ways.clone(),
    }
}
