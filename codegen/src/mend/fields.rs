//! Fields that can be null or missing, whatever the document says.

use crate::{
    diagnostic::{Code, Finding},
    ir::{Api, Constant, Field, Object, TypeDef, TypeId, TypeKind, graph::by_value},
    name::Names,
    settings::FieldName,
};

pub(crate) static SETTINGS_UNUSED: Code = Code::warning(
    "settings-unused",
    "a setting names what the document does not have",
    "A key of the settings names a type, a field or an operation that the document does not have, so \
     it changes nothing. Often the document changed.",
);

/// As many fields of a type are named in a help line.
const MOST: usize = 8;

/// Lets the fields be null.
pub(super) fn nullable(
    api: &mut Api,
    names: &Names,
    said: &[FieldName],
    findings: &mut Vec<Finding>,
) {
    for name in said {
        for (id, index) in found(api, names, name, findings) {
            match key_mut(api, id, index) {
                Some(Key::Field(field)) => field.ty = field.ty.clone().or_null(),
                // Null is as good as nothing there.
                Some(Key::Constant(constant)) => constant.required = false,
                None => {}
            }
        }
    }
}

/// Lets the fields be missing. No union asks for their keys any more.
pub(super) fn optional(
    api: &mut Api,
    names: &Names,
    said: &[FieldName],
    findings: &mut Vec<Finding>,
) {
    for name in said {
        for (id, index) in found(api, names, name, findings) {
            let (required, key) = match key_mut(api, id, index) {
                Some(Key::Field(field)) => (&mut field.required, &field.wire),
                Some(Key::Constant(constant)) => (&mut constant.required, &constant.wire),
                None => continue,
            };
            *required = false;
            let key = key.clone();
            ask_no_more(api, id, &key);
        }
    }
}

/// Takes a key out of what unions ask of an object before they try it.
fn ask_no_more(api: &mut Api, id: TypeId, key: &str) {
    let mut asking = Vec::new();
    for (index, def) in api.types.iter().enumerate() {
        let TypeKind::Union(union) = &def.kind else { continue };
        for (at, variant) in union.variants.iter().enumerate() {
            if by_value(api, &variant.ty) == Some(id) {
                asking.push((index, at));
            }
        }
    }
    for (index, at) in asking {
        if let Some(TypeDef { kind: TypeKind::Union(union), .. }) = api.types.get_mut(index)
            && let Some(variant) = union.variants.get_mut(at)
        {
            variant.guard.has.retain(|asked| asked != key);
        }
    }
}

/// A key of an object.
enum Key<'a> {
    Field(&'a mut Field),
    Constant(&'a mut Constant),
}

/// A key by its place: fields come first, then constants.
fn key_mut(api: &mut Api, id: TypeId, index: usize) -> Option<Key<'_>> {
    match &mut api.types.get_mut(id.0)?.kind {
        TypeKind::Object(Object { fields, constants, .. }) => match index.checked_sub(fields.len())
        {
            None => fields.get_mut(index).map(Key::Field),
            Some(index) => constants.get_mut(index).map(Key::Constant),
        },
        _ => None,
    }
}

/// The fields that a name means. None is a finding.
fn found(
    api: &Api,
    names: &Names,
    FieldName { name, at }: &FieldName,
    findings: &mut Vec<Finding>,
) -> Vec<(TypeId, usize)> {
    let mut found = Vec::new();
    let mut of_types = Vec::new();
    // Names of components and keys can have dots.
    for (dot, _) in name.match_indices('.') {
        let (ty, key) = name.split_at(dot);
        let key = key.strip_prefix('.').unwrap_or(key);
        for id in types(api, names, ty) {
            match keys(api.type_def(id)).position(|own| own == key) {
                Some(index) => found.push((id, index)),
                None => of_types.push((id, ty == "*")),
            }
        }
    }
    if found.is_empty() {
        let message = format!("`{name}` is no field of a type");
        let finding = Finding::new(&SETTINGS_UNUSED, at.clone(), message);
        findings.push(finding.help(help(api, names, &of_types)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn help(api: &Api, names: &Names, of_types: &[(TypeId, bool)]) -> String {
    let known = of_types.iter().find(|(id, any)| !any && keys(api.type_def(*id)).next().is_some());
    let Some((id, _)) = known else {
        return "a field is named `Type.key`: the type as in the crate or under `components.schemas`, or `*`, \
                and the key as on the wire"
            .to_owned();
    };
    let all = || keys(api.type_def(*id));
    let mut keys: Vec<String> = all().take(MOST).map(|key| format!("`{key}`")).collect();
    if let more @ 1.. = all().skip(MOST).count() {
        keys.push(format!("{more} more"));
    }
    let ident = names.types.get(id.0).map(|names| names.ident.as_str()).unwrap_or_default();
    format!("`{ident}` has {}", keys.join(", "))
}

/// The objects that a name means: a type's own name, or its component's. What requests hold in its place goes along.
fn types(api: &Api, names: &Names, name: &str) -> Vec<TypeId> {
    let is_named = |index: usize| {
        let ident = names.types.get(index).map(|names| names.ident.as_str());
        let def = api.types.get(index);
        let component = def.filter(|def| def.component && def.twin_of.is_none());
        name == "*"
            || ident == Some(name)
            || component.is_some_and(|def| matches!(def.path.as_slice(), [only] if only == name))
    };
    let mut found = Vec::new();
    for (index, def) in api.types.iter().enumerate() {
        if is_named(index) || def.twin_of.is_some_and(|twin| is_named(twin.0)) {
            found.extend(by_value(api, &crate::ir::Type::Named(TypeId(index))));
        }
    }
    found.retain(|id| keys(api.type_def(*id)).next().is_some());
    found
}

/// The keys of an object, in the order of their places.
fn keys(def: &TypeDef) -> impl Iterator<Item = &str> {
    let object = match &def.kind {
        TypeKind::Object(object) if def.replaced_by.is_none() => Some(object),
        _ => None,
    };
    object.into_iter().flat_map(|Object { fields, constants, .. }| {
        let constants = constants.iter().map(|constant| constant.wire.as_str());
        fields.iter().map(|field| field.wire.as_str()).chain(constants)
    })
}
