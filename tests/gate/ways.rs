//! The ways round a document that is wrong: what the settings beside a case change, on the wire.

use std::path::Path;

use vetted_tests::{
    corpus::workspace::{put, repository},
    roundtrip::{self, Again, Build, Subject},
};

use crate::cases::{Case, folder};

/// Values of a case's components, through the types that its settings mend and back.
fn again(name: &str, values: &[(&str, &str)]) -> Vec<Again> {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ways").join(name);
    let target = tmp.ancestors().nth(3).expect("below the target folder").to_owned();
    let case = Case::all().into_iter().find(|case| case.name == name).expect("the case");
    let generated = case.generate(&repository().join("runtime").to_string_lossy()).generated;
    let krate = tmp.join("crate");
    for file in generated.files.iter().filter(|file| file.path.starts_with("src/types")) {
        put(&krate.join(&file.path), &file.text).expect("files can be written");
    }
    let document = folder().join(format!("{name}.yaml"));
    let subject =
        Subject { name: name.to_owned(), document, components: generated.components, krate };
    let build = Build { work: tmp.join("program"), target, together: 1 };
    roundtrip::given(&subject, values, &build).expect("the program runs")
}

/// Values that come back as they are.
fn whole(name: &str, values: &[(&str, &str)]) {
    for ((_, given), again) in values.iter().zip(again(name, values)) {
        let same = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        assert_eq!(again.as_deref().map(same), Ok(same(given)), "{given}");
    }
}

#[test]
fn mended_fields_can_be_null_or_missing() {
    whole(
        "mend_fields",
        &[
            ("user.simple", r#"{"login":"a","avatar":null,"home":{"street":"s","avatar":null}}"#),
            ("user.simple", r#"{"avatar":"x","home":{"avatar":"y"}}"#),
            ("NewUser", r#"{"login":"a","avatar":null}"#),
            ("Owner", r#"{"name":"a"}"#),
            ("Owner", r#"{"name":"a","number":"7"}"#),
            ("Owner", r#"{"name":"a","born":"b"}"#),
        ],
    );
}

#[test]
fn lenient_answers_may_lack_anything() {
    whole(
        "mend_answers_lenient",
        &[
            ("Pet", "{}"),
            ("Pet", r#"{"id":1,"tag":{"name":"a"}}"#),
            ("Pet", r#"{"owner":{"born":"b","name":"a"}}"#),
            ("Pet", r#"{"owner":{"number":"7"}}"#),
        ],
    );
    // Requests hold it too.
    let again = again("mend_answers_lenient", &[("Pet", r#"{"tag":{}}"#)]);
    assert!(again[0].is_err(), "{again:?}");
}

#[test]
fn keys_that_are_not_declared_come_back() {
    whole(
        "mend_keep_unknown",
        &[
            ("Home", r#"{"street":"s","city":"c"}"#),
            ("Nothing", r#"{"a":{"b":[null,1.5]}}"#),
            ("Visit", r#"{"at":"x","additional":"y","additional_properties":1,"z":[]}"#),
            ("Friend", r#"{"kind":"cat","age":3}"#),
            ("Friend", r#"{"kind":"fox","age":3}"#),
            ("Friend", r#"{"kind":"bird","species":"owl","age":3}"#),
            ("Friend", r#"{"kind":"bird","species":"tit","age":3}"#),
            ("Cat", r#"{"lives":9,"age":3}"#),
            ("Event", r#"{"type":"Birth","weight":3.5,"who":{}}"#),
            ("Price", r#"{"currency":"CHF","amount":3}"#),
        ],
    );
}

/// Whatever the document: objects have one more field, and all else is as it was.
#[test]
fn to_keep_unknown_keys_changes_nothing_else() {
    let runtime = repository().join("runtime").to_string_lossy().into_owned();
    let mut tables = 0;
    for case in Case::all() {
        let plain = case.generate_with(&runtime, |_| {}).generated;
        let kept = case.generate_with(&runtime, |ways| ways.keep_unknown = true).generated;
        let name = &case.name;
        assert_eq!(format!("{:?}", plain.findings), format!("{:?}", kept.findings), "{name}");
        assert_eq!(plain.files.len(), kept.files.len(), "{name}");
        for (plain, kept) in plain.files.iter().zip(&kept.files) {
            assert_eq!(plain.path, kept.path, "{name}");
            if !plain.path.starts_with("src/types") {
                assert_eq!(plain.text, kept.text, "{name}: {}", plain.path);
                continue;
            }
            for table in tables_of(&kept.text, "object") {
                assert!(table.contains("\n        .. => "), "{name}: {table}");
                tables += usize::from(table.contains(", undeclared"));
            }
            // The lines of a union are tried by the same tests. A type that has grown may stand behind a pointer.
            let lines = |text: &str| text.replace("Box<", "").replace('>', "");
            let unions = |text| tables_of(text, "union").map(lines).collect::<Vec<_>>();
            assert_eq!(unions(&plain.text), unions(&kept.text), "{name}: {}", plain.path);
        }
    }
    assert!(tables > 300, "only {tables} tables keep keys");
}

/// The tables of a macro of the runtime in a file.
fn tables_of<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let begin = format!("\nvetted_runtime::{name}! {{\n");
    let table = |rest: &'t str| rest.split("\n}\n").next().unwrap_or(rest);
    text.split(&begin).skip(1).map(table).collect::<Vec<_>>().into_iter()
}
