use serde_json::{Value, json};

use super::applied;
use crate::{
    diagnostic::{At, Pointer},
    load::Document,
};

const HEAD: &str = "overlay: 1.1.0\ninfo: {title: O, version: '1'}\nactions:\n";

fn document(path: &str, text: &str) -> Document {
    Document::parse(path, text.to_owned()).map_err(|failed| failed.findings).unwrap()
}

/// The document after an overlay with these actions, and the messages of its findings.
fn after(base: &str, actions: &str) -> (Value, Vec<String>) {
    let overlay = document("o.yaml", &format!("{HEAD}{actions}"));
    let applied = applied(vec![document("d.yaml", base), overlay]);
    let messages = applied.findings.iter().map(|finding| finding.message.clone()).collect();
    (applied.to_json(), messages)
}

#[test]
fn actions_do_what_the_specification_says() {
    for (base, actions, expected) in [
        ("{a: {x: 1}}", "- {target: $.a, update: {y: 2, x: 3}}", json!({"a": {"x": 3, "y": 2}})),
        (
            "{a: {b: {c: 1}}}",
            "- {target: $, update: {a: {b: {d: 2}}}}",
            json!({"a": {"b": {"c": 1, "d": 2}}}),
        ),
        ("{a: [1]}", "- {target: $.a, update: 2}", json!({"a": [1, 2]})),
        ("{a: [1]}", "- {target: $.a, update: [2, 3]}", json!({"a": [1, 2, 3]})),
        ("{a: {b: [1]}}", "- {target: $.a, update: {b: [2]}}", json!({"a": {"b": [1, 2]}})),
        ("{a: 1}", "- {target: $.a, update: x}", json!({"a": "x"})),
        (
            "{a: [1, 2, 3, 4]}",
            "- {target: '$.a[?@ > 1 && @ < 4]', remove: true}",
            json!({"a": [1, 4]}),
        ),
        ("{a: {x: 1}, b: 2}", "- {target: $.a, remove: true, update: {y: 1}}", json!({"b": 2})),
        ("{a: {x: 1}, b: {}}", "- {target: $.b, copy: $.a}", json!({"a": {"x": 1}, "b": {"x": 1}})),
        (
            "{a: [{n: ab}, {n: b}, {n: abc}]}",
            "- {target: \"$.a[?length(@.n) > 1 && search(@.n, 'c$')]\", remove: true}",
            json!({"a": [{"n": "ab"}, {"n": "b"}]}),
        ),
        // Each action sees what the one before has left.
        (
            "{a: {x: 1}}",
            "- {target: $.a, remove: true}\n- {target: $, update: {a: {y: 2}}}",
            json!({"a": {"y": 2}}),
        ),
        // Operations that have a trait, as the specification's example has it.
        (
            "{paths: {/p: {get: {x-oai-traits: [paged], parameters: []}, put: {}}}}",
            "- target: $.paths.*[?@['x-oai-traits'][?@ == 'paged']]\n  update: {parameters: [{name: top, in: query}]}",
            json!({"paths": {"/p": {
                "get": {"x-oai-traits": ["paged"], "parameters": [{"name": "top", "in": "query"}]},
                "put": {},
            }}}),
        ),
        ("{a: {}, b: 1}", "- {target: $, update: {a: , b: 2}}", json!({"a": {}, "b": 2})),
    ] {
        let (value, messages) = after(base, actions);
        assert_eq!((value, messages), (expected, Vec::new()), "{actions}");
    }
}

#[test]
fn what_is_wrong_with_an_action_is_said() {
    for (actions, message) in [
        ("- {target: $.nope, remove: true}", "the action names nothing in the document"),
        ("- {target: 'a..[', remove: true}", "this is no JSONPath"),
        ("- {target: $.a, update: 1}", "what is merged is of another kind than the target"),
        ("- {target: $, update: {a: {x: [1]}}}", "`a.x` is of another kind than in the target"),
        ("- {target: $.*, update: 1}", "the target names values of several kinds"),
        ("- {target: $, remove: true}", "the whole document cannot be removed"),
        ("- {target: $.a, copy: '$.*'}", "`copy` names 3 values; it must name one"),
        ("- {target: $.a, copy: $.b, update: {}}", "`update` and `copy` exclude each other"),
        ("- {target: $.a}", "the action does nothing"),
        ("- {update: {}}", "an action needs a `target`"),
        ("- {target: $.a, update: {}, updates: 1}", "`updates` means nothing here"),
        ("- {$ref: '#/components/actions/no', target: $.a}", "this leads to no action"),
        ("- 1", "an action is an object"),
    ] {
        let base = json!({"a": {"x": 1}, "b": 2, "c": []});
        let (value, messages) = after(&base.to_string(), actions);
        assert!(messages.iter().any(|it| it.starts_with(message)), "{actions}: {messages:?}");
        assert_eq!(value, base, "{actions}");
    }
}

#[test]
fn an_overlay_cannot_make_a_document_of_any_size() {
    let copies = "- {target: $.a, copy: $.b}\n- {target: $.b, copy: $.a}\n".repeat(14);
    let (value, messages) = after("{a: [1, 2, 3], b: [4, 5, 6]}", &copies);
    assert!(messages.iter().any(|it| it.starts_with("the action adds too much")), "{messages:?}");
    assert!(value["a"].as_array().unwrap().len() < 2_000_000);
    let (_, messages) = after("{a: {}}", &"- {target: $..a, copy: $}\n".repeat(12));
    assert!(messages.iter().any(|it| it.starts_with("the action adds too much")), "{messages:?}");
}

#[test]
fn actions_can_be_written_once() {
    let overlay = "overlay: 1.2.0\ninfo: {title: O, version: '1'}\n\
        components: {actions: {drop/it: {fields: {remove: true}}}}\n\
        actions: [{$ref: '#/components/actions/drop~1it', target: $.a}]\n";
    let applied = applied(vec![document("d.yaml", "{a: 1, b: 2}"), document("o.yaml", overlay)]);
    assert_eq!(applied.to_json(), json!({"b": 2}));
    assert!(applied.findings.is_empty(), "{:?}", applied.findings);
}

#[test]
fn an_overlay_of_another_document_is_named() {
    let overlay = |extends: &str| {
        let text = format!("{HEAD}- {{target: $, update: {{a: 1}}}}\nextends: {extends}\n");
        let applied = applied(vec![document("specs/d.yaml", "{b: 1}"), document("o.yaml", &text)]);
        applied.findings.len()
    };
    assert_eq!(overlay("./d.yaml"), 0);
    assert_eq!(overlay("https://example.com/other.yaml"), 1);
}

#[test]
fn findings_point_at_the_file_that_says_it() {
    let overlay = document("o.yaml", &format!("{HEAD}- target: $.a\n  update: {{n: 1.10}}\n"));
    let applied = applied(vec![document("d.yaml", "a:\n  x: 2.50\n"), overlay]);
    let place = |pointer: &str| {
        let located = applied.locate(&At::Value(Pointer::parse(pointer)));
        let place = located.place.unwrap();
        (located.file.path.clone(), place.line, place.column)
    };
    assert_eq!(place("/a/n"), ("o.yaml".to_owned(), 5, 15));
    assert_eq!(place("/a/x"), ("d.yaml".to_owned(), 2, 6));
    // Numbers are kept as they are written.
    assert_eq!(applied.written(&Pointer::parse("/a/n")), Some("1.10"));
    assert_eq!(applied.written(&Pointer::parse("/a/x")), Some("2.50"));
}
