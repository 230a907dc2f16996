//! `serde_yaml` and `serde_json` read the same values. Where `serde_yaml` and YAML 1.2 differ, YAML 1.2 is right.

use std::{fmt::Write as _, fs};

use serde_json::Value;
use vetted_codegen::load::Document;

#[test]
fn yaml_has_the_values_that_another_reader_finds() {
    let mut asked = 0;
    for path in super::documents() {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let Ok(document) = Document::parse("document.yaml", text.clone()) else { continue };
        let Some(theirs) = theirs(&text) else { continue };
        assert_same(&document.to_json(), &theirs, &path.display().to_string());
        asked += 1;
    }
    assert!(asked > 100, "only {asked} documents could be compared");
}

#[test]
fn json_has_the_values_that_another_reader_finds() {
    let mut asked = 0;
    for path in super::documents() {
        let Ok(document) = Document::read(&path, "document.yaml") else { continue };
        let text = document.to_json().to_string();
        // Every document once more, as JSON with every escape that there is.
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, ' '..='~') {
                escaped.push(c);
                continue;
            }
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(escaped, "\\u{unit:04x}").unwrap();
            }
        }
        let ours = Document::parse("document.json", escaped.clone()).unwrap().to_json();
        let theirs: Value = serde_json::from_str(&escaped).unwrap();
        assert_same(&ours, &theirs, &path.display().to_string());
        asked += 1;
    }
    assert!(asked > 100, "only {asked} documents could be compared");
}

/// Text that is nearly JSON is refused where `serde_json` refuses it.
#[test]
fn what_is_no_json_is_refused() {
    let text = r#"{"a": [1, -2.5e3, {"b": null, "c": "x\u00e9\n"}, [], {}], "d": true, "e": ""}"#;
    let bytes =
        [b'"', b',', b':', b'{', b'}', b'[', b']', b'\\', b'0', b'-', b'.', b'e', b' ', 9, 1];
    let mut refused = 0;
    let mut ask = |text: &str| {
        let theirs = serde_json::from_str::<Value>(text);
        let ours = Document::parse("document.json", text.to_owned());
        match (&ours, &theirs) {
            (Ok(ours), Ok(theirs)) => assert_eq!(&ours.to_json(), theirs, "{text}"),
            (Err(_), Err(_)) => refused += 1,
            _ => panic!("{text}: {ours:?}, {theirs:?}"),
        }
    };
    for at in 1..text.len() {
        ask(&text[..at]);
        ask(&format!("{}{}", &text[..at], &text[at + 1..]));
        for byte in bytes {
            ask(&format!("{}{}{}", &text[..at], char::from(byte), &text[at..]));
            ask(&format!("{}{}{}", &text[..at], char::from(byte), &text[at + 1..]));
        }
    }
    assert!(refused > 1_000, "{refused}");
}

/// What `serde_yaml` reads, with merged keys. `None` where it reads nothing.
fn theirs(text: &str) -> Option<Value> {
    let document = serde_yaml::Deserializer::from_str(text).next()?;
    let mut value: Value = serde::Deserialize::deserialize(document).ok()?;
    merge(&mut value);
    Some(value)
}

fn merge(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(merge),
        Value::Object(map) => {
            map.values_mut().for_each(merge);
            let merged = match map.get("<<") {
                Some(Value::Object(one)) => vec![one.clone()],
                Some(Value::Array(list)) if list.iter().all(Value::is_object) => {
                    list.iter().filter_map(|value| value.as_object().cloned()).collect()
                }
                _ => return,
            };
            map.shift_remove("<<");
            for (key, value) in merged.into_iter().flatten() {
                map.entry(key).or_insert(value);
            }
        }
        _ => {}
    }
}

/// Compares, and says where it is that they differ.
fn assert_same(ours: &Value, theirs: &Value, at: &str) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            let keys: Vec<_> = ours.keys().collect();
            assert_eq!(keys, theirs.keys().collect::<Vec<_>>(), "{at}");
            for (key, value) in ours {
                assert_same(value, &theirs[key], &format!("{at}/{key}"));
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            assert_eq!(ours.len(), theirs.len(), "{at}");
            for (index, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
                assert_same(ours, theirs, &format!("{at}/{index}"));
            }
        }
        // No number of JSON: read as text here, as null there.
        (Value::String(text), Value::Null) if text.starts_with(['.', '-']) => {}
        (ours, theirs) => assert_eq!(ours, theirs, "{at}"),
    }
}
