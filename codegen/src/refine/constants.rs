//! Keys of objects that have one value: constants in the place of fields.
//!
//! A key has one value where its schema lists no other, or where the object is only ever an alternative of unions that
//! know it by that value: the alternative says it already. Nobody wants to be asked for such a value, nor to read it.
//!
//! Some stay fields, since they say something. One that can be null or missing says something by being there, unless
//! the server takes the same without it, or a union tells by it. And a list of one value that is a component of its own
//! and stands in several places is a vocabulary, which may grow.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::ir::{
    Api, Constant, EnumValue, EnumWire, Field, Scalar, Type, TypeDef, TypeId, TypeKind, graph,
    tags::{Tags, asked, tags_of_unions},
};

/// As many constants as the runtime counts in an object.
const MOST: usize = 64;

/// Makes constants of the fields that have one value, and takes out the types that nothing else holds.
pub(super) fn settle(api: &mut Api) {
    let known = Known {
        tags: tags_of_unions(api),
        told_everywhere: told_everywhere(api),
        vocabularies: vocabularies(api),
    };
    let mut found: BTreeMap<TypeId, BTreeMap<usize, Value>> = BTreeMap::new();
    let mut held = BTreeSet::new();
    for (index, def) in api.types.iter().enumerate() {
        let TypeDef { kind: TypeKind::Object(object), replaced_by: None, .. } = def else {
            continue;
        };
        let id = TypeId(index);
        let of_fields = object.fields.iter().enumerate();
        let constants: BTreeMap<usize, Value> = of_fields
            .filter_map(|(at, field)| Some((at, known.value(api, (id, at), field)?)))
            .take(MOST)
            .collect();
        held.extend(constants.keys().filter_map(|at| alone(&object.fields.get(*at)?.ty)));
        if !constants.is_empty() {
            found.insert(id, constants);
        }
    }
    for (id, mut values) in found {
        if let Some(TypeDef { kind: TypeKind::Object(object), .. }) = api.types.get_mut(id.0) {
            let fields = std::mem::take(&mut object.fields);
            for (at, field) in fields.into_iter().enumerate() {
                match values.remove(&at) {
                    Some(value) => object.constants.push(constant(field, value)),
                    None => object.fields.push(field),
                }
            }
        }
    }
    drop_unused(api, &held);
}

fn constant(field: Field, value: Value) -> Constant {
    let Field { wire, required, description, pointer, .. } = field;
    Constant { wire, value, required, description, pointer }
}

/// The named type that a field holds as it is.
fn alone(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}

/// What is known of all fields.
struct Known {
    tags: Tags,
    /// Objects that are never anything but alternatives of unions that know them by one value of a key.
    told_everywhere: BTreeSet<(TypeId, String)>,
    vocabularies: BTreeSet<TypeId>,
}

impl Known {
    /// The only value of a field that need not be one.
    fn value(&self, api: &Api, place: (TypeId, usize), field: &Field) -> Option<Value> {
        let is_told = self.tags.told.contains(&place);
        let constant = field.constant.as_ref().filter(|constant| {
            field.required || is_told || field.default.as_ref() == Some(*constant)
        });
        let tag = self.tags.values.get(&place).filter(|_| {
            field.required && self.told_everywhere.contains(&(place.0, field.wire.clone()))
        });
        match &field.ty {
            Type::Scalar(Scalar::String) => tag
                .map(|tag| Value::String(tag.clone()))
                .or_else(|| constant.filter(|it| it.is_string()).cloned()),
            Type::Scalar(Scalar::Bool) => constant.filter(|it| it.is_boolean()).cloned(),
            Type::Scalar(Scalar::F64) => constant.filter(|it| it.is_f64()).cloned(),
            Type::Named(id) => {
                let TypeDef { kind: TypeKind::Enum(listed), replaced_by: None, .. } =
                    api.type_def(*id)
                else {
                    return None;
                };
                if let [lone] = listed.values.as_slice()
                    && constant.is_some()
                    && !self.vocabularies.contains(id)
                {
                    return Some(wire(&lone.wire));
                }
                let tag = tag?;
                let means = |value: &&EnumValue| match &value.wire {
                    EnumWire::String(text) => text == tag,
                    EnumWire::Integer(number) => tag.parse() == Ok(*number),
                };
                listed.values.iter().find(means).map(|value| wire(&value.wire))
            }
            _ => None,
        }
    }
}

