//! Tags: by which fields unions tell that an object is meant, and which of them always hold one value.

use std::collections::{BTreeMap, BTreeSet};

use super::{Api, Type, TypeId, TypeKind, Union, Variant, graph::by_value};

/// A field: its object, and its number there.
type FieldPlace = (TypeId, usize);

/// What unions tell objects by.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    /// The only value of each such field. A field by which several unions know the object by different values has none.
    pub(crate) values: BTreeMap<FieldPlace, String>,
    /// All such fields.
    pub(crate) told: BTreeSet<FieldPlace>,
}

pub(crate) fn tags_of_unions(api: &Api) -> Tags {
    let mut tags = Tags::default();
    let mut disputed = BTreeSet::new();
    for def in &api.types {
        let TypeKind::Union(union) = &def.kind else { continue };
        for variant in &union.variants {
            for (property, values) in asked(union, variant) {
                let Some(place) = field(api, &variant.ty, property) else { continue };
                tags.told.insert(place);
                let [value] = values else { continue };
                if tags.values.get(&place).is_some_and(|known| known != value) {
                    disputed.insert(place);
                }
                tags.values.insert(place, value.clone());
            }
        }
    }
    tags.values.retain(|place, _| !disputed.contains(place));
    tags
}

/// The keys by which a union tells a variant, and the values that mean it.
pub(crate) fn asked<'a>(
    union: &'a Union,
    variant: &'a Variant,
) -> impl Iterator<Item = (&'a str, &'a [String])> {
    let tag = union.tag.iter().map(|tag| (tag.property.as_str(), variant.tags.as_slice()));
    let tells = variant.guard.tells.iter().map(|tell| (tell.key.as_str(), tell.texts.as_slice()));
    tag.chain(tells)
}

/// The field of an object that a type holds by value.
fn field(api: &Api, ty: &Type, property: &str) -> Option<FieldPlace> {
    let id = by_value(api, ty)?;
    let TypeKind::Object(object) = &api.type_def(id).kind else { return None };
    let index = object.fields.iter().position(|field| field.wire == property)?;
    Some((id, index))
}
