use std::fmt::Write as _;

use serde_json::json;

use super::{At, Document};
use crate::diagnostic::Pointer;

fn value(text: &str) -> serde_json::Value {
    Document::parse("test", text.to_owned()).map_err(|failed| failed.findings).unwrap().value
}

fn codes(text: &str) -> Vec<(&'static str, At)> {
    let findings = match Document::parse("test.json", text.to_owned()) {
        Ok(document) => document.findings,
        Err(failed) => failed.findings,
    };
    findings.into_iter().map(|finding| (finding.code, finding.at)).collect()
}

fn text_at(line: usize, column: usize) -> At {
    At::Text { line, column }
}

#[test]
fn json_and_yaml_are_the_same_values() {
    let expected = json!({"a": [1, 2.5, null], "200": {"on": "x"}});
    assert_eq!(value("{\"a\": [1, 2.5, null], \"200\": {\"on\": \"x\"}}"), expected);
    assert_eq!(value("\u{feff}a: [1, 2.5, null]\r\n200:\r\n  on: x\r\n"), expected);
    assert_eq!(value("{a: [1, 2.5, ~], 200: {on: x}}"), expected);
}

#[test]
fn huge_numbers_lose_precision_but_do_not_fail() {
    let yaml = value("min: -9223372036854776000\nmax: 18446744073709551616\n");
    assert_eq!(yaml, value("{\"min\": -9223372036854776000, \"max\": 18446744073709551616}"));
    assert!(yaml["min"].is_f64());
    assert_eq!(value("{\"max\": 1e400}"), json!({"max": "1e400"}));
}

#[test]
fn anchors_and_merge_keys_are_expanded() {
    let text = "base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\nlist:\n  <<: [{x: 9}, *b]\n";
    let value = value(text);
    assert_eq!(value["use"], json!({"y": 3, "x": 1}));
    assert_eq!(value["list"], json!({"x": 9, "y": 2}));
}

#[test]
fn alias_bombs_and_recursive_aliases_are_refused() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..9 {
        let before = format!("*a{}, ", i - 1).repeat(10);
        writeln!(bomb, "a{i}: &a{i} [{before}]").unwrap();
    }
    assert_eq!(codes(&bomb)[0].0, "too-many-aliases");
    assert_eq!(codes("a: &a [*a]\n"), [("syntax", text_at(1, 8))]);
}

#[test]
fn duplicate_keys_are_found_and_the_last_wins() {
    let json = Document::parse("x", "{\"a\": {\"b\": 1,\n \"b\": 2}}".to_owned()).unwrap();
    assert_eq!(json.value, json!({"a": {"b": 2}}));
    assert_eq!(json.findings[0].code, "duplicate-key");
    assert_eq!(
        json.place(&json.findings[0].at).map(|place| (place.line, place.column)),
        Some((2, 2))
    );
    assert_eq!(codes("a: 1\nb: 2\na: 3\n"), [("duplicate-key", text_at(3, 1))]);
}

#[test]
fn what_cannot_be_read_says_where() {
    assert_eq!(codes(""), [("syntax", text_at(1, 1))]);
    assert_eq!(codes("# only a comment\n"), [("syntax", text_at(1, 1))]);
    assert_eq!(codes("{\"a\": 1,}"), [("syntax", text_at(1, 9))]);
    assert_eq!(codes("a: 1\nb: [1\nc: 2\n")[0].0, "syntax");
    assert_eq!(codes("? [a]\n: 1\n")[0].0, "syntax");
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(codes(&deep)[0].0, "too-deep");
    let deep = format!("{{\"a\": {deep}}}");
    assert_eq!(codes(&deep)[0].0, "too-deep");
    let deep = (0..10_000).fold(String::new(), |deep, depth| deep + &" ".repeat(depth) + "a:\n");
    assert_eq!(codes(&deep)[0].0, "too-deep");
}

#[test]
fn files_that_are_no_documents() {
    let folder = std::env::temp_dir();
    let failed = Document::read(&folder, "folder").unwrap_err();
    assert!(failed.findings[0].message.contains("directory"), "{:?}", failed.findings);
    let failed = Document::read(&folder.join("there-is-no-such-file.yaml"), "x.yaml").unwrap_err();
    assert_eq!(failed.findings[0].code, "unreadable-file");
    let file = folder.join(format!("vetted-latin1-{}.yaml", std::process::id()));
    std::fs::write(&file, b"a: 1\nb: M\xfcnchen\n").unwrap();
    let failed = Document::read(&file, "x.yaml").unwrap_err();
    std::fs::remove_file(&file).unwrap();
    assert_eq!((failed.findings[0].code, &failed.findings[0].at), ("not-utf-8", &text_at(2, 5)));
}

#[test]
fn places_are_found_in_yaml_and_json() {
    let yaml = "é: ö\npaths:\n  /a:\n    get: {ü: 1, x: [true, no]}\n";
    let document = Document::parse("x", yaml.to_owned()).unwrap();
    let place =
        |at: &At| document.place(at).map(|p| (p.line, p.column, &document.text[p.start..p.end]));
    assert_eq!(place(&At::Value(Pointer::parse("/paths/~1a"))), Some((3, 3, "/a")));
    assert_eq!(place(&At::Value(Pointer::parse("/paths/~1a/get/x/1"))), Some((4, 27, "no")));
    assert_eq!(place(&At::Key(Pointer::parse("/paths/~1a/get/ü"))), Some((4, 11, "ü")));
    assert_eq!(place(&At::Value(Pointer::parse("/paths/~1a/nope/2/3"))), Some((3, 3, "/a")));
    assert_eq!(place(&At::File), None);
    assert_eq!(document.written(&Pointer::parse("/paths/~1a/get/x/1")), Some("no"));
    let surrogates = "{\"a\": \"\\ud83d\\ude00\",\n \"b\": 1}".to_owned();
    let document = Document::parse("x", surrogates).unwrap();
    assert_eq!(document.written(&Pointer::parse("/b")), Some("1"));
    let json = "{\n\t\"a\": [\"x\", {\"b\": \"c\"}]\n}";
    let document = Document::parse("x", json.to_owned()).unwrap();
    let place =
        |at: &At| document.place(at).map(|p| (p.line, p.column, &document.text[p.start..p.end]));
    assert_eq!(place(&At::Value(Pointer::parse("/a/1/b"))), Some((2, 19, "\"c\"")));
    assert_eq!(place(&At::Value(Pointer::parse("/a"))), Some((2, 2, "\"a\"")));
}

#[test]
fn documents_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Document>();
}

#[test]
fn flow_collections_may_stand_too_far_left() {
    let text = "a:\n  b: {\n    x: 1,\n  y: 2\n  }\n  c: 3\n  c: 4\n";
    let document = Document::parse("x", text.to_owned()).unwrap();
    assert_eq!(document.value, json!({"a": {"b": {"x": 1, "y": 2}, "c": 4}}));
    assert_eq!(document.findings[0].at, text_at(7, 3));
    let place = document.place(&At::Value(Pointer::parse("/a/b/y"))).unwrap();
    assert_eq!((place.line, place.column), (4, 6));
    assert_eq!(codes("a: {b: 1 # x\n}\n}\n")[0], ("syntax", text_at(3, 1)));
}
