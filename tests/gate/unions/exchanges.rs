//! Whole calls.

use case_all_of_middle_parent as fish;
use case_recursive_union_shapes as shapes;
use case_union_literal_default as literal;
use case_union_numbers as numbers;
use case_union_tag_not_required as tags;
use serde_json::{Value, json};

use crate::client::{Server, now};

/// What a call sends and gives where the server answers with what it was sent.
macro_rules! echo {
    ($krate:ident $group:ident $call:ident $body:expr) => {{
        let (server, sent) = Server::echo();
        let client = $krate::Client::builder().transport(server).build().unwrap();
        let answer = now(client.$group().$call(&$body).send()).unwrap();
        let sent = sent.lock().unwrap().clone();
        (sent, answer)
    }};
}

/// What a call gives where the server answers so.
macro_rules! answer {
    ($krate:ident $group:ident $call:ident $answer:expr) => {{
        let client = $krate::Client::builder().transport(Server::of($answer)).build().unwrap();
        now(client.$group().$call().send()).unwrap()
    }};
}

pub fn all() {
    constants_with_defaults();
    keys_that_are_not_required();
    integers_and_numbers();
    inheritance();
    unions_in_themselves();
    unknown_branches();
}

fn constants_with_defaults() {
    use literal::types::{Cancel, Pause, Plain, Run, Settings, Stop, Tagged};
    let (sent, answer) = echo!(literal things tagged Tagged::Pause(Pause::new()));
    assert_eq!(sent, json!({ "type": "pause" }));
    assert!(matches!(answer, Tagged::Pause(_)), "{answer:?}");
    let (sent, answer) = echo!(literal things tagged Tagged::Cancel(Cancel::new()));
    assert_eq!(sent, json!({ "type": "cancel" }));
    assert!(matches!(answer, Tagged::Cancel(_)), "{answer:?}");
    let (sent, answer) = echo!(literal things plain Plain::Run(Run::new().source("x")));
    assert_eq!(sent, json!({ "type": "run", "source": "x" }));
    assert!(matches!(answer, Plain::Run(_)), "{answer:?}");
    let (sent, answer) = echo!(literal things plain Plain::Stop(Stop::new()));
    assert_eq!(sent, json!({ "type": "stop" }));
    assert!(matches!(answer, Plain::Stop(_)), "{answer:?}");
    // The union writes its key whatever became of the field.
    let mut cancel = Cancel::new();
    cancel.constants.leave_out("type");
    let (sent, _) = echo!(literal things tagged Tagged::Cancel(cancel));
    assert_eq!(sent, json!({ "type": "cancel" }));
    let (server, sent) = Server::echo();
    let client = literal::Client::builder().transport(server).build().unwrap();
    now(client.things().put_settings(&Settings::new()).send()).unwrap();
    let sent = sent.lock().unwrap().clone();
    assert_eq!(sent, json!({ "version": 2, "fixed": true, "share": 0.5 }));
}

fn keys_that_are_not_required() {
    use tags::types::{Bare, Button, Cat, Component, Dog, Other, Row, Thing};
    let (sent, answer) = echo!(tags things put Thing::Cat(Cat::new().lives(9)));
    assert_eq!(sent, json!({ "kind": "cat", "lives": 9 }));
    assert!(matches!(answer, Thing::Cat(_)), "{answer:?}");
    let (sent, _) = echo!(tags things put Thing::Cat(Cat::new().kind("tomcat")));
    assert_eq!(sent, json!({ "kind": "tomcat" }));
    let (sent, _) = echo!(tags things put Thing::Dog(Dog::new()));
    assert_eq!(sent, json!({ "kind": "dog" }));
    let (sent, answer) = echo!(tags things put_other Other::Hound(Dog::new()));
    assert_eq!(sent, json!({ "kind": "hound" }));
    assert!(matches!(answer, Other::Hound(_)), "{answer:?}");
    let (sent, answer) = echo!(tags things put_other Other::Naked(Bare::new()));
    assert_eq!(sent, json!({ "kind": "naked" }));
    assert!(matches!(answer, Other::Naked(_)), "{answer:?}");
    let (sent, answer) = echo!(tags things put_row Component::Row(Row::new()));
    assert_eq!(sent, json!({ "type": 1 }));
    assert!(
        matches!(&answer, Component::Row(row) if row.constants.are_as_documented()),
        "{answer:?}"
    );
    let (sent, answer) = echo!(tags things put_row Component::Button(Button::new()));
    assert_eq!(sent, json!({ "type": 2 }));
    assert!(matches!(answer, Component::Button(_)), "{answer:?}");
}

