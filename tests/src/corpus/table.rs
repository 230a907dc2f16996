//! What came of a run, for people.

use std::{fs, time::Duration};

use vetted_codegen::{census::Census, diagnostic::Severity};
use xtask::table::{Align, Table};

use super::outcome::{Made, Outcome};
use crate::roundtrip;

/// A line a document, and one for all.
#[must_use]
pub fn table(outcomes: &[Outcome]) -> Table {
    let checked = outcomes.iter().any(|outcome| outcome.complaints.is_some());
    let mut table = Table::new("document", Align::Left);
    table.column("outcome", Align::Left);
    for title in [
        "operations",
        "left out",
        "raw",
        "paged",
        "types",
        "fields",
        "untyped",
        "given up",
        "errors",
        "warnings",
        "notes",
        "ms",
    ] {
        table.column(title, Align::Right);
    }
    if checked {
        table.column("compiled", Align::Left);
    }
    let tried = outcomes.iter().any(|outcome| outcome.round_trip.is_some());
    if tried {
        table.column("values", Align::Right);
        table.column("whole", Align::Right);
    }
    for outcome in outcomes {
        let Outcome { source, made, census, .. } = outcome;
        let mut row = vec![source.name.clone(), made.word().to_owned()];
        row.extend(counts(census));
        let severities = [Severity::Error, Severity::Warning, Severity::Note];
        row.extend(severities.map(|severity| outcome.count(severity).to_string()));
        row.push(outcome.took.as_millis().to_string());
        if checked {
            row.push(compiled(outcome));
        }
        if tried {
            row.extend(values([outcome]).map(|count| count.to_string()));
        }
        table.row(row);
    }
    let made = outcomes.iter().filter(|outcome| outcome.made == Made::Crate).count();
    let mut row = vec!["all".to_owned(), format!("{made} of {}", documents(outcomes))];
    row.extend(counts(&total(outcomes)));
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let count: usize = outcomes.iter().map(|outcome| outcome.count(severity)).sum();
        row.push(count.to_string());
    }
    let took: Duration = outcomes.iter().map(|outcome| outcome.took).sum();
    row.push(took.as_millis().to_string());
    if checked {
        let good = outcomes.iter().filter(|outcome| outcome.complaints == Some(Vec::new())).count();
        row.push(format!("{good} of {made}"));
    }
    if tried {
        row.extend(values(outcomes).map(|count| count.to_string()));
    }
    table.row(row);
    table
}

fn counts(census: &Census) -> [String; 8] {
    let Census { operations, left_out, raw, paged, types, fields, untyped, given_up } = *census;
    [operations, left_out, raw, paged, types, fields, untyped, given_up]
        .map(|count| count.to_string())
}

/// How many values went through the crates, and how many of them came back whole.
fn values<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> [usize; 2] {
    let tried = outcomes.into_iter().filter_map(|outcome| outcome.round_trip.as_ref());
    tried.fold([0, 0], |[all, whole], it| [all + it.instances, whole + it.whole])
}

fn compiled(outcome: &Outcome) -> String {
    match &outcome.complaints {
        None => "-".to_owned(),
        Some(none) if none.is_empty() => "yes".to_owned(),
        Some(complaints) => format!("{} complaints", complaints.len()),
    }
}

/// How many files are documents.
fn documents(outcomes: &[Outcome]) -> usize {
    outcomes.iter().filter(|outcome| outcome.made != Made::Part).count()
}

/// All counts together.
#[must_use]
pub fn total(outcomes: &[Outcome]) -> Census {
    outcomes.iter().fold(Census::default(), |total, outcome| total + outcome.census)
}

/// The shares that matter, how long it took, and how much memory.
#[must_use]
pub fn summary(outcomes: &[Outcome], took: Duration) -> String {
    let total = total(outcomes);
    let lost = total.left_out + total.raw;
    let all = total.operations + total.left_out;
    let typed = total.fields - total.untyped;
    let mut text = format!(
        "{lost} of {all} operations left out or raw ({})\n\
         {} of {typed} fields raw JSON where the document gives a type ({})\n\
         generated in {:.2} s",
        percent(lost, all),
        total.given_up,
        percent(total.given_up, typed),
        took.as_secs_f64(),
    );
    if let Some(megabytes) = peak_memory() {
        text.push_str(&format!(", at most {megabytes} MB of memory"));
    }
    text
}

#[expect(clippy::cast_precision_loss, reason = "counts of operations are small")]
fn percent(part: usize, whole: usize) -> String {
    format!("{:.2} %", 100.0 * part as f64 / whole.max(1) as f64)
}

/// The most memory that this process has had, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024)
}

/// What went wrong, a paragraph a document. Empty when nothing did.
#[must_use]
pub fn failures(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    for outcome in outcomes.iter().filter(|outcome| !outcome.is_good()) {
        text.push_str(&format!("{}: {}\n", outcome.source.name, outcome.made.word()));
        match &outcome.made {
            Made::Panicked(why) | Made::Unwritten(why) => text.push_str(&format!("  {why}\n")),
            Made::Crate | Made::Refused | Made::Part => {}
        }
        for finding in outcome.listed.iter().filter(|it| it.severity == Severity::Error).take(5) {
            text.push_str(&format!("  {finding}\n"));
        }
        for line in outcome.round_trip.iter().flat_map(losses) {
            text.push_str(&format!("  {line}\n"));
        }
        for complaint in outcome.complaints.iter().flatten().take(5) {
            for line in complaint.rendered.lines() {
                text.push_str(&format!("  {line}\n"));
            }
        }
    }
    text
}

/// What did not come back whole, a line a kind.
#[must_use]
pub fn losses(round_trip: &roundtrip::Outcome) -> Vec<String> {
    let problem = round_trip.problem.iter().map(|problem| format!("not tried: {problem}"));
    let kinds = round_trip.kinds().into_iter().map(|(kind, found)| {
        let roundtrip::Failure { schema, cause, instance, .. } = found.shortest;
        let components = found.schemas.len();
        let count = found.count;
        format!(
            "{count} of {components} components: {kind}; {schema}: {cause}; the value: {instance}"
        )
    });
    problem.chain(kinds).collect()
}

/// How many values came back whole; `None` when none went out.
#[must_use]
pub fn share_of_values(outcomes: &[Outcome]) -> Option<String> {
    outcomes.iter().find(|outcome| outcome.round_trip.is_some())?;
    let [all, whole] = values(outcomes);
    Some(format!("{whole} of {all} values came back whole ({})", percent(whole, all)))
}
