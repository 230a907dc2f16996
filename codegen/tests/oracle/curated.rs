//! The documents that people wrote here are plain `OpenAPI` 3.0.3, which other tools read too.

use std::{fs, path::Path};

use openapiv3::OpenAPI;

#[test]
fn the_documents_of_the_repository_are_plain() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut read = 0;
    for entry in fs::read_dir(specs).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let document = serde_yaml::from_str::<OpenAPI>(&text)
            .unwrap_or_else(|err| panic!("{}: {err}", path.display()));
        assert_eq!(document.openapi, "3.0.3", "{}", path.display());
        read += 1;
    }
    assert!(read > 0, "no document was read");
}
