//! Usage: which types a request can hold, which an answer, and which are a multipart body.

use std::collections::BTreeSet;

use crate::ir::{
    Api, BodyKind, TypeId, TypeKind,
    graph::{by_value, reach, received, sent},
};

/// Where types are used.
#[derive(Debug, Default)]
pub(super) struct Usage {
    pub(super) in_requests: BTreeSet<TypeId>,
    pub(super) in_answers: BTreeSet<TypeId>,
    pub(super) multipart: BTreeSet<TypeId>,
}

/// Follows the types of all parameters, bodies and answers, and of the events that the API sends by itself.
pub(super) fn pass(api: &Api) -> Usage {
    Usage {
        in_requests: reach(api, api.operations.iter().flat_map(sent)),
        in_answers: reach(api, received(api)),
        multipart: multipart(api),
    }
}

/// The objects and unions that are a whole multipart body, and those that such unions hold.
fn multipart(api: &Api) -> BTreeSet<TypeId> {
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let types = bodies.flat_map(|body| &body.contents).filter_map(|content| match &content.kind {
        BodyKind::Multipart(ty) => by_value(api, ty),
        _ => None,
    });
    let mut open: Vec<TypeId> = types.collect();
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        let def = api.type_def(id);
        if def.replaced_by.is_some() || found.contains(&id) {
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
        found.insert(id);
    }
    found
}
