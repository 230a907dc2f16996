//! The same document written in another order: names and files stay as they are.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_yaml::{Mapping, Value};
use vetted_codegen::{
    generate_and_look,
    load::Document,
    settings::{Membership, Runtime, Settings, Ways},
};

/// What an API is called, by what it is about.
type Names = BTreeMap<String, BTreeSet<String>>;

#[test]
fn the_order_of_a_document_names_nothing() {
    let mut compared = 0;
    let mut differing = Vec::new();
    for path in super::documents() {
        let text = fs::read_to_string(&path).unwrap();
        // What this reader refuses has no order to change, and a part of another file would not be found from here.
        let Ok(document) = serde_yaml::from_str::<Value>(&text) else { continue };
        if refers_elsewhere(&document) {
            continue;
        }
        let written = |document: &Value| names(serde_yaml::to_string(document).unwrap());
        let before = written(&document);
        for seed in [1, 2] {
            let mut shuffled = document.clone();
            shuffle_document(&mut shuffled, &mut Dice(seed));
            let after = written(&shuffled);
            compared += usize::from(before.is_some());
            if before != after {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                differing.push(format!(
                    "{name}, seed {seed}: {}",
                    difference(before.as_ref(), after.as_ref())
                ));
            }
        }
    }
    assert!(compared > 100, "only {compared} documents were compared");
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// Numbers that look random, the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }
}

/// Shuffles paths, the methods of each, components and properties. Media types stay: the first is the one that is sent.
fn shuffle_document(document: &mut Value, dice: &mut Dice) {
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_mapping_mut) {
        shuffle(paths, dice);
        for item in paths.values_mut().filter_map(Value::as_mapping_mut) {
            shuffle(item, dice);
        }
    }
    let components = document.get_mut("components").and_then(Value::as_mapping_mut);
    for section in components.into_iter().flat_map(Mapping::values_mut) {
        section.as_mapping_mut().into_iter().for_each(|section| shuffle(section, dice));
    }
    shuffle_properties(document, dice);
}

fn shuffle_properties(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Mapping(mapping) => {
            for (key, value) in mapping.iter_mut() {
                if let (Some("properties"), Some(properties)) =
                    (key.as_str(), value.as_mapping_mut())
                {
                    shuffle(properties, dice);
                }
                shuffle_properties(value, dice);
            }
        }
        Value::Sequence(items) => {
            for item in items {
                shuffle_properties(item, dice);
            }
        }
        _ => {}
    }
}

fn shuffle(mapping: &mut Mapping, dice: &mut Dice) {
    let mut entries: Vec<(Value, Value)> = std::mem::take(mapping).into_iter().collect();
    for last in (1..entries.len()).rev() {
        entries.swap(last, dice.below(last + 1));
    }
    mapping.extend(entries);
}

fn refers_elsewhere(value: &Value) -> bool {
    match value {
        Value::Mapping(mapping) => mapping.iter().any(|(key, value)| {
            let leads_away = |to: &str| !to.starts_with('#');
            key.as_str() == Some("$ref") && value.as_str().is_some_and(leads_away)
                || refers_elsewhere(value)
        }),
        Value::Sequence(items) => items.iter().any(refers_elsewhere),
        _ => false,
    }
}

/// What the crate of a document is called by; `None` where it gives none.
fn names(text: String) -> Option<Names> {
    let settings = Settings {
        name: "shuffled".to_owned(),
        version: "0.0.0".to_owned(),
        replace: BTreeMap::new(),
        runtime: Runtime::Path("../runtime".to_owned()),
        source: "document.yaml".to_owned(),
        membership: Membership::Standalone,
        features: Vec::new(),
        ways: Ways::default(),
    };
    let document = Document::parse("document.yaml", text).ok()?;
    let (generated, names) = generate_and_look(&document, &settings, |made| {
        let cx = made.cx;
        let mut names = Names::new();
        for (def, it) in cx.api.types.iter().zip(&cx.names.types) {
            let members = it.members.iter().chain(&it.setters).cloned().collect();
            names.insert(format!("{} at {}", it.ident, def.pointer), members);
        }
        for (operation, it) in cx.api.operations.iter().zip(&cx.names.operations) {
            names.insert(
                format!("operation {}", operation.id),
                it.methods.iter().chain(&it.parameters).chain(&it.body_setters).cloned().collect(),
            );
        }
        names
    });
    let mut names = names?;
    let files = generated.files.into_iter().map(|file| file.path).collect();
    names.insert("files".to_owned(), files);
    Some(names)
}

fn difference(before: Option<&Names>, after: Option<&Names>) -> String {
    let (Some(before), Some(after)) = (before, after) else { return "no crate".to_owned() };
    let lines = |names: &Names| -> BTreeSet<String> {
        names.iter().map(|(key, names)| format!("{key}: {names:?}")).collect()
    };
    let (before, after) = (lines(before), lines(after));
    let first = |of: &BTreeSet<String>, less: &BTreeSet<String>| {
        of.difference(less).cloned().collect::<Vec<_>>().join("\n  ")
    };
    format!("\n  {}\n  {}", first(&before, &after), first(&after, &before))
}