fn wire(wire: &EnumWire) -> Value {
    match wire {
        EnumWire::String(text) => Value::String(text.clone()),
        EnumWire::Integer(number) => Value::from(*number),
    }
}

/// The components that list one value and stand in several places. Twins are one place.
fn vocabularies(api: &Api) -> BTreeSet<TypeId> {
    let mut places: BTreeMap<TypeId, BTreeSet<(usize, Option<usize>)>> = BTreeMap::new();
    let is_list = |id: &TypeId| {
        let def = api.type_def(*id);
        def.component && matches!(&def.kind, TypeKind::Enum(listed) if listed.values.len() == 1)
    };
    for (index, def) in api.types.iter().enumerate() {
        let holder = def.twin_of.map_or(index, |twin| twin.0);
        for (at, ty) in graph::uses(def) {
            for id in graph::named(ty).filter(is_list) {
                places.entry(id).or_default().insert((holder, at));
            }
        }
    }
    let outside: BTreeSet<TypeId> = outside(api).filter(is_list).collect();
    let mut shared: BTreeSet<TypeId> =
        places.into_iter().filter(|(_, places)| places.len() > 1).map(|(id, _)| id).collect();
    shared.extend(outside);
    shared
}

/// The types that operations and events hold.
fn outside(api: &Api) -> impl Iterator<Item = TypeId> {
    let sent = api.operations.iter().flat_map(graph::sent);
    sent.chain(graph::received(api)).flat_map(graph::named)
}

fn told_everywhere(api: &Api) -> BTreeSet<(TypeId, String)> {
    let mut elsewhere: BTreeSet<TypeId> = outside(api).collect();
    let mut alternatives: BTreeMap<TypeId, usize> = BTreeMap::new();
    let mut told: BTreeMap<(TypeId, String), usize> = BTreeMap::new();
    for def in &api.types {
        let TypeKind::Union(union) = &def.kind else {
            elsewhere.extend(graph::uses(def).into_iter().flat_map(|(_, ty)| graph::named(ty)));
            continue;
        };
        for variant in &union.variants {
            let Some(id) = alone(&variant.ty) else {
                elsewhere.extend(graph::named(&variant.ty));
                continue;
            };
            *alternatives.entry(id).or_default() += 1;
            let single = asked(union, variant).filter(|(_, values)| values.len() == 1);
            let keys: BTreeSet<&str> = single.map(|(key, _)| key).collect();
            for key in keys {
                *told.entry((id, key.to_owned())).or_default() += 1;
            }
        }
    }
    told.into_iter()
        .filter(|((id, _), count)| !elsewhere.contains(id) && alternatives.get(id) == Some(count))
        .map(|(place, _)| place)
        .collect()
}

/// Takes out the lists of one value that only fields held which are no more.
fn drop_unused(api: &mut Api, held: &BTreeSet<TypeId>) {
    let types = api.types.iter().flat_map(graph::uses).flat_map(|(_, ty)| graph::named(ty));
    let used: BTreeSet<TypeId> = types.chain(outside(api)).collect();
    let unused: BTreeSet<TypeId> = held
        .difference(&used)
        .copied()
        .filter(|id| match &api.type_def(*id).kind {
            TypeKind::Enum(listed) => listed.values.len() == 1 || !api.type_def(*id).component,
            _ => false,
        })
        .collect();
    graph::take_out(api, &unused, &BTreeMap::new());
}
