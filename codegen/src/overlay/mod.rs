//! Overlay: a document and what overlays change of it → the document as it is after that. `OpenAPI` Overlay 1.0 to 1.2.
//!
//! An overlay is a list of actions; each names values by a `JSONPath` (RFC 9535), and removes them, or merges
//! something into them. What is wrong with an action is a finding about the overlay's file, and the action is left out.

pub(crate) mod action;
pub(crate) mod apply;
mod merge;
mod values;

use std::path::{Path, PathBuf};

use crate::{
    diagnostic::{At, Finding},
    load::{Document, Made, Node, Unreadable},
};

use values::Values;

/// An overlay's file, and its path in findings.
#[derive(Debug, Clone)]
pub struct Overlay {
    /// The file.
    pub path: PathBuf,
    /// Its path in findings.
    pub shown_as: String,
}

/// Reads a document with its overlays, which are applied in their order.
///
/// # Errors
///
/// When the document or an overlay cannot be read, as [`Document::read`] says it.
///
/// # Example
///
/// ```no_run
/// use vetted_codegen::overlay::{self, Overlay};
///
/// let overlay = Overlay { path: "pets.overlay.yaml".into(), shown_as: "pets.overlay.yaml".to_owned() };
/// let document = overlay::read("pets.yaml".as_ref(), "pets.yaml", &[overlay]);
/// ```
pub fn read(
    path: &Path,
    shown_as: impl Into<String>,
    overlays: &[Overlay],
) -> Result<Document, Box<Unreadable>> {
    if overlays.is_empty() {
        return Document::read(path, shown_as);
    }
    let base = Document::read_main(path, shown_as)?;
    let mut layers = vec![base];
    for overlay in overlays {
        layers.push(Document::read_main(&overlay.path, overlay.shown_as.as_str())?);
    }
    Ok(applied(layers).with_files(path))
}

/// The first document with the others applied to it.
fn applied(layers: Vec<Document>) -> Document {
    let base = layers.first().and_then(|base| Some((base, base.root()?)));
    let Some((base, root)) = base else {
        return layers.into_iter().next().unwrap_or_else(|| Document::of_text("", String::new()));
    };
    let mut values = Values::of(Made::of(root, 0));
    let mut findings =
        base.findings.iter().map(|finding| within(base, finding)).collect::<Vec<_>>();
    let own_address = root.get("$self").and_then(Node::as_str).map(str::to_owned);
    let names: Vec<String> = [base.path.clone()].into_iter().chain(own_address).collect();
    for (layer, overlay) in (0..).zip(&layers).skip(1) {
        let mut found = overlay.findings.clone();
        apply::apply(&mut values, overlay, layer, &names, &mut found);
        findings.extend(found.iter().map(|finding| within(overlay, finding)));
    }
    let mut document = Document::made(layers, values.made());
    document.findings = findings;
    document
}

/// A finding about a file as it is, not about what became of it: an action can move what stands in a list.
fn within(file: &Document, finding: &Finding) -> Finding {
    let at = At::In(file.path.clone(), Box::new(finding.at.clone()));
    Finding { at, ..finding.clone() }
}

#[cfg(test)]
mod tests;
