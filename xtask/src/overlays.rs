//! The overlays of a document: those beside it, and those that are asked for.

use std::path::{Path, PathBuf};

use vetted_codegen::overlay::Overlay;

use crate::paths;

/// What stands between a document's name and the ending in the name of the overlay beside it.
const WORD: &str = ".overlay";

/// The endings that an overlay can have.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// Whether a file is an overlay beside a document: `pets.overlay.yaml`.
#[must_use]
pub fn is_overlay(path: &Path) -> bool {
    owner(path).is_some()
}

/// The document that an overlay beside one belongs to, without its ending: that of `pets.overlay.yaml` is `pets`.
#[must_use]
pub fn owner(path: &Path) -> Option<String> {
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    stem.strip_suffix(WORD).map(str::to_owned)
}

/// The overlays of a document, in the order in which they are applied: first those beside it. One that is asked for
/// and stands there is applied once, where it is asked for. `shown_as`: the document's path in findings.
#[must_use]
pub fn of(spec: &Path, shown_as: &str, asked: &[PathBuf]) -> Vec<Overlay> {
    let place = |path: &Path| paths::resolved(path).ok();
    let asked_places: Vec<_> = asked.iter().filter_map(|path| place(path)).collect();
    let beside = ENDINGS.into_iter().filter_map(|ending| {
        let ending = format!("{}.{ending}", WORD.trim_start_matches('.'));
        let path = spec.with_extension(&ending);
        let is_asked = place(&path).is_some_and(|place| asked_places.contains(&place));
        let shown = Path::new(shown_as).with_extension(&ending);
        (path.is_file() && !is_asked)
            .then(|| Overlay { path, shown_as: shown.to_string_lossy().into_owned() })
    });
    let asked =
        asked.iter().map(|path| Overlay { path: path.clone(), shown_as: paths::slashed(path) });
    beside.chain(asked).collect()
}
