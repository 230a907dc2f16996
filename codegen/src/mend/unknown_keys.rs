//! Objects that keep the keys of which the document says nothing.

use std::collections::BTreeSet;

use crate::ir::{Additional, Api, Object, TypeDef, TypeId, TypeKind, Union, graph::by_value};

/// Lets every object keep the keys that it does not declare, also one that the document says to have no others: a
/// document that is trusted needs no setting. Objects that keep them already are as before.
pub(super) fn keep(api: &mut Api) {
    let mut told = told(api);
    for (index, def) in api.types.iter_mut().enumerate() {
        if let TypeKind::Object(Object { additional: additional @ Additional::Ignore, .. }) =
            &mut def.kind
        {
            let tags = told.get_mut(index).map(std::mem::take).unwrap_or_default();
            *additional = Additional::KeepUnknown { tags: tags.into_iter().collect() };
        }
    }
}

/// For each type: the keys by which unions tell it, and which it does not declare.
fn told(api: &Api) -> Vec<BTreeSet<String>> {
    let mut told = vec![BTreeSet::new(); api.types.len()];
    for def in &api.types {
        let TypeKind::Union(union @ Union { tag: Some(tag), .. }) = &def.kind else { continue };
        for id in objects(api, union) {
            let declares = |object: &Object| {
                let fields = object.fields.iter().map(|it| &it.wire);
                let mut keys = fields.chain(object.constants.iter().map(|it| &it.wire));
                keys.any(|key| *key == tag.property)
            };
            if let TypeDef { kind: TypeKind::Object(object), .. } = api.type_def(id)
                && !declares(object)
                && let Some(keys) = told.get_mut(id.0)
            {
                keys.insert(tag.property.clone());
            }
        }
    }
    told
}

/// The objects that a union holds by value, those in unions inside it too: all of them are read from its own text.
fn objects(api: &Api, union: &Union) -> Vec<TypeId> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut open = vec![union];
    while let Some(union) = open.pop() {
        for id in union.variants.iter().filter_map(|variant| by_value(api, &variant.ty)) {
            if !seen.insert(id) {
                continue;
            }
            match &api.type_def(id).kind {
                TypeKind::Object(_) => found.push(id),
                TypeKind::Union(inner) => open.push(inner),
                TypeKind::Enum(_) | TypeKind::Alias { .. } => {}
            }
        }
    }
    found
}
