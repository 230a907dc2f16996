//! Usage: which types a request can hold, which an answer, and which are a multipart body.

use std::collections::BTreeSet;

use crate::ir::{AnswerBody, Api, BodyKind, Type, TypeId, TypeKind};

use super::graph::{by_value, named, uses};

/// Where types are used.
#[derive(Debug, Default)]
pub(super) struct Usage {
    pub(super) in_requests: BTreeSet<TypeId>,
    pub(super) in_answers: BTreeSet<TypeId>,
    pub(super) multipart: BTreeSet<TypeId>,
}

/// Follows the types of all parameters, bodies and answers.
pub(super) fn pass(api: &Api) -> Usage {
    let mut usage = Usage::default();
    for operation in &api.operations {
        for parameter in &operation.parameters {
            reach(api, &parameter.ty, &mut usage.in_requests);
        }
        for content in operation.body.iter().flat_map(|body| &body.contents) {
            match &content.kind {
                BodyKind::Json(ty) | BodyKind::Form(ty) => reach(api, ty, &mut usage.in_requests),
                BodyKind::Multipart(ty) => {
                    reach(api, ty, &mut usage.in_requests);
                    // Only an object has parts of its own; a union or a map is sent by its fields.
                    let is_object =
                        |id: &TypeId| matches!(api.type_def(*id).kind, TypeKind::Object(_));
                    usage.multipart.extend(by_value(api, ty).filter(is_object));
                }
                BodyKind::Text | BodyKind::Bytes => {}
            }
        }
        for answer in operation.answers.iter().chain(&operation.errors) {
            if let AnswerBody::Json(ty) = &answer.body {
                reach(api, ty, &mut usage.in_answers);
            }
        }
    }
    usage
}

/// Adds the types that a type holds, itself among them.
fn reach(api: &Api, ty: &Type, into: &mut BTreeSet<TypeId>) {
    let mut open: Vec<TypeId> = named(ty).into_iter().collect();
    while let Some(id) = open.pop() {
        if into.insert(id) {
            open.extend(uses(api.type_def(id)).into_iter().filter_map(|(_, ty)| named(ty)));
        }
    }
}
