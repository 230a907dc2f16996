//! What can be read in one go: how long files and lines of comments are.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// How long a line of a comment may be, in characters.
const LINE: usize = 120;

/// How many lines a source of the generator, the runtime and the commands may have.
const FILE: usize = 400;

const FOLDERS: [&str; 5] = ["codegen", "runtime", "xtask", "tests", "fuzz"];

#[test]
fn comments_are_no_wider_than_a_page() {
    let mut wide = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().enumerate();
        let comments = lines.filter(|(_, line)| line.trim_start().starts_with("//"));
        let long = comments.filter(|(_, line)| line.chars().count() > LINE);
        wide.extend(long.map(|(at, _)| format!("{}:{}", path.display(), at + 1)));
    }
    assert!(wide.is_empty(), "comments of more than {LINE} columns: {wide:#?}");
}

#[test]
fn files_can_be_read_in_one_go() {
    let is_source = |path: &Path| path.components().any(|part| part.as_os_str() == "src");
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|(path, text)| is_source(path) && text.lines().count() > FILE)
        .map(|(path, text)| format!("{}: {}", path.display(), text.lines().count()))
        .collect();
    assert!(long.is_empty(), "files of more than {FILE} lines: {long:#?}");
}

/// The sources that people write, and their paths from the root.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut open: Vec<PathBuf> = FOLDERS.iter().map(PathBuf::from).collect();
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(root.join(&folder)).expect("sources can be listed") {
            let name = entry.expect("sources can be listed").file_name();
            let path = folder.join(&name);
            // What others wrote, or programs: documents, crates of earlier versions, inputs.
            let is_made = path == Path::new("tests/cases")
                || ["target", "fixtures", "corpus", "artifacts"].iter().any(|made| name == *made);
            if root.join(&path).is_dir() {
                if !is_made || path.starts_with("tests/src") {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = fs::read_to_string(root.join(&path)).expect("a source can be read");
                found.push((path, text));
            }
        }
    }
    assert!(found.len() > 300, "{} sources", found.len());
    found
}
