//! The overlays of a document: those beside it, and those that are asked for.

use std::path::{Path, PathBuf};

use vetted_codegen::overlay::Overlay;

use crate::paths;

/// What stands between a document's name and the ending in the name of the overlay beside it.
pub const WORD: &str = ".overlay";

/// The endings that an overlay can have.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// Whether a file is an overlay beside a document: `pets.overlay.yaml`.
#[must_use]
pub fn is_overlay(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(WORD))
}

/// The overlays of a document, in the order in which they are applied: first the one beside it. `shown_as`: the
/// document's path in findings.
#[must_use]
pub fn of(spec: &Path, shown_as: &str, asked: &[PathBuf]) -> Vec<Overlay> {
    let beside = ENDINGS.into_iter().find_map(|ending| {
        let ending = format!("{}.{ending}", WORD.trim_start_matches('.'));
        let path = spec.with_extension(&ending);
        let shown = Path::new(shown_as).with_extension(&ending);
        path.is_file().then(|| Overlay { path, shown_as: shown.to_string_lossy().into_owned() })
    });
    let asked =
        asked.iter().map(|path| Overlay { path: path.clone(), shown_as: paths::slashed(path) });
    beside.into_iter().chain(asked).collect()
}
