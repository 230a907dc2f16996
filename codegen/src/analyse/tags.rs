//! Tags: which field of an object always holds one value, because a union tells by it that the object is meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Type, TypeId, TypeKind, graph::by_value};

/// The value of each such field. An object that several unions know by different values has none.
pub(super) fn pass(api: &Api) -> BTreeMap<(TypeId, usize), String> {
    let mut tags: BTreeMap<(TypeId, usize), String> = BTreeMap::new();
    let mut disputed = BTreeSet::new();
    for def in &api.types {
        let TypeKind::Union(union) = &def.kind else { continue };
        let Some(tag) = &union.tag else { continue };
        for variant in &union.variants {
            let Some((place, value)) = tagged_field(api, &variant.ty, &tag.property, &variant.tags)
            else {
                continue;
            };
            if tags.get(&place).is_some_and(|known| known != value) {
                disputed.insert(place);
            }
            tags.insert(place, value.clone());
        }
    }
    tags.retain(|place, _| !disputed.contains(place));
    tags
}

fn tagged_field<'a>(
    api: &Api,
    ty: &Type,
    property: &str,
    values: &'a [String],
) -> Option<((TypeId, usize), &'a String)> {
    let [value] = values else { return None };
    let id = by_value(api, ty)?;
    let TypeKind::Object(object) = &api.type_def(id).kind else { return None };
    let index = object.fields.iter().position(|field| field.wire == property)?;
    Some(((id, index), value))
}
