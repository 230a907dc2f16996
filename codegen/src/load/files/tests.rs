use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    diagnostic::{At, Finding, Pointer},
    load::{Document, Made, SYNTAX, Stray},
};

/// A folder that goes again.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("vetted-{name}-{}", std::process::id()));
        for (file, text) in files {
            let file = path.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self(path)
    }

    fn read(&self, file: &str) -> Document {
        Document::read(&self.0.join(file), format!("shown/{file}")).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Why a reference of the main file leads nowhere.
fn refused(document: &Document, reference: &str) -> String {
    match document.target(reference, &Pointer::root()) {
        Err(Stray::Unread(unread)) => unread.to_string(),
        other => panic!("{reference}: {other:?}"),
    }
}

#[test]
fn files_that_refer_to_each_other_are_read_once() {
    let folder = Folder::new(
        "files",
        &[
            ("api.yaml", "a: {$ref: 'parts/b.json#/x'}\nmapping: {c: ./parts/../parts/c.yaml}\n"),
            (
                "parts/b.json",
                "{\"x\": {\"$ref\": \"c.yaml\"}, \"y\": {\"$ref\": \"../api.yaml#/a\"}}",
            ),
            ("parts/c.yaml", "z: {$ref: b.json}\nz: {$ref: 'b.json#/y'}\n"),
        ],
    );
    let document = folder.read("api.yaml");
    let target = |reference, from| document.target(reference, &from).unwrap();
    let [b, c] = ["parts/b.json", "parts/c.yaml"].map(Pointer::file);
    let files: Vec<Pointer> = document.roots().skip(1).map(crate::load::Node::file).collect();
    assert_eq!(files, [b.clone(), c.clone()]);
    assert_eq!(target("parts/b.json#/x", Pointer::root()), b.join("x"));
    assert_eq!(target("c.yaml", b.clone()), c);
    assert_eq!(target("#/z", c.clone()), c.join("z"));
    assert_eq!(target("../api.yaml#/a", b), Pointer::root().join("a"));
    // Where things stand is said by file, for what was found when reading, too.
    let found = document.locate(&document.findings[0].at);
    let place = found.place.unwrap();
    assert_eq!(document.findings[0].code.name, "duplicate-key");
    assert_eq!((found.file.path.as_str(), place.line, place.column), ("shown/parts/c.yaml", 2, 1));
    // What stands behind references is found there.
    let found = document.locate(&At::Value(Pointer::parse("/a/z/$ref")));
    let place = found.place.unwrap();
    assert_eq!((found.file.path.as_str(), place.line, place.column), ("shown/parts/c.yaml", 2, 11));
    assert_eq!(found.pointer.unwrap().to_string(), "/z/$ref");
}

#[test]
fn nothing_outside_of_the_folder_is_read() {
    let references = [
        "../secret.yaml",
        "parts/../../secret.yaml",
        "%2e%2e/secret.yaml",
        "/etc/hostname",
        "https://example.com/a.yaml",
        "file:///etc/hostname",
    ];
    let list = references.map(|reference| format!("- $ref: '{reference}'\n")).concat();
    let folder = Folder::new("outside", &[("secret.yaml", "a: 1\n"), ("api/api.yaml", &list)]);
    let document = folder.read("api/api.yaml");
    assert_eq!(document.roots().count(), 1);
    for reference in references {
        let message = refused(&document, reference);
        assert!(message.contains("is not read"), "{reference}: {message}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    let text =
        "- $ref: file.yaml\n- $ref: folder/secret.yaml\n- $ref: inside.yaml\n- $ref: real.yaml\n";
    let folder = Folder::new(
        "links",
        &[("secret.yaml", "a: 1\n"), ("api/api.yaml", text), ("api/real.yaml", "b: 2\n")],
    );
    let link = |to: &Path, from: &str| {
        std::os::unix::fs::symlink(to, folder.0.join("api").join(from)).unwrap();
    };
    link(&folder.0.join("secret.yaml"), "file.yaml");
    link(Path::new(".."), "folder");
    link(Path::new("real.yaml"), "inside.yaml");
    let document = folder.read("api/api.yaml");
    for reference in ["file.yaml", "folder/secret.yaml"] {
        let message = refused(&document, reference);
        assert!(message.contains("a link out of the document's folder"), "{message}");
    }
    // Two ways to one file are one file.
    let target = |reference| document.target(reference, &Pointer::root()).unwrap();
    assert_eq!(target("inside.yaml"), target("real.yaml"));
    assert_eq!(document.roots().count(), 2);
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let text = "- $ref: gone.yaml\n- $ref: broken.json\n- $ref: parts\n";
    let folder = Folder::new(
        "broken",
        &[("api.yaml", text), ("broken.json", "{\"a\": \n}"), ("parts/a.yaml", "a: 1\n")],
    );
    let document = folder.read("api.yaml");
    assert_eq!(refused(&document, "gone.yaml"), "there is no file `gone.yaml`");
    assert_eq!(refused(&document, "parts"), "`parts` is no file");
    let broken =
        "`broken.json` cannot be read: this is not JSON: expected value (line 2, column 1)";
    assert_eq!(refused(&document, "broken.json"), broken);
    let text = Document::parse("api.yaml", text.to_owned()).unwrap();
    let message = refused(&text, "gone.yaml");
    assert!(message.contains("came from no folder"), "{message}");
}

#[test]
fn values_that_were_taken_from_files_are_found_there() {
    let folder = Folder::new(
        "taken",
        &[
            ("api.yaml", "a: {$ref: parts/b.yaml}\nc: [d]\n"),
            ("parts/b.yaml", "e: {$ref: '#/f'}\n"),
        ],
    );
    let document = folder.read("api.yaml");
    let (main, other) = (document.root().unwrap(), document.roots().nth(1).unwrap());
    let entries = [("x", Made::of(other, 0)), ("y", Made::of(main.get("c").unwrap(), 0))];
    let entries = entries.map(|(key, made)| (key.to_owned(), made)).into_iter().collect();
    let made = Document::made(document.as_layers(), &Made::map(entries, main));
    // A reference means what it means in the file that says it.
    let reference = made.get(&Pointer::parse("/x/e/$ref")).unwrap();
    assert_eq!(reference.file(), Pointer::file("parts/b.yaml"));
    // What is not there is looked for where what is around it was taken from; the files stay what they are.
    let of_file = Pointer::file("parts/b.yaml").join("e");
    let places = [Pointer::parse("/x/e/g"), Pointer::parse("/y/0"), of_file.clone()];
    let findings = places.map(|at| Finding::new(&SYNTAX, &at, "here")).to_vec();
    let restored = made.restored(findings).into_iter().map(|finding| finding.at);
    let expected = [of_file.join("g"), Pointer::parse("/c/0"), of_file].map(At::Value);
    assert_eq!(restored.collect::<Vec<_>>(), expected);
}
