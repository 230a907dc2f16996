use serde_json::{Value, json};

use crate::{
    diagnostic::{At, Finding, Pointer, to_json},
    load::{Document, SYNTAX},
};

use super::applied;

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
        // A path gets another name.
        (
            "{paths: {/items: {get: {x: 1}}, /other: {}}}",
            "- {target: $.paths, update: {/new: {}}}\n\
             - {target: '$.paths[\"/new\"]', copy: '$.paths[\"/items\"]'}\n\
             - {target: '$.paths[\"/items\"]', remove: true}",
            json!({"paths": {"/other": {}, "/new": {"get": {"x": 1}}}}),
        ),
        (
            "{paths: {/a: {get: {parameters: [{name: f, in: query}, {name: f, in: header}]}}, /b: {}}}",
            "- target: $.paths.*.get.parameters[?@.name == 'f' && @.in == 'query']\n  update: {schema: {$ref: '#/s'}}",
            json!({"paths": {"/a": {"get": {"parameters": [
                {"name": "f", "in": "query", "schema": {"$ref": "#/s"}},
                {"name": "f", "in": "header"},
            ]}}, "/b": {}}}),
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
        // Nothing of an action is done that fits nowhere or not everywhere.
        ("- {target: $, update: {b: 3, z: 1, a: {x: [1]}}}", "`a.x` is of another kind"),
        ("- {target: '$[\"a\", \"d\"]', update: {x: 2}}", "`x` is of another kind"),
        ("- {target: $.d..x, update: {x: {m: 2}, n: [1]}}", "`n` is of another kind"),
        ("- {target: $.a, update: }", "what is merged is of another kind than the target"),
        ("- {target: $.*, update: 1}", "the target names values of several kinds"),
        ("- {target: $, remove: true}", "the whole document cannot be removed"),
        ("- {target: $.a, copy: '$.*'}", "`copy` names 4 values; it must name one"),
        ("- {target: $.a, copy: $.b, update: {}}", "`update` and `copy` exclude each other"),
        ("- {target: $.a}", "the action does nothing"),
        ("- {target: $.a, remove: 'yes'}", "`remove` is true or false"),
        ("- {target: 1, remove: true}", "a JSONPath is text"),
        ("- {target: $.a, copy: $.nope}", "`copy` names 0 values"),
        ("- {update: {}}", "an action needs a `target`"),
        ("- {target: $.a, update: {}, updates: 1}", "`updates` means nothing here"),
        ("- {$ref: '#/components/actions/no', target: $.a}", "this leads to no action"),
        ("- 1", "an action is an object"),
    ] {
        let base = json!({"a": {"x": 1}, "b": 2, "c": [], "d": {"x": {"x": {"n": 1}}}});
        let (value, messages) = after(&base.to_string(), actions);
        assert!(messages.iter().any(|it| it.starts_with(message)), "{actions}: {messages:?}");
        assert_eq!(value, base, "{actions}");
    }
}

