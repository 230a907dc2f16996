//! How well an operation is known, and from where: a section of its documentation.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    emit::{
        docs::{self, address, code},
        literal::literal_token,
        rust::bare,
    },
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

/// What else rustdoc's search finds a method by: the call, the operation's id, the vendor's own title.
pub(super) fn aliases(operation: &Operation, method: &str) -> TokenStream {
    let call = format!("{} {}", operation.method.as_str(), operation.path);
    let mut aliases: Vec<String> = Vec::new();
    for text in [Some(call.as_str()), Some(&operation.id), operation.vendor_title.as_deref()] {
        let alias = text.map(alias).unwrap_or_default();
        if !alias.is_empty() && alias != bare(method) && !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    let aliases: Vec<TokenStream> = aliases.iter().map(|it| literal_token(it)).collect();
    match aliases.as_slice() {
        [] => TokenStream::new(),
        [one] => quote!(#[doc(alias = #one)]),
        several => quote!(#[doc(alias(#(#several),*))]),
    }
}

/// A text without what an attribute of aliases refuses.
fn alias(text: &str) -> String {
    let refused = |c: char| matches!(c, '"' | '\'') || c.is_control();
    let kept: String = text.chars().filter(|c| c.is_whitespace() || !refused(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
