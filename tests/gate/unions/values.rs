//! Values of unions as pydantic's users have them, through their types and back: each is read as what it is meant to
//! be, and written as it came.

use case_union_pydantic::types::{
    Action, Entity, Event, Flow, Limit, Message, Part, Pet, PetCat, Pie, ResultType, State, Tree,
    UserMessageContent, Value as Versioned,
};
use serde_json::{Value, json};

/// Reads a value, looks at it, and writes it again.
macro_rules! read {
    ($count:ident $ty:ident { $($pattern:pat => [$($value:tt),* $(,)?];)* }) => {
        $($(
            let value = json!($value);
            let read: $ty = serde_json::from_str(&value.to_string()).unwrap();
            assert!(matches!(&read, $pattern), "{value} is read as {read:?}");
            assert_eq!(serde_json::to_value(&read).unwrap(), value, "{read:?}");
            // The same from a value that was read before, and inside something else.
            assert_eq!(serde_json::from_value::<$ty>(value.clone()).unwrap(), read);
            let list: Vec<$ty> = serde_json::from_value(json!([value, value])).unwrap();
            assert_eq!(list, [read.clone(), read]);
            $count += 1;
        )*)*
    };
}

const ID: &str = "123e4567-e89b-12d3-a456-426614174000";

pub fn all() {
    let mut count = constants();
    count += told_by_a_key();
    count += told_by_keys();
    count += scalars();
    count += whole();
    assert!(count >= 100, "only {count} values");
}

fn constants() -> usize {
    let mut count = 0;
    read! { count State {
        State::Accept(_) => [{"type": "accept"}, {}];
        State::Abort(_) => [
            {"type": "abort"}, {"type": "abort", "reason": "no"}, {"type": "abort", "reason": null},
        ];
        State::Reject(_) => [
            {"type": "reject"}, {"type": "reject", "reason": "no"}, {"type": "reject", "reason": null},
        ];
        State::Wait(_) => [
            {"type": "wait", "delay_seconds": 3}, {"delay_seconds": 3},
            {"type": "wait", "delay_seconds": 0, "reason": null}, {"delay_seconds": 1, "reason": "later"},
        ];
        State::Unknown(_) => [{"type": "retry"}, {"type": "retry", "delay_seconds": 3}, {"type": 3}, "accept"];
    } }
    read! { count Action {
        Action::DoNothing(_) => [{"type": "do-nothing"}, {}];
        Action::RunDeployment(_) => [
            {"type": "run-deployment"},
            {"type": "run-deployment", "source": "inferred"},
            {"type": "run-deployment", "source": "selected", "deployment_id": ID},
            {"type": "run-deployment", "source": "selected", "deployment_id": null, "parameters": {"a": {"b": 1}}},
            {"parameters": {"a": 1}},
            {"source": "selected", "parameters": null},
        ];
        Action::PauseDeployment(_) => [
            {"type": "pause-deployment"},
            {"type": "pause-deployment", "source": "inferred"},
            {"type": "pause-deployment", "source": "selected", "deployment_id": ID},
            {"source": "selected", "deployment_id": ID},
        ];
        Action::CancelRun(_) => [{"type": "cancel-run"}];
        Action::CallWebhook(_) => [
            {"type": "call-webhook", "block_id": "1"}, {"block_id": "1"},
            {"type": "call-webhook", "block_id": "1", "payload": ""},
        ];
        Action::Unknown(_) => [{"type": "send-mail"}, {"type": "send-mail", "block_id": "1"}];
    } }
    read! { count Part {
        Part::Text(_) => [{"kind": "text", "text": "a"}, {"text": "a"}];
        Part::Image(_) => [{"kind": "image", "url": "https://a"}, {"url": "https://a"}];
        Part::Unknown(_) => [{"kind": "sound", "url": "https://a"}];
    } }
    read! { count Event {
        Event::Run(_) => [{"kind": "started"}, {"kind": "finished", "at": 1}];
        Event::Work(_) => [{"kind": "queued"}, {"kind": "taken", "at": 1}];
        Event::Unknown(_) => [{"kind": "lost", "at": 1}];
    } }
    read! { count Versioned {
        Versioned::V1(_) => [{"version": 1, "data": "a"}, {"data": "a"}];
        Versioned::V2(_) => [{"version": 2, "data": "a"}];
        Versioned::V1List(_) => [[], [{"version": 1, "data": "a"}], [{"data": "a"}, {"data": "b"}]];
        Versioned::Unknown(_) => [{"version": 3, "data": "a"}];
    } }
    read! { count ResultType {
        ResultType::Good(_) => [{"ok": true}, {"ok": true, "text": "a"}];
        ResultType::Bad(_) => [{"ok": false}, {"ok": false, "text": "a"}];
    } }
    count
}

