//! Which documents have most of what should not be, so that a person knows where to look.

use xtask::table::{Align, Table};

use super::{Measure, Style, table::percent};

/// As many documents as are named for each measure.
const NAMED: usize = 5;

/// The worst documents of a measure, the worst first: the most faults, or the highest figure where it is no share.
fn worst<'a>(measure: Measure, styles: &[(&'a str, &'a Style)]) -> Vec<(&'a str, &'a Style)> {
    let badness = |style: &Style| {
        let share = style.share(measure);
        let ratio = share.ratio().unwrap_or_default();
        if measure.is_share() { (share.faults(measure), ratio) } else { (0, ratio) }
    };
    let mut order: Vec<_> = styles.to_vec();
    order
        .retain(|(_, style)| badness(style) > (0, 0.0) && style.share(measure).faults(measure) > 0);
    order.sort_by(|(name, one), (other_name, other)| {
        let by_faults = badness(other).partial_cmp(&badness(one));
        by_faults.unwrap_or(std::cmp::Ordering::Equal).then_with(|| name.cmp(other_name))
    });
    order.truncate(NAMED);
    order
}

/// The worst documents of each measure, with one of the faults by name.
#[must_use]
pub fn worst_table(styles: &[(&str, &Style)]) -> Table {
    let mut table = Table::new("measure", Align::Left);
    table.column("document", Align::Left);
    table.column("count", Align::Right);
    table.column("of", Align::Right);
    table.column("share", Align::Right);
    table.column("such as", Align::Left);
    for measure in Measure::ALL {
        for (name, style) in worst(measure, styles) {
            let share = style.share(measure);
            let shown = style.shown(measure).first().cloned().unwrap_or_default();
            table.row(vec![
                measure.facts().title.to_owned(),
                name.to_owned(),
                share.part.to_string(),
                share.whole.to_string(),
                percent(measure, share),
                shown,
            ]);
        }
    }
    table
}
