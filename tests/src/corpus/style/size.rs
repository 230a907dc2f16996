//! How much there is to read: the lines of all files of `src`, documentation and empty ones too, for each operation;
//! and the files of the crate, `Cargo.toml`, the README and the example among them.

use super::{Look, Measure, Style};

pub(super) fn take(look: Look<'_>, style: &mut Style) {
    let lines = look.sources().map(|file| file.text.lines().count()).sum();
    style.set(Measure::Lines, lines, look.made.cx.api.operations.len());
    style.set(Measure::Files, look.made.files.len(), 1);
}
