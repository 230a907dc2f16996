//! Programs of the kind that users write, compiled against the crates that they call.
//!
//! `tests/programs/DOCUMENT/NAME.rs` is a program for the crate of `DOCUMENT`: a phase that compiles that crate
//! compiles it too, as one of its examples. So it is told when a name or a shape that users rely on gets worse.

use std::{ffi::OsStr, fs, io};

use vetted_codegen::write::File;

use super::{documents::Source, workspace::repository};

/// What the programs need besides the crate, at the end of its manifest.
const NEEDS: &str = "\n[dev-dependencies]\nserde_json = \"1\"\n\
                     tokio = { version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }\n";

/// The programs for a document's crate, and what goes to the end of its manifest for them.
///
/// # Errors
///
/// A program cannot be read.
pub fn of(source: &Source) -> io::Result<(Vec<File>, &'static str)> {
    let stem = source.name.rsplit_once('.').map_or(source.name.as_str(), |(stem, _)| stem);
    let folder = repository().join("tests/programs").join(stem);
    if !folder.is_dir() {
        return Ok((Vec::new(), ""));
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().and_then(OsStr::to_str) {
            // The crates of a corpus share a target folder, and so the names of their examples.
            let path_in_crate = format!("examples/{}_{name}", source.package.replace('-', "_"));
            files.push(File { path: path_in_crate, text: fs::read_to_string(&path)? });
        }
    }
    Ok((files, NEEDS))
}
