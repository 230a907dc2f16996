//! A title stands in the manifest as it is, whatever it is written with.

use serde_json::json;
use toml::de::DeTable;
use vetted_codegen::load::Document;

use crate::cases::Case;

#[test]
fn a_title_survives_in_the_manifest() {
    for (title, said) in [
        ("Gear ⚙️", "Gear ⚙️"),
        ("Cafe\u{301}", "Cafe\u{301}"),
        ("\u{301}", "\u{301}"),
        ("हिन्दी", "हिन्दी"),
        ("hard\u{a0}space", "hard space"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("My_Title `x` [y] \\z", "My_Title `x` [y] \\z"),
        ("\"quoted\" 'twice' \"\"\"", "\"quoted\" 'twice' \"\"\""),
        ("two\r\nlines\u{2028}\0 \u{202e}turned", "two lines turned"),
    ] {
        let document = json!({
            "openapi": "3.0.3",
            "info": {"title": title, "version": "1"},
            "paths": {"/a": {"get": {"responses": {"200": {"description": "ok"}}}}},
        });
        let document = Document::parse("case.json", document.to_string()).expect("a document");
        let settings = Case::settings("../../runtime", "a", "case.json".to_owned());
        let generated = vetted_codegen::generate(&document, &settings);
        let manifest = generated.files.iter().find(|file| file.path == "Cargo.toml");
        let text = &manifest.expect("a crate").text;
        let table = DeTable::parse(text).expect("TOML").into_inner();
        let description = table["package"].get_ref()["description"].get_ref().as_str();
        assert_eq!(description, Some(format!("Client for the {said} API").as_str()), "{text}");
    }
}
