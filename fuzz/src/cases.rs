//! The documents of `tests/cases`, as trees.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use serde_json::Value;
use vetted_codegen::load::Document;

/// A case.
#[derive(Debug)]
pub struct Case {
    /// Its file's name without the extension.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// What stands in it.
    pub value: Value,
}

/// All cases that can be read, by name.
pub static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let entries = fs::read_dir(&folder).expect("the folder of the cases can be listed");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder of the cases can be listed").path()).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|found| found == "yaml"));
    let cases: Vec<Case> = paths.into_iter().filter_map(read).collect();
    assert!(!cases.is_empty(), "no cases in {}", folder.display());
    cases
});

fn read(path: PathBuf) -> Option<Case> {
    let name = path.file_stem()?.to_string_lossy().into_owned();
    let value = Document::read(&path, name.as_str()).ok()?.to_json();
    Some(Case { name, path, value })
}
