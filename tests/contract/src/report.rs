//! What came of the calls, for people.

use vetted_runtime::StatusCode;
use xtask::table::{Align, Table};

/// What came of an API's calls.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Operations without a call, and calls without an operation, in words.
    pub(crate) uncalled: Vec<String>,
    /// A call each.
    pub(crate) rows: Vec<Row>,
}

/// What came of a call.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) api: &'static str,
    /// Its `operationId`, with the media type where it is not the first.
    pub(crate) operation: String,
    pub(crate) method: String,
    /// The template.
    pub(crate) path: String,
    pub(crate) status: Option<StatusCode>,
    /// Everything that was wrong.
    pub(crate) violations: Vec<String>,
}

impl Outcome {
    /// Whether each operation was called and none broke its document.
    pub(crate) fn is_good(&self) -> bool {
        self.uncalled.is_empty() && self.rows.iter().all(|row| row.violations.is_empty())
    }
}

/// Prints the table, then what was wrong.
pub(crate) fn print(outcomes: &[Outcome]) {
    let mut table = Table::new("API", Align::Left);
    for title in ["operation", "method", "path"] {
        table.column(title, Align::Left);
    }
    table.column("status", Align::Right);
    table.column("violations", Align::Right);
    let rows: Vec<&Row> = outcomes.iter().flat_map(|outcome| &outcome.rows).collect();
    for row in &rows {
        let status = row.status.map_or_else(|| "none".to_owned(), |it| it.as_u16().to_string());
        let [api, count] = [row.api.to_owned(), row.violations.len().to_string()];
        let (operation, method, path) = (&row.operation, &row.method, &row.path);
        table.row(vec![api, operation.clone(), method.clone(), path.clone(), status, count]);
    }
    print!("{table}");
    for problem in outcomes.iter().flat_map(|outcome| &outcome.uncalled) {
        println!("\n{problem}");
    }
    for row in rows.iter().filter(|row| !row.violations.is_empty()) {
        println!("\n{}: {}", row.api, row.operation);
        for violation in &row.violations {
            println!("  {violation}");
        }
    }
    let violations: usize = rows.iter().map(|row| row.violations.len()).sum();
    let uncalled: usize = outcomes.iter().map(|outcome| outcome.uncalled.len()).sum();
    println!(
        "\n{} calls, {violations} violations, {uncalled} operations without a call",
        rows.len()
    );
}
