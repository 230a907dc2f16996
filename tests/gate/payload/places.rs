//! Every place of a document where a string stands, and the document with another string there.

use serde_json::{Map, Value};

/// A place where a string stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A value, by the steps that lead there.
    Value(Vec<Step>),
    /// The key of a value.
    Key(Vec<Step>),
    /// Every place of a string that stands more than once, and the references that go through it: what a document says
    /// twice holds together then.
    Everywhere(String),
    /// The name of the document's file.
    FileName,
}

/// One step into a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Item(usize),
}

impl Place {
    /// All places of a document.
    pub(super) fn all(document: &Value) -> Vec<Self> {
        let mut found = Vec::new();
        let mut strings = Vec::new();
        gather(document, &mut Vec::new(), &mut found, &mut strings);
        strings.sort();
        let mut twice: Vec<String> =
            strings.chunk_by(|a, b| a == b).filter_map(|same| same.get(1).cloned()).collect();
        twice.retain(|text| !text.starts_with('#'));
        found.extend(twice.into_iter().map(Self::Everywhere));
        found.push(Self::FileName);
        found
    }

    /// The document with `added` behind the string of the place.
    pub(super) fn with(&self, document: &Value, added: &str) -> Value {
        let mut changed = document.clone();
        match self {
            Self::Value(steps) => {
                if let Some(Value::String(text)) = at(&mut changed, steps) {
                    text.push_str(added);
                }
            }
            Self::Key(steps) => {
                if let Some((Step::Key(key), before)) = steps.split_last()
                    && let Some(Value::Object(object)) = at(&mut changed, before)
                {
                    rename(object, |name| (name == key).then(|| format!("{key}{added}")));
                }
            }
            Self::Everywhere(text) => everywhere(&mut changed, text, added),
            Self::FileName => {}
        }
        changed
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Value(steps) => write!(f, "the value at {}", pointer(steps)),
            Self::Key(steps) => write!(f, "the key of {}", pointer(steps)),
            Self::Everywhere(text) => write!(f, "every {text:?}"),
            Self::FileName => f.write_str("the file's name"),
        }
    }
}

fn pointer(steps: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Key(key) => format!("/{}", escaped(key)),
        Step::Item(index) => format!("/{index}"),
    };
    steps.iter().map(step).collect()
}

/// A key as a part of a JSON pointer.
fn escaped(key: &str) -> String {
    vetted_codegen::diagnostic::escaped(key).into_owned()
}

fn gather(value: &Value, path: &mut Vec<Step>, found: &mut Vec<Place>, strings: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            found.push(Place::Value(path.clone()));
            strings.push(text.clone());
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Item(index));
                gather(item, path, found, strings);
                path.pop();
            }
        }
        Value::Object(object) => {
            for (key, value) in object {
                path.push(Step::Key(key.clone()));
                found.push(Place::Key(path.clone()));
                strings.push(key.clone());
                gather(value, path, found, strings);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn at<'v>(value: &'v mut Value, steps: &[Step]) -> Option<&'v mut Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Item(index) => value.get_mut(index),
    })
}

/// Gives keys other names, and leaves them where they stand.
fn rename(object: &mut Map<String, Value>, other: impl Fn(&str) -> Option<String>) {
    let renamed = std::mem::take(object)
        .into_iter()
        .map(|(key, value)| (other(&key).unwrap_or(key), value))
        .collect();
    *object = renamed;
}

fn everywhere(value: &mut Value, wanted: &str, added: &str) {
    match value {
        Value::String(text) if text == wanted => text.push_str(added),
        Value::String(text) if text.starts_with("#/") => {
            let step = |step: &str| {
                if step == escaped(wanted) {
                    format!("{step}{}", escaped(added))
                } else {
                    step.to_owned()
                }
            };
            *text = text.split('/').map(step).collect::<Vec<_>>().join("/");
        }
        Value::Array(items) => items.iter_mut().for_each(|item| everywhere(item, wanted, added)),
        Value::Object(object) => {
            rename(object, |key| (key == wanted).then(|| format!("{key}{added}")));
            object.values_mut().for_each(|value| everywhere(value, wanted, added));
        }
        _ => {}
    }
}

#[test]
fn each_place_is_found_and_changed() {
    let document = serde_json::json!({
        "a": {"b/c": ["x", 1, {"d": "x"}]},
        "$ref": "#/a/b~1c",
    });
    let shown: Vec<String> = Place::all(&document).iter().map(Place::to_string).collect();
    let expected = [
        "the key of /a",
        "the key of /a/b~1c",
        "the value at /a/b~1c/0",
        "the key of /a/b~1c/2/d",
        "the value at /a/b~1c/2/d",
        "the key of /$ref",
        "the value at /$ref",
        "every \"x\"",
        "the file's name",
    ];
    assert_eq!(shown, expected);
    for place in Place::all(&document) {
        let changed = place.with(&document, "!").to_string().matches('!').count();
        let expected = match place {
            Place::Everywhere(_) => 2,
            Place::FileName => 0,
            _ => 1,
        };
        assert_eq!(changed, expected, "{place}");
    }
    let both = Place::Everywhere("b/c".to_owned()).with(&document, "~!");
    assert_eq!(both.to_string(), r##"{"a":{"b/c~!":["x",1,{"d":"x"}]},"$ref":"#/a/b~1c~0!"}"##);
}
