//! Readers that others wrote, asked about the same documents, and the same documents in another order: those of the
//! cases, and those of a folder that `VETTED_DOCUMENTS` names.

mod model;
mod shuffled;
mod values;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The documents, by name.
fn documents() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let folders = [Some(cases), env::var_os("VETTED_DOCUMENTS").map(PathBuf::from)];
    let mut paths: Vec<_> = folders
        .into_iter()
        .flatten()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension().is_some_and(|it| it == "yaml" || it == "yml" || it == "json")
        })
        .collect();
    paths.sort();
    paths
}
