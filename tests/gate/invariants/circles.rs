//! Files that name each other in a circle can only be understood together: how many may do so.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{PathOf, Source, rust_files};

/// As many files of the generator as may stand in one circle.
const CIRCLE: usize = 8;

#[test]
fn few_files_stand_in_a_circle() {
    let files = rust_files("codegen/src");
    let large: Vec<Vec<&str>> =
        circles(&files).into_iter().filter(|circle| circle.len() > CIRCLE).collect();
    assert!(large.is_empty(), "circles of more than {CIRCLE} files: {large:#?}");
}

/// The files that name each other, however indirectly: each circle of two or more.
fn circles(files: &[Source]) -> Vec<Vec<&str>> {
    let modules: BTreeMap<Vec<&str>, usize> =
        files.iter().enumerate().map(|(index, file)| (file.modules(), index)).collect();
    let uses: Vec<BTreeSet<usize>> =
        files.iter().enumerate().map(|(index, file)| used(file, index, files, &modules)).collect();
    let reach: Vec<BTreeSet<usize>> = (0..files.len()).map(|start| reach(start, &uses)).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for start in 0..files.len() {
        let circle: Vec<usize> =
            reach[start].iter().copied().filter(|other| reach[*other].contains(&start)).collect();
        if circle.len() > 1 && seen.insert(circle.clone()) {
            found.push(circle.into_iter().map(|index| files[index].path.as_str()).collect());
        }
    }
    found
}

/// The files that a file names. What a folder's `mod.rs` passes on counts as its own file.
fn used(
    file: &Source,
    own: usize,
    files: &[Source],
    modules: &BTreeMap<Vec<&str>, usize>,
) -> BTreeSet<usize> {
    let modules_of_it: Vec<String> = file.modules().into_iter().map(str::to_owned).collect();
    let written = || file.paths.iter().filter(|path| path.of != PathOf::Use);
    let words: BTreeSet<&String> = written().flat_map(|path| &path.segments).collect();
    let mut found = BTreeSet::new();
    for path in &file.paths {
        // A `mod.rs` that only passes something on does not use it, and a word alone is what it was imported as.
        let is_used = match path.of {
            PathOf::Use => path.segments.last().is_some_and(|last| words.contains(last)),
            PathOf::Macro | PathOf::Code => path.segments.len() > 1,
        };
        if is_used {
            found.extend(target(path.within(&modules_of_it), files, modules));
        }
    }
    found.remove(&own);
    found
}

/// The file in which stands what a path leads to.
fn target(
    mut path: Vec<String>,
    files: &[Source],
    modules: &BTreeMap<Vec<&str>, usize>,
) -> Option<usize> {
    for _ in 0..files.len() {
        let words: Vec<&str> = path.iter().map(String::as_str).collect();
        let (length, index) = (0..=words.len())
            .rev()
            .find_map(|length| Some((length, *modules.get(&words[..length])?)))?;
        let Some(name) = path.get(length) else { return Some(index) };
        // Passed on from another file?
        let mut passed = files[index].paths.iter().filter(|it| it.of == PathOf::Use);
        let origin = passed.find(|it| it.segments.len() > 1 && it.segments.last() == Some(name));
        let Some(origin) = origin else { return Some(index) };
        let own: Vec<String> = files[index].modules().into_iter().map(str::to_owned).collect();
        let behind = path[length + 1..].iter().cloned();
        path = origin.within(&own).into_iter().chain(behind).collect();
    }
    None
}

fn reach(start: usize, uses: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(at) = open.pop() {
        open.extend(uses[at].iter().copied().filter(|next| reached.insert(*next)));
    }
    reached
}

#[test]
fn a_circle_is_found() {
    let files = |texts: &[(&str, &str)]| -> Vec<Source> {
        texts.iter().map(|(path, text)| Source::new(path, text)).collect()
    };
    let circle = files(&[
        ("a/mod.rs", "mod b; mod c; pub use b::B; pub use c::C;"),
        ("a/b.rs", "use super::C; pub struct B(C);"),
        ("a/c.rs", "use crate::a::B; pub struct C(B);"),
        ("d.rs", "use crate::a::B;"),
    ]);
    assert_eq!(circles(&circle), [["a/b.rs", "a/c.rs"]]);
    let line = files(&[
        ("a/mod.rs", "mod b; mod c; pub use b::B; fn f() { b::g() }"),
        ("a/b.rs", "use super::c::C; pub struct B(C);"),
        ("a/c.rs", "pub struct C;"),
    ]);
    assert!(circles(&line).is_empty());
}
