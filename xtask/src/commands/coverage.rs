//! `cargo xtask coverage`: how well each operation is known, counted from the documents.

use vetted_codegen::{
    diagnostic::Severity,
    load::{Document, Unreadable},
    overlay,
    write::{File, MARKER, Plan},
};
use xtask::{
    overlays,
    table::{Align, Table},
};

use crate::{
    commands::codegen,
    evidence::{Deviation, Evidence, LEVELS},
    report::{Exit, Failure, Report},
    repository::{Repository, Spec},
};

/// The file that the table is written to, beside the documents.
const FILE: &str = "COVERAGE.md";

/// Prints the table, and writes it or compares it with the file.
pub(crate) fn run(repository: &Repository, check: bool, report: &Report) -> Result<Exit, Failure> {
    let mut apis = Vec::new();
    let mut exit = Exit::Good;
    for spec in repository.specs()? {
        match document(repository, &spec) {
            Ok(document) => apis.push(Evidence::of(&spec.api, &document)),
            Err(unreadable) => {
                report.findings(&unreadable.document, &unreadable.findings, Severity::Error);
                exit = Exit::Bad;
            }
        }
    }
    if exit == Exit::Bad {
        return Ok(exit);
    }
    report.result(&summary(&apis).to_string());
    let dir = repository.specs_dir();
    let plans = vec![("coverage".to_owned(), codegen::plan(repository, &dir, files(&apis))?)];
    if check {
        Ok(codegen::compare(repository, &plans, "cargo xtask coverage", report))
    } else {
        codegen::apply(repository, plans, report)
    }
}

/// A document as it is after the overlay beside it.
fn document(repository: &Repository, spec: &Spec) -> Result<Document, Box<Unreadable>> {
    let shown_as = repository.show(&spec.path);
    overlay::read(&spec.path, shown_as.as_str(), &overlays::of(&spec.path, &shown_as, &[]))
}

/// What would change in the file, given the documents that are read already. `None` when another one cannot be read:
/// that is no reason to fail for those that can.
pub(crate) fn plan(
    repository: &Repository,
    known: &[(String, Evidence)],
) -> Result<Option<Plan>, Failure> {
    let mut apis = Vec::new();
    for spec in repository.specs()? {
        if let Some((_, evidence)) = known.iter().find(|(api, _)| *api == spec.api) {
            apis.push(evidence.clone());
        } else if let Ok(document) = document(repository, &spec) {
            apis.push(Evidence::of(&spec.api, &document));
        } else {
            return Ok(None);
        }
    }
    codegen::plan(repository, &repository.specs_dir(), files(&apis)).map(Some)
}

fn files(apis: &[Evidence]) -> Vec<File> {
    if apis.is_empty() {
        return Vec::new();
    }
    let mut text = format!(
        "<!-- {MARKER} from the documents beside this file; `cargo xtask coverage` writes it -->\n\
         # Coverage\n\n\
         How well each operation and each event is known, as `x-evidence` and `x-named-only` in the documents say:\n\n\
         - **documented**: the vendor's own pages describe it.\n\
         - **partial**: the vendor's pages describe some of it; the document says what is missing.\n\
         - **third-party**: others describe it, or call it.\n\
         - **named only**: the vendor names it, without saying enough to call it. No client has it.\n\n\
         {}",
        summary(apis)
    );
    for api in apis {
        text.push_str(&format!("\n## {}\n\n{}\n", api.api, api.title));
        if !api.operations.is_empty() {
            text.push_str(&format!("\n{}", operations(api)));
        }
        if !api.events.is_empty() {
            text.push_str(&format!("\nEvents that it sends:\n\n{}", events(api)));
        }
        if !api.named_only.is_empty() {
            text.push_str(&format!("\nNamed only:\n\n{}", named_only(api)));
        }
        if !api.empty_groups.is_empty() {
            let groups = api.empty_groups.join(", ");
            text.push_str(&format!(
                "\nGroups that the vendor lists with nothing in them: {groups}.\n"
            ));
        }
        text.push_str(&schemas(api));
        if !api.deviations.is_empty() {
            text.push_str(&format!("\nWhere it differs from its seed:\n\n{}", deviations(api)));
        }
    }
    vec![File { path: FILE.to_owned(), text }]
}

