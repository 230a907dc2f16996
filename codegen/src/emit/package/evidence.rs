//! How well operations are known, and those that are only named, for readers of the crate.

use crate::{
    emit::{
        Context,
        docs::{self, cell as table_cell},
        operations::source_line,
    },
    ir::{Evidence, Operation},
};

/// What is said above the list of operations that the vendor only names.
pub(super) const ONLY_NAMED: &str = "The vendor names these operations, and says too little of them to call them. The crate does not have them.";

/// The head of the column of evidence, and the rule below it. Both empty where the document gives no evidence.
pub(super) fn column(cx: Context<'_>) -> (&'static str, &'static str) {
    if says_any(cx) { (" known |", "---|") } else { ("", "") }
}

/// A cell of that column, in a document that gives some evidence.
pub(super) fn cell(operation: &Operation) -> String {
    let said = operation.evidence.as_ref().map(level_and_sources).unwrap_or_default();
    format!(" {} |", table_cell(&said))
}

/// What stands below the table: the levels, and what is only named.
pub(super) fn sections(cx: Context<'_>) -> String {
    let mut text = String::new();
    if says_any(cx) {
        text.push('\n');
        text.push_str(LEVELS);
    }
    let named_only = named_only(cx);
    if !named_only.is_empty() {
        text.push_str(&format!("\n## Only named\n\n{ONLY_NAMED}\n\n{}\n", named_only.join("\n")));
    }
    text
}

const LEVELS: &str = "\
Known from: **documented**, the vendor's own pages describe it; **partial**, they describe some of it, and the operation's
documentation says what is missing; **third-party**, others describe it, or call it.
";

/// A list item for each operation that is only named.
pub(super) fn named_only(cx: Context<'_>) -> Vec<String> {
    let items = cx.api.named_only.iter().map(|named| {
        let mut text = docs::line(&named.name);
        if let Some(method) = &named.method {
            text = format!("{} {text}", docs::code(method));
        }
        if let Some(group) = &named.group {
            text.push_str(&format!(" ({})", docs::line(group)));
        }
        text
    });
    items.flat_map(|text| docs::own_item(&text)).collect()
}

fn level_and_sources(evidence: &Evidence) -> String {
    let sources: Vec<String> =
        evidence.sources.iter().map(|source| source_line(source, true)).collect();
    let mut seen = Vec::new();
    for source in sources {
        if !seen.contains(&source) {
            seen.push(source);
        }
    }
    let level = docs::line(&evidence.level);
    if seen.is_empty() { level } else { format!("{level}: {}", seen.join("; ")) }
}

fn says_any(cx: Context<'_>) -> bool {
    cx.api.operations.iter().any(|operation| operation.evidence.is_some())
}
