//! The field that tells events apart: the one that `x-webhook-event` names, or one that lists other values in each.

use serde_json::Value;

use crate::{
    diagnostic::{Finding, Pointer, unescaped},
    lower::context::Context,
};

use super::{Event, WEBHOOK_EVENT};

/// The document's word for the field, and what it looks like.
const KEY: &str = "x-webhook-event";
const HELP: &str = "it is a place in the body, such as `$request.body#/type`";

/// A field, and for each event the values that mean it and what is written there where its type lacks the field.
pub(super) struct Told {
    pub(super) keys: Vec<String>,
    pub(super) values: Vec<(Vec<String>, Option<Value>)>,
}

/// The field that tells the events apart, if there is one.
pub(super) fn tag<'a>(cx: &mut Context<'a>, events: &[Event<'a>]) -> Option<Told> {
    let at = Pointer::root().join(KEY);
    let Some(said) = cx.model.extensions.get(KEY).filter(|said| !said.is_null()) else {
        return inferred(cx, events);
    };
    if events.is_empty() {
        cx.report(&WEBHOOK_EVENT, &at, "there are no events to tell apart");
        return None;
    }
    if let Some(keys) = keys(said) {
        return Some(explicit(cx, events, keys));
    }
    let message = format!("`{KEY}` does not say where an event's name stands");
    cx.say(Finding::new(&WEBHOOK_EVENT, &at, message).help(HELP));
    inferred(cx, events)
}

/// The keys of a runtime expression, as OpenAPI's links and callbacks write it.
fn keys(said: &Value) -> Option<Vec<String>> {
    let pointer = said.as_str()?.strip_prefix("$request.body#/")?;
    let keys: Vec<String> = pointer.split('/').map(|key| unescaped(key).into_owned()).collect();
    Some(keys).filter(|keys| keys.iter().all(|key| !key.is_empty()))
}

/// What the values under these keys mean. An event whose type lists none goes by the webhook's name.
fn explicit<'a>(cx: &mut Context<'a>, events: &[Event<'a>], keys: Vec<String>) -> Told {
    let mut taken: Vec<String> = Vec::new();
    let mut values = Vec::with_capacity(events.len());
    for event in events {
        let listed = listed(cx, event, &keys).map(|listed| own(events, event, listed));
        let listed = listed.filter(|listed| !listed.is_empty());
        let mut own = listed.unwrap_or_else(|| vec![event.name.to_owned()]);
        if let Some(twice) = own.iter().find(|value| taken.contains(value)) {
            let message = format!("`{twice}` is the value of another webhook already");
            cx.report(&WEBHOOK_EVENT, &event.at, message);
        }
        own.retain(|value| !taken.contains(value));
        taken.extend(own.iter().cloned());
        // What is inside another object cannot be added beside it.
        let lacks = matches!(keys.as_slice(), [key] if !has(event, key));
        let adds = own.first().filter(|_| lacks).map(|own| Value::String(own.clone()));
        values.push((own, adds));
    }
    Told { keys, values }
}

/// A field that every event requires, with values that no other event has.
fn inferred<'a>(cx: &mut Context<'a>, events: &[Event<'a>]) -> Option<Told> {
    let first = events.first()?.branch.object.clone()?;
    first.properties.keys().find_map(|&key| {
        let keys = vec![key.to_owned()];
        let mut taken: Vec<String> = Vec::new();
        let mut values = Vec::with_capacity(events.len());
        for event in events {
            event.branch.object.as_ref().filter(|object| object.requires(key))?;
            let own = own(events, event, listed(cx, event, &keys)?);
            // A field that can have several values is some other one, unless they are names of events.
            let many = events.len() == 1 && own.len() > 1 && !own.iter().any(|it| it == event.name);
            if own.is_empty() || many || own.iter().any(|value| taken.contains(value)) {
                return None;
            }
            taken.extend(own.iter().cloned());
            values.push((own, None));
        }
        Some(Told { keys, values })
    })
}

/// The values that an event's type lists under the keys.
fn listed<'a>(cx: &mut Context<'a>, event: &Event<'a>, keys: &[String]) -> Option<Vec<String>> {
    let (last, outer) = keys.split_last()?;
    let mut around = event.branch.object.clone()?;
    for key in outer {
        let property = around.properties.get(key.as_str())?.clone();
        around = cx.schemas.object(property.node, &property.site)?;
    }
    cx.schemas.texts(around.properties.get(last.as_str())?.node)
}

/// The values that are not the name of another webhook: a type that several webhooks share lists those of all.
fn own(events: &[Event<'_>], event: &Event<'_>, listed: Vec<String>) -> Vec<String> {
    let of_another = |value: &String| {
        events.iter().any(|other| other.name == value.as_str() && other.name != event.name)
    };
    listed.into_iter().filter(|value| !of_another(value)).collect()
}

fn has(event: &Event<'_>, key: &str) -> bool {
    event.branch.object.as_ref().is_some_and(|object| object.properties.contains_key(key))
}
