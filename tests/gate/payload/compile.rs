//! A fixed sample of crates with a payload, compiled: libraries, examples, and what rustdoc would run.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use vetted_codegen::write::File;
use vetted_tests::corpus::workspace::{LINTS, Workspace, put, repository};

use super::{Job, Subject, folder, judge, markdown};
use crate::cases::compile::{no_complaints, remove_others};

/// How many crates.
const SAMPLE: usize = 200;

#[test]
fn crates_with_a_payload_compile() {
    let subjects = Subject::all();
    let jobs = Job::all(&subjects);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("below the target folder");
    let workspace = Workspace::new(folder("crates"), target.to_owned());
    let mut members = BTreeSet::new();
    // A step that shares no factor with the number of payloads, so that each is there.
    let step = (jobs.len() / (SAMPLE + SAMPLE / 4)) | 1;
    for job in jobs.iter().step_by(step) {
        let package = format!("payload-{:03}", members.len());
        let files = job.generated(job.payload, &package, &folder("sample")).files;
        if files.is_empty() || members.len() == SAMPLE {
            continue;
        }
        write(&workspace.member(&package), &files);
        members.insert(package);
    }
    assert_eq!(members.len(), SAMPLE, "a crate for each");
    workspace.finish(&members).expect("the workspace can be written");
    let words =
        ["check", "--workspace", "--lib", "--examples", "--features", "blocking"].map(String::from);
    no_complaints(&workspace.cargo(&words, &mut |_| {}).expect("cargo runs"));
}

fn write(member: &Path, files: &[File]) {
    let runtime = repository().join("runtime");
    let mut expected = BTreeSet::new();
    let mut write = |path: &str, text: &str| {
        let path = member.join(path);
        put(&path, text).expect("files can be written");
        expected.insert(path);
    };
    write("examples/documented.rs", &documented(files));
    for File { path, text } in files {
        if path == "Cargo.toml" {
            let text = text.replace("../../runtime", &runtime.to_string_lossy());
            write(path, &format!("{text}{LINTS}"));
        } else {
            write(path, text);
        }
    }
    let expected: BTreeSet<PathBuf> = expected;
    remove_others(member, &expected);
}

/// A program of all that rustdoc would compile.
fn documented(files: &[File]) -> String {
    let mut text =
        String::from("//! What the documentation shows.\n#![allow(deprecated, unused)]\n\n");
    let sources = files.iter().filter(|file| judge::is_rust(&file.path));
    let comments = sources.flat_map(|file| markdown::doc_comments(&file.text));
    let blocks = comments.flat_map(|comment| markdown::read(&comment).rust);
    for (number, block) in blocks.enumerate() {
        text.push_str(&format!("mod example_{number} {{\n"));
        for line in block.code.lines() {
            text.push_str(line.strip_prefix("# ").unwrap_or(line));
            text.push('\n');
        }
        text.push_str("}\n");
    }
    text.push_str("\nfn main() {}\n");
    text
}