fn told_by_a_key() -> usize {
    let mut count = 0;
    read! { count Message {
        Message::System(_) => [{"role": "system", "content": "a"}];
        Message::User(_) => [
            {"role": "user", "content": "a"},
            {"role": "user", "content": "a", "name": "b"},
            {"role": "user", "content": []},
            {"role": "user", "content": [{"kind": "text", "text": "a"}, {"kind": "image", "url": "b"}], "name": null},
        ];
        Message::Tool(_) => [{"role": "tool", "content": "a", "call_id": "1"}];
        Message::Unknown(_) => [{"role": "developer", "content": "a"}, {"content": "a"}];
    } }
    let user = json!({"role": "user", "content": [{"url": "a"}]});
    let Message::User(user) = serde_json::from_value(user).unwrap() else { panic!() };
    let UserMessageContent::PartList(parts) = &user.content else { panic!("{user:?}") };
    assert!(matches!(parts[..], [Part::Image(_)]));
    read! { count Pet {
        Pet::Cat(PetCat::Black(_)) => [{"pet_type": "cat", "color": "black", "black_name": "a"}];
        Pet::Cat(PetCat::White(_)) => [{"pet_type": "cat", "color": "white", "white_name": "a"}];
        Pet::Cat(PetCat::Unknown(_)) => [{"pet_type": "cat", "color": "red", "red_name": "a"}];
        Pet::Dog(_) => [{"pet_type": "dog", "name": "a"}];
        Pet::Unknown(_) => [{"pet_type": "lizard", "name": "a"}];
    } }
    count
}

fn told_by_keys() -> usize {
    let mut count = 0;
    read! { count Pie {
        Pie::Apple(_) => [
            {"fruit": "apple"}, {"fruit": "apple", "time_to_cook": 1}, {"fruit": "apple", "num_ingredients": null},
        ];
        Pie::Pumpkin(_) => [
            {"filling": "pumpkin"}, {"filling": "pumpkin", "time_to_cook": 1}, {"filling": "pumpkin", "num_ingredients": 2},
        ];
        Pie::Text(_) => ["apple", ""];
    } }
    read! { count Entity {
        Entity::Base(_) => [{"id": 1}, {"id": 1, "name": "a"}, {"id": 1, "name": null}];
        Entity::Detailed(_) => [
            {"id": 1, "description": "a"}, {"id": 1, "labels": []}, {"id": 1, "name": "a", "description": "b"},
            {"id": 1, "name": null, "description": "b", "labels": ["c"]},
        ];
        Entity::Full(_) => [
            {"id": 1, "owner": "a"}, {"id": 1, "name": "a", "description": "b", "labels": [], "owner": "c"},
            {"id": 1, "name": null, "owner": "c"},
        ];
    } }
    read! { count Tree {
        Tree::Text(_) => ["a"];
        Tree::Node(_) => [
            {"kind": "node", "children": []}, {"children": ["a", {"children": []}]},
            {"kind": "node", "children": [{"kind": "node", "children": ["b"]}, "a"]},
        ];
    } }
    count
}

fn scalars() -> usize {
    let mut count = 0;
    read! { count Limit {
        Limit::Integer(_) => [1, 0, (-1), 9_007_199_254_740_993_i64, (i64::MIN)];
        Limit::Number(_) => [1.0, 1.5, (-0.5), 1e300, 2.0];
        Limit::Bool(_) => [true, false];
        Limit::Text(_) => ["1", "1.0", "true", ""];
    } }
    count
}

fn whole() -> usize {
    let mut count = 0;
    let flow: Value = json!({
        "state": {"type": "reject", "reason": "no"},
        "actions": [{"type": "cancel-run"}, {"type": "do-nothing"}, {"type": "pause-deployment"}, {"type": "new"}],
        "message": {"role": "system", "content": "a"},
        "pet": {"pet_type": "cat", "color": "white", "white_name": "a"},
        "pie": {"filling": "pumpkin"},
        "entity": {"id": 1, "name": "a"},
        "limit": 2.0,
        "event": {"kind": "taken"},
        "value": [{"version": 1, "data": "a"}],
        "result": {"ok": false},
        "tree": {"kind": "node", "children": ["a"]},
    });
    read! { count Flow { Flow { .. } => [flow, {}]; } }
    count
}
