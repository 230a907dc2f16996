//! The README's section about lists that come in pages.

use std::fmt::Write as _;

use crate::emit::{Context, sample};

/// The section; empty if no list comes in pages.
pub(super) fn section(cx: Context<'_>) -> String {
    let operations = cx.facts.pages.iter().enumerate();
    let paged: Vec<usize> =
        operations.filter_map(|(index, ways)| ways.as_ref().and(Some(index))).collect();
    if paged.is_empty() {
        return String::new();
    }
    let mut text = "\n## Pages\n".to_owned();
    if let Some(example) = paged.iter().find_map(|index| sample::items(cx, *index)) {
        let _ = writeln!(text, "\n```rust\n{}\n```", example.lines().join("\n"));
    }
    let _ = writeln!(text, "\n{ABOUT}\n");
    for index in paged {
        let group = &cx.names.groups[cx.api.operations[index].group.0];
        let method = &cx.names.operations[index].methods[0];
        let _ = writeln!(text, "- `{}().{method}()`", group.module);
    }
    text
}

const ABOUT: &str = "\
These calls give lists in pages. `.items()` gives the items of all pages and `.pages()` the pages, as streams that ask
for a page when it is needed. After an error they end; `.position()` says where to go on, as a value that can be kept,
and `.resume(position)` goes on there.";
