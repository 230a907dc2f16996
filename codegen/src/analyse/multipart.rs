//! Multipart: which types are a whole body of parts.

use std::collections::BTreeSet;

use crate::ir::{Api, BodyKind, Scalar, Type, TypeId, TypeKind, graph::by_value};

use super::Facts;

/// The objects and unions that are a whole multipart body, and those that such unions hold.
pub(super) fn multipart_types(api: &Api) -> BTreeSet<TypeId> {
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let types = bodies.flat_map(|body| &body.contents).filter_map(|content| match &content.kind {
        BodyKind::Multipart(ty) => by_value(api, ty),
        _ => None,
    });
    let mut open: Vec<TypeId> = types.collect();
    let mut bodies = BTreeSet::new();
    while let Some(id) = open.pop() {
        let def = api.type_def(id);
        if def.replaced_by.is_some() || bodies.contains(&id) {
            continue;
        }
        match &def.kind {
            TypeKind::Object(_) => {}
            TypeKind::Union(union) => {
                open.extend(union.variants.iter().filter_map(|it| by_value(api, &it.ty)));
            }
            // These are sent by their fields.
            TypeKind::Enum(_) | TypeKind::Alias { .. } => continue,
        }
        bodies.insert(id);
    }
    bodies
}

impl Facts {
    /// Whether a type says itself which parts it is: one that has a table of parts, or a map of files.
    #[must_use]
    pub fn has_parts(&self, api: &Api, ty: &Type) -> bool {
        match api.behind(ty) {
            Type::Named(id) => self.multipart.contains(id) && self.settled(api, ty).is_some(),
            Type::Map(value) => **value == Type::Scalar(Scalar::File),
            _ => false,
        }
    }
}
