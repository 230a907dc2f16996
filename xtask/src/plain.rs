//! Whether a document of the repository is plain `OpenAPI` 3.0.3, which other tools read too: one of them is asked.

use openapiv3::OpenAPI;
use vetted_codegen::{
    diagnostic::{At, Finding, Pointer},
    lint::NOT_PLAIN,
    load::Document,
};

/// The version that the documents of the repository have.
const VERSION: &str = "3.0.3";

/// What `openapiv3`, with its own reader, does not take.
pub(crate) fn refusal(document: &Document) -> Option<Finding> {
    let found = match serde_yaml::from_str::<OpenAPI>(document.text()) {
        Ok(read) if read.openapi == VERSION => return None,
        Ok(read) => {
            let message = format!("this is OpenAPI {}, not {VERSION}", read.openapi);
            Finding::new(&NOT_PLAIN, &Pointer::root().join("openapi"), message)
        }
        Err(err) => {
            let at = err
                .location()
                .map_or(At::File, |place| At::Text { line: place.line(), column: place.column() });
            Finding::new(&NOT_PLAIN, at, format!("`openapiv3` does not read this: {err}"))
        }
    };
    Some(found.help("the documents of `specs/` are written so that other tools read them too"))
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use vetted_codegen::load::Document;

    use super::refusal;

    #[test]
    fn the_documents_of_the_repository_are_plain() {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
        let paths = fs::read_dir(specs).unwrap().map(|entry| entry.unwrap().path());
        let paths = paths.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
        let mut read = 0;
        for path in paths.filter(|path| !path.to_string_lossy().ends_with(".overlay.yaml")) {
            assert_eq!(refusal(&Document::read(&path, "document").unwrap()), None);
            read += 1;
        }
        assert!(read > 0, "no document was read");
    }

    #[test]
    fn what_another_reader_does_not_take_is_said_where_it_stands() {
        let said = |text: &str| {
            let document = Document::parse("t.yaml", text.to_owned()).unwrap();
            let finding = refusal(&document).unwrap();
            let place = document.place(&finding.at).map(|place| (place.line, place.column));
            (place.unwrap(), finding.message)
        };
        let (place, message) = said("openapi: 3.1.0\ninfo: {title: t, version: v}\npaths: {}\n");
        assert_eq!((place, message.as_str()), ((1, 10), "this is OpenAPI 3.1.0, not 3.0.3"));
        let (place, message) = said("openapi: 3.0.3\ninfo:\n  title: t\npaths: {}\n");
        assert_eq!(place, (3, 3));
        assert!(message.contains("missing field `version`"), "{message}");
    }
}
