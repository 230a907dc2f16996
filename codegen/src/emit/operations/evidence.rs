//! How well an operation is known, and from where: a section of its documentation.

use crate::{
    emit::docs::{self, address, code},
    ir::{EvidencePlace, EvidenceSource, Operation},
};

/// The section. Empty where the document says nothing of it.
pub(super) fn section(operation: &Operation) -> Vec<String> {
    let Some(evidence) = &operation.evidence else { return Vec::new() };
    let mut lines = vec!["# Evidence".to_owned(), String::new()];
    let level = docs::sentence(&docs::line(&evidence.level));
    let notes = evidence.notes.as_deref().map(docs::line).unwrap_or_default();
    let notes = docs::sentence(&notes);
    lines.extend(docs::own(format!("**{level}** {notes}").trim_end()));
    let sources = evidence.sources.iter().map(|source| {
        let seen = source.seen.as_deref().map(|seen| format!(", seen {}", docs::line(seen)));
        format!("{}{}", source_line(source, false), seen.unwrap_or_default())
    });
    let sources: Vec<String> = sources.flat_map(|source| docs::own_item(&source)).collect();
    if !sources.is_empty() {
        lines.push(String::new());
        lines.extend(sources);
    }
    lines
}

/// A source. `short`: of a place in a repository, the repository alone.
pub(in crate::emit) fn source_line(source: &EvidenceSource, short: bool) -> String {
    match &source.place {
        EvidencePlace::Url(url) => address(url),
        EvidencePlace::Seed(file) => format!("the page kept as {}", code(file)),
        EvidencePlace::Repository(place) => {
            let place =
                if short { place.split_whitespace().next().unwrap_or(place) } else { place };
            code(place)
        }
    }
}

/// Whether a page is among the sources.
pub(super) fn is_source(operation: &Operation, url: &str) -> bool {
    let sources = operation.evidence.iter().flat_map(|evidence| &evidence.sources);
    sources.into_iter().any(|source| matches!(&source.place, EvidencePlace::Url(it) if it == url))
}

/// The vendor's own title, as rustdoc's search takes one; None where it takes none.
pub(super) fn title_alias(operation: &Operation, method: &str) -> Option<String> {
    let title = operation.vendor_title.as_deref()?;
    // What an attribute of aliases refuses.
    let refused =
        |c: char| matches!(c, '"' | '\'') || c.is_control() || (c.is_whitespace() && c != ' ');
    let kept: String = title.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let kept: String = kept.chars().filter(|c| !refused(*c)).collect();
    let alias = kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (!alias.is_empty() && alias != method).then_some(alias)
}
