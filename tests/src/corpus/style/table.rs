//! What was counted, for people: the measures of all crates together with their targets, and a line a document.

use xtask::table::{Align, Table};

use super::{Measure, Reason, Share, Style, measure::Target, worst::worst_table};

/// As many lines an operation as the largest crate may have.
const LINES_OF_LARGEST: u32 = 250;

/// As many files as the largest crate may have.
const FILES_OF_LARGEST: u32 = 600;

/// As many classes of equal types as are listed of all documents.
const CLASSES: usize = 10;

/// All that there is to say about the crates of a folder, by the names of their documents.
#[must_use]
pub fn text(styles: &[(&str, &Style)]) -> String {
    let mut text = format!("{}\n{}\n{}", of_all(styles), of_each(styles), worst_table(styles));
    text.push_str("\nwhat keeps types apart that are equal in structure:\n");
    for reason in Reason::ALL {
        let of = |style: &Style| style.reasons.get(&reason).copied().unwrap_or_default();
        let count: usize = styles.iter().map(|(_, style)| of(style)).sum();
        text.push_str(&format!("  {count:>5} {}\n", reason.title()));
    }
    let mut classes: Vec<_> = styles
        .iter()
        .flat_map(|(name, style)| style.classes.iter().map(move |class| (class, *name)))
        .collect();
    classes.sort_by(|(one, name), (other, other_name)| {
        other.count.cmp(&one.count).then_with(|| name.cmp(other_name))
    });
    if !classes.is_empty() {
        text.push_str("\nthe largest classes of equal types without a reason:\n");
    }
    for (class, name) in classes.into_iter().take(CLASSES) {
        text.push_str(&format!("  {name}: {}\n", class.line()));
    }
    text
}

/// The figure of all crates.
fn total(measure: Measure, styles: &[(&str, &Style)]) -> Share {
    let mut total = Share::default();
    for (_, style) in styles {
        total += style.share(measure);
    }
    total
}

/// A line a measure.
fn of_all(styles: &[(&str, &Style)]) -> Table {
    let mut table = Table::new("measure", Align::Left);
    for title in ["count", "of", "share", "must be"] {
        table.column(title, Align::Right);
    }
    table.column("holds", Align::Left);
    for measure in Measure::ALL {
        let (facts, share) = (measure.facts(), total(measure, styles));
        table.row(row(facts.title, measure, share, facts.target));
    }
    let largest = styles.iter().max_by_key(|(_, style)| style.share(Measure::Lines).part);
    if let Some((name, style)) = largest {
        for (what, measure, most) in [
            ("lines an operation", Measure::Lines, LINES_OF_LARGEST),
            ("files", Measure::Files, FILES_OF_LARGEST),
        ] {
            let title = format!("{what} of the largest crate, {name}");
            table.row(row(&title, measure, style.share(measure), Target::Fewer(most)));
        }
    }
    table
}

fn row(title: &str, measure: Measure, share: Share, target: Target) -> Vec<String> {
    let must = match target {
        Target::Below(percent) => format!("< {percent} %"),
        Target::None => "0".to_owned(),
        Target::All => "100 %".to_owned(),
        Target::Fewer(most) => format!("< {most}"),
        Target::Open => "-".to_owned(),
    };
    let holds = match target {
        Target::Open => "-",
        _ if share.holds(target) => "yes",
        _ => "no",
    };
    vec![
        title.to_owned(),
        share.part.to_string(),
        share.whole.to_string(),
        percent(measure, share),
        must,
        holds.to_owned(),
    ]
}

/// A share of a hundred, or how many for one.
pub(super) fn percent(measure: Measure, share: Share) -> String {
    match share.ratio() {
        None => "-".to_owned(),
        Some(ratio) if measure.is_share() => format!("{:.2} %", 100.0 * ratio),
        Some(ratio) => format!("{ratio:.0}"),
    }
}

/// A line a document: the counts, and shares of a hundred where all should be so.
fn of_each(styles: &[(&str, &Style)]) -> Table {
    let mut table = Table::new("document", Align::Left);
    table.column("operations", Align::Right);
    table.column("types", Align::Right);
    for measure in Measure::ALL {
        table.column(measure.facts().short, Align::Right);
    }
    let cells = |name: &str, share: &dyn Fn(Measure) -> Share| {
        let counts = [Measure::Lines, Measure::CountedTypes].map(|it| share(it).whole.to_string());
        let figures = Measure::ALL.into_iter().map(|measure| match (measure, share(measure)) {
            (Measure::Files, share) => share.part.to_string(),
            (_, Share { whole: 0, .. }) => "-".to_owned(),
            (Measure::Lines, share) => percent(measure, share),
            (_, share) if measure.is_fault() => share.part.to_string(),
            (_, share) => {
                // Not all is never 100 %.
                let tenths = (1000.0 * share.ratio().unwrap_or_default()).floor();
                format!("{:.1} %", tenths / 10.0)
            }
        });
        [name.to_owned()].into_iter().chain(counts).chain(figures).collect()
    };
    for (name, style) in styles {
        table.row(cells(name, &|measure| style.share(measure)));
    }
    table.row(cells("all", &|measure| total(measure, styles)));
    table
}