#[test]
fn a_json_path_is_read_in_time() {
    for path in [
        format!("$[?{}@.a{}]", "@[?".repeat(40), "]".repeat(40)),
        "$[?".to_owned() + &"(".repeat(1 << 20),
    ] {
        let (_, messages) = after("{a: 1}", &format!("- {{target: '{path}', remove: true}}"));
        assert_eq!(messages, ["the brackets of this JSONPath are more than 12 deep"]);
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
    for (components, actions, expected, said) in [
        (
            "drop/it: {fields: {remove: true}}",
            "{$ref: '#/components/actions/drop~1it', target: $.a}",
            json!({"b": 2}),
            None,
        ),
        (
            "'drop it': {fields: {remove: true}}",
            "{$ref: '#/components/actions/drop%20it', target: $.a}",
            json!({"b": 2}),
            None,
        ),
        // It is used as often as it is referred to.
        (
            "one: {description: D, fields: {update: 3}}",
            "{$ref: '#/components/actions/one', target: $.a}, {$ref: '#/components/actions/one', target: $.b}",
            json!({"a": 3, "b": 3}),
            None,
        ),
        (
            "one: {fields: {target: $.b, update: 3}}",
            "{$ref: '#/components/actions/one', target: $.a}",
            json!({"a": 3, "b": 2}),
            Some("`target` means nothing here"),
        ),
        (
            "one: {remove: true}",
            "{$ref: '#/components/actions/one', target: $.a}",
            json!({"a": 1, "b": 2}),
            Some("this leads to no action of the overlay's components"),
        ),
        (
            "one: {fields: {}}",
            "{$ref: '#/info', target: $.a}",
            json!({"a": 1, "b": 2}),
            Some("this leads to no action of the overlay's components"),
        ),
    ] {
        let overlay = format!(
            "overlay: 1.2.0\ninfo: {{title: O, version: '1'}}\ncomponents: {{actions: {{{components}}}}}\nactions: [{actions}]\n"
        );
        let applied =
            applied(vec![document("d.yaml", "{a: 1, b: 2}"), document("o.yaml", &overlay)]);
        let messages: Vec<&str> = applied.findings.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(applied.to_json(), expected, "{actions}");
        assert!(said.map_or(messages.is_empty(), |said| messages.contains(&said)), "{messages:?}");
    }
}

#[test]
fn what_is_wrong_with_an_overlay_is_said() {
    const ACTIONS: &str = "actions: [{target: $, update: {a: 1}}]";
    for (overlay, message) in [
        ("[]", "an overlay is an object"),
        ("openapi: 3.0.0", "`openapi` means nothing here"),
        ("overlay: 1.0.0", "an overlay has a list of `actions`"),
        ("overlay: 1.0.0\nactions: []", "an overlay has a list of `actions`"),
        (ACTIONS, "an overlay says its version in `overlay`"),
        (ACTIONS, "an overlay says its `title` in `info`"),
        ("overlay: 1.0", "the version of an overlay is text of three numbers"),
        ("overlay: 2.0.0", "Overlay `2.0.0` is not known; it is read as 1.2"),
        ("info: {name: N}", "`name` means nothing here"),
        ("extends: [d.yaml]", "`extends` is the address of a document, without a fragment"),
        ("extends: d.yaml#/info", "`extends` is the address of a document, without a fragment"),
        ("components: {schemas: {}}", "`schemas` means nothing here"),
    ] {
        let applied = applied(vec![document("d.yaml", "{b: 1}"), document("o.yaml", overlay)]);
        let messages: Vec<&str> = applied.findings.iter().map(|it| it.message.as_str()).collect();
        assert!(messages.contains(&message), "{overlay}: {messages:?}");
    }
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

#[test]
fn findings_stand_by_file_and_place() {
    // Two keys that stand twice, at the same place of two files; and an action that moves the one of the document.
    let twice = "aa: [{b: 1}, {c: 1, c: 2}]\n";
    let overlay = "x-: [{b: 1}, {c: 1, c: 2}]\n".to_owned()
        + "overlay: 1.1.0\ninfo: {title: O, version: '1'}\nactions:\n"
        + "- {target: '$.aa[0]', remove: true}\n- {target: '$.aa[0]', update: {d: {}}}\n";
    let applied = applied(vec![document("d.yaml", twice), document("a.yaml", &overlay)]);
    let mut findings = applied.findings.clone();
    findings.push(Finding::new(&SYNTAX, &Pointer::parse("/aa/0/d"), "in the overlay"));
    findings.push(Finding::new(&SYNTAX, &Pointer::parse("/aa/0/c"), "in the document"));
    let shown = to_json(&applied, &findings);
    let said: Vec<(String, u64, String)> = shown
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            let text = |key: &str| line[key].as_str().unwrap().to_owned();
            (text("path"), line["line"].as_u64().unwrap(), text("pointer"))
        })
        .collect();
    let expected = [
        ("d.yaml", 1, "/aa/1/c"),
        ("d.yaml", 1, "/aa/1/c"),
        ("a.yaml", 1, "/x-/1/c"),
        ("a.yaml", 6, "/actions/1/update/d"),
    ];
    assert_eq!(said, expected.map(|(path, line, at)| (path.to_owned(), line, at.to_owned())));
}
