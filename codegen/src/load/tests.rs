use std::fmt::Write as _;

use serde_json::json;

use crate::diagnostic::Pointer;

use super::{At, Document};

fn value(text: &str) -> serde_json::Value {
    Document::parse("test", text.to_owned()).map_err(|failed| failed.findings).unwrap().to_json()
}

fn codes(text: &str) -> Vec<(&'static str, At)> {
    let findings = match Document::parse("test.json", text.to_owned()) {
        Ok(document) => document.findings,
        Err(failed) => failed.findings,
    };
    findings.into_iter().map(|finding| (finding.code.name, finding.at)).collect()
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
    assert_eq!(codes("a: &a [*a]\n"), [("too-deep", text_at(1, 8))]);
    // Few aliases, each standing for many values.
    let many = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(2_000), "*a, ".repeat(1_000));
    assert_eq!(codes(&many)[0].0, "too-many-aliases");
}

#[test]
fn plain_scalars_mean_what_they_mean_in_json_or_are_text() {
    for (text, expected) in [
        ("on", json!("on")),
        ("no", json!("no")),
        ("012", json!("012")),
        ("-012", json!("-012")),
        ("0", json!(0)),
        ("0o7", json!(7)),
        ("0x1F", json!(31)),
        ("1e3", json!(1000.0)),
        ("1.", json!(1.0)),
        (".5", json!(0.5)),
        ("+1", json!(1)),
        ("-0", json!(0)),
        ("2020-01-01", json!("2020-01-01")),
        ("12:30:45", json!("12:30:45")),
        ("1_000", json!("1_000")),
        ("1.2.3", json!("1.2.3")),
        ("nan", json!("nan")),
        ("inf", json!("inf")),
        ("+", json!("+")),
        (".", json!(".")),
        ("e3", json!("e3")),
        ("1e", json!("1e")),
        ("1e999", json!("1e999")),
        ("0o", json!("0o")),
        ("0o+7", json!("0o+7")),
        ("18446744073709551615", json!(u64::MAX)),
        ("-9223372036854775808", json!(i64::MIN)),
        ("~", json!(null)),
        ("", json!(null)),
        ("True", json!(true)),
        ("tRue", json!("tRue")),
        ("'5'", json!("5")),
        ("!!str 5", json!("5")),
        ("!own 5", json!(5)),
        ("!own {a: 1}", json!({"a": 1})),
    ] {
        assert_eq!(value(&format!("x: {text}\n"))["x"], expected, "{text}");
    }
    let nan = Document::parse("x", "x: [1, .NaN, -.INF]\n".to_owned()).unwrap();
    assert_eq!(nan.to_json(), json!({"x": [1, ".nan", "-.inf"]}));
    let places =
        nan.findings.iter().map(|finding| (finding.code.name, nan.place(&finding.at).unwrap()));
    let places = places.map(|(code, place)| (code, place.line, place.column));
    assert_eq!(places.collect::<Vec<_>>(), [("no-json-number", 1, 8), ("no-json-number", 1, 14)]);
}

#[test]
fn of_several_documents_the_first_is_read() {
    let document = Document::parse("x", "---\na: 1\n---\nb: 2\n".to_owned()).unwrap();
    assert_eq!(document.to_json(), json!({"a": 1}));
    assert_eq!(codes("---\na: 1\n---\nb: 2\n"), [("second-document", text_at(3, 1))]);
    assert_eq!(codes("---\na: 1\n...\n"), []);
    assert_eq!(codes("[a]\n}\n"), [("syntax", text_at(2, 1))]);
}

#[test]
fn duplicate_keys_are_found_and_the_last_wins() {
    let json = Document::parse("x", "{\"a\": {\"b\": 1,\n \"b\": 2}}".to_owned()).unwrap();
    assert_eq!(json.to_json(), json!({"a": {"b": 2}}));
    assert_eq!(json.findings[0].code.name, "duplicate-key");
    assert_eq!(
        json.place(&json.findings[0].at).map(|place| (place.line, place.column)),
        Some((2, 2))
    );
    let yaml = Document::parse("x", "a: 1\nb: 2\na: 3\n".to_owned()).unwrap();
    assert_eq!(yaml.to_json(), json!({"a": 3, "b": 2}));
    assert_eq!(yaml.findings[0].code.name, "duplicate-key");
    assert_eq!(
        yaml.place(&yaml.findings[0].at).map(|place| (place.line, place.column)),
        Some((3, 1))
    );
}

