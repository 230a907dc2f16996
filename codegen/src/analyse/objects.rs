//! Objects: how their fields may be missing, what a caller must give to make one, and what is known from the start.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::ir::{Api, EnumValue, EnumWire, Field, Object, Type, TypeId, TypeKind, Untyped, Values};

use super::Facts;

/// What there is to know of an object's fields.
#[derive(Debug, Clone, Default)]
pub struct ObjectFacts {
    /// How each field may be missing.
    pub presence: Vec<Presence>,
    /// The fields that the caller of `new` must give: required, and not known from the start. In order.
    pub asked: Vec<usize>,
    /// The fields whose values are known from the start.
    pub known: BTreeMap<usize, OnlyValue>,
    /// Whether what a new object holds is each field's own default.
    pub is_default: bool,
}

/// How a field may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// The same of a list or a map, for which some servers write null where it is empty.
    List,
    /// Always there, maybe null.
    Nullable,
    /// Maybe not there.
    Optional,
    /// Not there, null and a value are three different things.
    Maybe,
}

/// A value that is known from the start, so that nobody needs to be asked for it.
#[derive(Debug, Clone)]
pub enum OnlyValue {
    /// A variant of an enum, by its place.
    Variant(TypeId, usize),
    /// A text.
    Text(String),
    /// True or false, or a number.
    Plain(Value),
}

/// Those of all types, which have none but for objects.
pub(super) fn facts_of_objects(api: &Api, facts: &Facts) -> Vec<ObjectFacts> {
    let types = api.types.iter().enumerate();
    types
        .map(|(index, def)| match &def.kind {
            TypeKind::Object(object) => object_facts(api, facts, TypeId(index), object),
            _ => ObjectFacts::default(),
        })
        .collect()
}

fn object_facts(api: &Api, facts: &Facts, id: TypeId, object: &Object) -> ObjectFacts {
    let mut of_object = ObjectFacts::default();
    let is_sent = facts.in_requests.contains(&id);
    for (index, field) in object.fields.iter().enumerate() {
        let presence = presence(api, facts, field, is_sent);
        if let Some(value) = only_value(api, facts, (id, index), field, presence) {
            of_object.known.insert(index, value);
        } else if !matches!(presence, Presence::Optional | Presence::Maybe) {
            of_object.asked.push(index);
        }
        of_object.presence.push(presence);
    }
    of_object.is_default = of_object.asked.is_empty() && of_object.known.is_empty();
    of_object
}

fn presence(api: &Api, facts: &Facts, field: &Field, is_sent: bool) -> Presence {
    let nullable = matches!(field.ty, Type::Nullable(_));
    match (field.required, nullable) {
        // Of null there is nothing but that it came.
        (false, false) if matches!(api.behind(&field.ty), Type::Any(Untyped::OnlyNull)) => {
            Presence::Maybe
        }
        // A struct around a list is no list to the table.
        (true, false) => match facts.settled(api, &field.ty) {
            Some(Type::List(_) | Type::Map(_)) => Presence::List,
            _ => Presence::Required,
        },
        (true, true) => Presence::Nullable,
        (false, true) if is_sent || field.is_asked_for => Presence::Maybe,
        (false, _) => Presence::Optional,
    }
}

/// The only value that a field can have: its schema lists no other, or a union knows the object by it.
///
/// A field that may be left out and that no union tells by has it only if the server takes the same then. Without such
/// a default it says something by being there.
fn only_value(
    api: &Api,
    facts: &Facts,
    place: (TypeId, usize),
    field: &Field,
    presence: Presence,
) -> Option<OnlyValue> {
    if matches!(presence, Presence::Nullable | Presence::Maybe) {
        return None;
    }
    let tag = facts.tags.get(&place);
    let told = facts.told.contains(&place);
    let constant = field
        .constant
        .as_ref()
        .filter(|constant| field.required || told || field.default.as_ref() == Some(*constant));
    let plain = |is_plain: fn(&Value) -> bool| {
        constant.filter(|value| is_plain(value)).cloned().map(OnlyValue::Plain)
    };
    match &field.ty {
        Type::Scalar(scalar) => match scalar.facts().values {
            Values::Text => {
                let text = tag.map(String::as_str).or_else(|| constant?.as_str());
                text.map(|text| OnlyValue::Text(text.to_owned()))
            }
            Values::Flag => plain(Value::is_boolean),
            Values::Number => plain(Value::is_f64),
            Values::Formatted | Values::Integer { .. } | Values::List | Values::Bytes => None,
        },
        Type::Named(kind) => {
            let def = api.type_def(*kind);
            let TypeKind::Enum(listed) = &def.kind else { return None };
            let wire = |value: &EnumValue| match &value.wire {
                EnumWire::String(text) => text.clone(),
                EnumWire::Integer(number) => number.to_string(),
            };
            let means = |value: &EnumValue| tag.is_some_and(|tag| wire(value) == *tag);
            let lone = constant.filter(|_| listed.values.len() == 1).map(|_| 0);
            let at = listed.values.iter().position(means).or(lone)?;
            def.replaced_by.is_none().then_some(OnlyValue::Variant(*kind, at))
        }
        _ => None,
    }
}
