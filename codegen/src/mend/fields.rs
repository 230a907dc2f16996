//! Fields that can be null or missing, whatever the document says.

use crate::{
    diagnostic::{Code, Finding},
    ir::{Api, Field, TypeDef, TypeId, TypeKind, graph::by_value},
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
            if let Some(field) = field_mut(api, id, index) {
                field.ty = field.ty.clone().or_null();
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
            let Some(field) = field_mut(api, id, index) else { continue };
            field.required = false;
            let key = field.wire.clone();
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

fn field_mut(api: &mut Api, id: TypeId, index: usize) -> Option<&mut Field> {
    match &mut api.types.get_mut(id.0)?.kind {
        TypeKind::Object(object) => object.fields.get_mut(index),
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
            let fields = fields(api.type_def(id));
            match fields.iter().position(|field| field.wire == key) {
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
    let known = of_types.iter().find(|(id, any)| !any && !fields(api.type_def(*id)).is_empty());
    let Some((id, _)) = known else {
        return "a field is named `Type.key`: the type as in the crate or under `components.schemas`, or `*`, \
                and the key as on the wire"
            .to_owned();
    };
    let fields = fields(api.type_def(*id));
    let mut keys: Vec<String> =
        fields.iter().take(MOST).map(|field| format!("`{}`", field.wire)).collect();
    if fields.len() > MOST {
        keys.push(format!("{} more", fields.len() - MOST));
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
    found.retain(|id| !fields(api.type_def(*id)).is_empty());
    found
}

fn fields(def: &TypeDef) -> &[Field] {
    match &def.kind {
        TypeKind::Object(object) if def.replaced_by.is_none() => &object.fields,
        _ => &[],
    }
}