fn integers_and_numbers() {
    use numbers::types::{NumA, NumB, NumC};
    let num = |a: &str| {
        let answer: Value = serde_json::from_str(&format!(r#"{{"a":{a},"b":{{"of":{a}}}}}"#)).unwrap();
        let num = answer!(numbers numbers num answer.clone());
        assert_eq!(serde_json::to_value(&num).unwrap(), answer);
        num
    };
    for whole in ["2", "0", "-7", "9007199254740993"] {
        let num = num(whole);
        assert!(matches!(num.a, NumA::Integer(_)), "{num:?}");
        assert!(matches!(num.b, Some(NumB::Count(_))), "{num:?}");
    }
    for other in ["2.0", "2.5", "1e2", "1E2", "-0.0"] {
        let num = num(other);
        assert!(matches!(num.a, NumA::Number(_)), "{num:?}");
        assert!(matches!(num.b, Some(NumB::Share(_))), "{num:?}");
    }
    // Without a number beside it, an integer is one however it is written.
    let num = answer!(numbers numbers num json!({ "a": 1, "c": 2.0 }));
    assert!(matches!(num.c, Some(NumC::Integer(2))), "{num:?}");
}

fn inheritance() {
    use fish::types::{Fish, FishBase, Goblin, Salmon, SalmonBase, SharkBase, SmartSalmon};
    let smart = json!({ "kind": "smart_salmon", "wild": true, "degree": "PhD" });
    let tank = answer!(fish fish get_tank json!({ "salmon": smart, "any": null }));
    assert!(matches!(tank.salmon, Some(Salmon::SmartSalmon(_))), "{tank:?}");
    let of_fish = answer!(fish fish get_tank json!({ "any": { "kind": "requin" } }));
    assert!(matches!(of_fish.any, Some(Fish::Requin(_))), "{of_fish:?}");

    let (sent, answer) = echo!(fish fish put_salmon Salmon::SmartSalmon(SmartSalmon::new().degree("PhD")));
    assert_eq!(sent, json!({ "kind": "smart_salmon", "degree": "PhD" }));
    assert!(matches!(answer, Salmon::SmartSalmon(_)), "{answer:?}");
    let (sent, answer) = echo!(fish fish put_salmon Salmon::Salmon(SalmonBase::new().wild(false)));
    assert_eq!(sent, json!({ "kind": "salmon", "wild": false }));
    assert!(matches!(answer, Salmon::Salmon(_)), "{answer:?}");
    let siblings = [
        Fish::Requin(SharkBase::new()),
        Fish::Goblin(Goblin::new().jaw(3)),
        Fish::Salmon(SalmonBase::new()),
        Fish::SmartSalmon(SmartSalmon::new()),
    ];
    let school = Fish::Fish(FishBase::new().siblings(siblings));
    let (sent, answer) = echo!(fish fish put school.clone());
    let kinds: Vec<&Value> =
        sent["siblings"].as_array().unwrap().iter().map(|fish| &fish["kind"]).collect();
    assert_eq!(kinds, ["requin", "Goblin", "salmon", "smart_salmon"]);
    assert_eq!(answer, school);
}

fn unions_in_themselves() {
    use shapes::types::{Expr, Node};
    // As deep as JSON is read.
    let mut expr = json!({ "op": "leaf", "value": 1 });
    let mut node = json!({ "b": "x" });
    for _ in 0..60 {
        expr = json!({ "op": "and", "args": [expr] });
        node = json!({ "child": { "a": "y", "child": node } });
    }
    let answer = answer!(shapes t expr expr.clone());
    assert!(matches!(answer, Expr::And(_)));
    assert_eq!(serde_json::to_value(&answer).unwrap(), expr);
    let answer = answer!(shapes t node node.clone());
    assert!(matches!(answer, Node::Na(_)));
    assert_eq!(serde_json::to_value(&answer).unwrap(), node);
}

fn unknown_branches() {
    use literal::types::{Plain, Tagged};
    let new = json!({ "type": "resume", "at": [1, 2.5] });
    let (sent, answer) = echo!(literal things tagged Tagged::from(new.clone()));
    assert_eq!(sent, new);
    assert!(matches!(answer, Tagged::Unknown(_)), "{answer:?}");
    let (sent, answer) = echo!(literal things plain Plain::from(new.clone()));
    assert_eq!(sent, new);
    assert!(matches!(answer, Plain::Unknown(_)), "{answer:?}");
    // What is known is no unknown one, as with the texts of an enum.
    assert!(matches!(Tagged::from(json!({ "type": "pause" })), Tagged::Pause(_)));
}
