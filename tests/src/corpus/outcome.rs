//! What became of one document.

use std::{collections::BTreeMap, fmt, time::Duration};

use vetted_codegen::{
    census::Census,
    components::Component,
    diagnostic::{Finding, Severity},
    load::Document,
};

use super::{documents::Source, style::Style, workspace::Complaint};
use crate::roundtrip;

/// What became of one document.
#[derive(Debug)]
pub struct Outcome {
    /// The document.
    pub source: Source,
    /// Whether there is a crate.
    pub made: Made,
    /// What the crate has.
    pub census: Census,
    /// How many findings there are, by severity (from notes to errors) and code.
    pub findings: BTreeMap<(Severity, &'static str), usize>,
    /// The findings themselves, as far as they are listed.
    pub listed: Vec<Listed>,
    /// How long reading and generating took.
    pub took: Duration,
    /// A number made of all files of the crate: another crate has another. Zero when it was not asked.
    pub hash: u64,
    /// What the compiler says of the crate, one complaint an item. `None` when it was not asked.
    pub complaints: Option<Vec<Complaint>>,
    /// What became of the document's component schemas.
    pub components: Vec<Component>,
    /// How the crate reads. `None` when that was not asked.
    pub style: Option<Style>,
    /// What came of values that went through the crate. `None` when that was not asked.
    pub round_trip: Option<roundtrip::Outcome>,
}

/// Whether a document gives a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// It does.
    Crate,
    /// A finding is an error.
    Refused,
    /// The generator panicked, with these words.
    Panicked(String),
    /// The crate cannot be written.
    Unwritten(String),
    /// The file is a part of another document.
    Part,
}

impl Made {
    /// One word for it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Crate => "crate",
            Self::Refused => "refused",
            Self::Panicked(_) => "panicked",
            Self::Unwritten(_) => "not written",
            Self::Part => "not a document",
        }
    }
}

/// A finding with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// The file: the document's, or another that it refers into.
    pub file: String,
    /// The line and the column, where it has some.
    pub place: Option<(usize, usize)>,
    /// How bad it is.
    pub severity: Severity,
    /// Its code.
    pub code: &'static str,
    /// What it says.
    pub message: String,
}

/// Whether all values came back whole.
fn is_whole(round_trip: &roundtrip::Outcome) -> bool {
    round_trip.failures.is_empty() && round_trip.problem.is_none()
}

/// In one line: `file:line:column: severity[code]: message`.
impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, place, severity, code, message } = self;
        let place = place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        write!(f, "{file}{place}: {}[{code}]: {message}", severity.as_str())
    }
}

impl Outcome {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(source: Source) -> Self {
        Self {
            source,
            made: Made::Refused,
            census: Census::default(),
            findings: BTreeMap::new(),
            listed: Vec::new(),
            took: Duration::ZERO,
            hash: 0,
            complaints: None,
            components: Vec::new(),
            style: None,
            round_trip: None,
        }
    }

    /// How many findings have a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let of = self.findings.iter().filter(|((found, _), _)| *found == severity);
        of.map(|(_, count)| count).sum()
    }

    /// Whether all that was asked went well.
    #[must_use]
    pub fn is_good(&self) -> bool {
        match self.made {
            Made::Crate => {
                self.complaints.as_ref().is_none_or(Vec::is_empty)
                    && self.round_trip.as_ref().is_none_or(is_whole)
            }
            Made::Part => true,
            Made::Refused | Made::Panicked(_) | Made::Unwritten(_) => false,
        }
    }

    /// Takes in what there is to say about the document. Errors are always listed; `every`: warnings too, where there
    /// are few enough findings to read.
    pub(super) fn take(&mut self, document: &Document, findings: &[Finding], every: bool) {
        /// As many findings as somebody reads through.
        const FEW: usize = 40;
        for finding in findings {
            *self.findings.entry((finding.severity, finding.code.name)).or_default() += 1;
        }
        let refused = self.count(Severity::Error) > 0;
        let readable = refused || findings.len() <= FEW;
        let least = if every && readable { Severity::Warning } else { Severity::Error };
        let listed = findings.iter().filter(|finding| finding.severity >= least);
        let listed = listed.map(|finding| {
            let located = document.locate(&finding.at);
            Listed {
                file: located.file.path.clone(),
                place: located.place.map(|place| (place.line, place.column)),
                severity: finding.severity,
                code: finding.code.name,
                message: finding.message.clone(),
            }
        });
        self.listed = listed.collect();
        self.listed.sort();
        self.listed.dedup();
    }
}