fn summary(apis: &[Evidence]) -> Table {
    let mut table = Table::new("API", Align::Left);
    for level in LEVELS {
        table.column(level, Align::Right);
    }
    // A document that says nothing about an operation shows only where there is one.
    let unstated = apis.iter().any(|api| api.count(None) > 0);
    if unstated {
        table.column("unstated", Align::Right);
    }
    table.column("callable", Align::Right);
    table.column("named only", Align::Right);

    let mut totals = vec![0; LEVELS.len() + 3];
    for api in apis {
        let counts = LEVELS.iter().map(|level| api.count(Some(level)));
        let rest = [api.count(None), api.operations.len(), api.named_only.len()];
        let counts: Vec<usize> = counts.chain(rest).collect();
        for (total, count) in totals.iter_mut().zip(&counts) {
            *total += count;
        }
        table.row(row(&api.api, &counts, unstated));
    }
    if apis.len() > 1 {
        table.row(row("all", &totals, unstated));
    }
    table
}

fn row(name: &str, counts: &[usize], unstated: bool) -> Vec<String> {
    let shown = counts.iter().enumerate().filter(|(index, _)| unstated || *index != LEVELS.len());
    [name.to_owned()].into_iter().chain(shown.map(|(_, count)| count.to_string())).collect()
}

fn operations(api: &Evidence) -> Table {
    let mut table = Table::new("operation", Align::Left);
    table.column("call", Align::Left);
    table.column("evidence", Align::Left);
    for operation in &api.operations {
        let level = operation.level.as_deref().unwrap_or("unstated");
        table.row(vec![operation.id.clone(), format!("`{}`", operation.call), level.to_owned()]);
    }
    table
}

fn events(api: &Evidence) -> Table {
    let mut table = Table::new("event", Align::Left);
    table.column("evidence", Align::Left);
    for event in &api.events {
        let level = event.level.as_deref().unwrap_or("unstated");
        table.row(vec![event.name.clone(), level.to_owned()]);
    }
    table
}

/// The schemas that the document has, and those that the vendor names besides.
fn schemas(api: &Evidence) -> String {
    let code = |name: &String| format!("`{name}`");
    let mut text = String::new();
    if !api.schemas.is_empty() {
        let names: Vec<String> = api.schemas.iter().map(code).collect();
        text.push_str(&format!("\nSchemas ({}): {}.\n", names.len(), names.join(", ")));
    }
    if !api.named_schemas.is_empty() {
        let named = api.named_schemas.iter().map(|(name, known)| match known.as_str() {
            "" => code(name),
            known => format!("{} ({})", code(name), known.trim_end_matches('.')),
        });
        let named: Vec<String> = named.collect();
        text.push_str(&format!(
            "\nSchemas that the vendor names, and the document does not have ({}): {}.\n",
            named.len(),
            named.join(", ")
        ));
    }
    text
}

fn deviations(api: &Evidence) -> Table {
    let mut table = Table::new("operation", Align::Left);
    table.column("what differs", Align::Left);
    table.column("why", Align::Left);
    for Deviation { operation, differs, reason } in &api.deviations {
        table.row(vec![operation.clone(), differs.clone(), reason.clone()]);
    }
    table
}

fn named_only(api: &Evidence) -> Table {
    let mut table = Table::new("name", Align::Left);
    table.column("group", Align::Left);
    table.column("what is known", Align::Left);
    for named in &api.named_only {
        table.row(vec![named.name.clone(), named.group.clone(), named.known.clone()]);
    }
    table
}