#[test]
fn what_cannot_be_read_says_where() {
    assert_eq!(codes(""), [("syntax", text_at(1, 1))]);
    assert_eq!(codes("# only a comment\n"), [("syntax", text_at(1, 1))]);
    assert_eq!(codes("{\"a\": 1,}"), [("syntax", text_at(1, 9))]);
    assert_eq!(codes("a: 1\nb: [1\nc: 2\n")[0].0, "syntax");
    assert_eq!(codes("? [a]\n: 1\n"), [("syntax", text_at(1, 3))]);
    assert_eq!(codes("ü: ü\nb: ü\u{7f}\n"), [("syntax", text_at(2, 5))]);
    assert_eq!(codes("a: *b\n"), [("syntax", text_at(1, 4))]);
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(codes(&deep)[0].0, "too-deep");
    let deep = format!("{{\"a\": {deep}}}");
    assert_eq!(codes(&deep)[0].0, "too-deep");
    // So deep that the reader alone would not come to an end.
    let deep = format!("a: {}", "[".repeat(300_000));
    assert_eq!(codes(&deep)[0].0, "too-deep");
    let brackets = format!("a: '{}'\nb: 1\n", "[".repeat(300_000));
    assert_eq!(value(&brackets)["b"], 1);
    let deep = (0..1_000).fold(String::new(), |deep, depth| deep + &" ".repeat(depth) + "a:\n");
    assert_eq!(codes(&deep)[0].0, "too-deep");
}

#[test]
fn files_that_are_no_documents() {
    let folder = std::env::temp_dir();
    let failed = Document::read(&folder, "folder").unwrap_err();
    assert!(failed.findings[0].message.contains("directory"), "{:?}", failed.findings);
    let failed = Document::read(&folder.join("there-is-no-such-file.yaml"), "x.yaml").unwrap_err();
    assert_eq!(failed.findings[0].code.name, "unreadable-file");
    let file = folder.join(format!("vetted-latin1-{}.yaml", std::process::id()));
    std::fs::write(&file, b"a: 1\nb: M\xfcnchen\n").unwrap();
    let failed = Document::read(&file, "x.yaml").unwrap_err();
    std::fs::remove_file(&file).unwrap();
    assert_eq!(
        (failed.findings[0].code.name, &failed.findings[0].at),
        ("not-utf-8", &text_at(2, 5))
    );
}

#[test]
fn places_are_found_in_yaml_and_json() {
    let yaml = "é: ö\npaths:\n  /a:\n    get: {ü: 1, x: [true, no]}\n";
    let document = Document::parse("x", yaml.to_owned()).unwrap();
    let place =
        |at: &At| document.place(at).map(|p| (p.line, p.column, &document.text()[p.start..p.end]));
    assert_eq!(place(&At::Value(Pointer::parse("/paths/~1a"))), Some((3, 3, "/a")));
    assert_eq!(place(&At::Value(Pointer::parse("/paths/~1a/get/x/1"))), Some((4, 27, "no")));
    assert_eq!(place(&At::Key(Pointer::parse("/paths/~1a/get/ü"))), Some((4, 11, "ü")));
    assert_eq!(place(&At::Value(Pointer::parse("/paths/~1a/nope/2/3"))), Some((3, 3, "/a")));
    assert_eq!(place(&At::File), None);
    assert_eq!(document.written(&Pointer::parse("/paths/~1a/get/x/1")), Some("no"));
    let document = Document::parse("x", "a: 1.10\n".to_owned()).unwrap();
    assert_eq!(document.written(&Pointer::parse("/a")), Some("1.10"));
    let surrogates = "{\"a\": \"\\ud83d\\ude00\",\n \"b\": 1}".to_owned();
    let document = Document::parse("x", surrogates).unwrap();
    assert_eq!(document.written(&Pointer::parse("/b")), Some("1"));
    let json = "{\n\t\"a\": [\"x\", {\"b\": \"c\"}]\n}";
    let document = Document::parse("x", json.to_owned()).unwrap();
    let place =
        |at: &At| document.place(at).map(|p| (p.line, p.column, &document.text()[p.start..p.end]));
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
    assert_eq!(document.to_json(), json!({"a": {"b": {"x": 1, "y": 2}, "c": 4}}));
    let place = |at: &At| document.place(at).map(|place| (place.line, place.column));
    assert_eq!(place(&document.findings[0].at), Some((7, 3)));
    assert_eq!(place(&At::Value(Pointer::parse("/a/b/y"))), Some((4, 6)));
    assert_eq!(codes("a: {b: 1 # x\n}\n}\n")[0], ("syntax", text_at(3, 1)));
}
