//! Usage: which types a request can hold, which an answer, and which are a multipart body.

use std::collections::BTreeSet;

use crate::ir::{
    Api, BodyKind, TypeId, TypeKind,
    graph::{answered, by_value, reach, sent},
};

/// Where types are used.
#[derive(Debug, Default)]
pub(super) struct Usage {
    pub(super) in_requests: BTreeSet<TypeId>,
    pub(super) in_answers: BTreeSet<TypeId>,
    pub(super) multipart: BTreeSet<TypeId>,
}

/// Follows the types of all parameters, bodies and answers.
pub(super) fn pass(api: &Api) -> Usage {
    Usage {
        in_requests: reach(api, api.operations.iter().flat_map(sent)),
        in_answers: reach(api, api.operations.iter().flat_map(answered)),
        multipart: multipart(api),
    }
}

/// Only an object has parts of its own; a union or a map is sent by its fields.
fn multipart(api: &Api) -> BTreeSet<TypeId> {
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let types = bodies.flat_map(|body| &body.contents).filter_map(|content| match &content.kind {
        BodyKind::Multipart(ty) => by_value(api, ty),
        _ => None,
    });
    types.filter(|id| matches!(api.type_def(*id).kind, TypeKind::Object(_))).collect()
}
