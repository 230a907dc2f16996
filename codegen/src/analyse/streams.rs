//! Streams: which bodies say that the answer shall come item by item.

use std::collections::BTreeSet;

use crate::ir::{Api, BodyKind, Operation, Scalar, Type, TypeKind};

/// The field by which a body says that the answer shall come item by item, as all servers that have one call it.
pub const STREAM_FIELD: &str = "stream";

/// The operations whose answer can be streamed and whose JSON body has the field, by their places.
pub(super) fn stream_fields(api: &Api) -> BTreeSet<usize> {
    let operations = api.operations.iter().enumerate();
    operations.filter(|(_, it)| asks_for_stream(api, it)).map(|(index, _)| index).collect()
}

fn asks_for_stream(api: &Api, operation: &Operation) -> bool {
    let streams = operation.answers.iter().any(|answer| answer.stream.is_some());
    let mut contents = operation.body.iter().filter(|_| streams).flat_map(|body| &body.contents);
    contents.any(|content| matches!(&content.kind, BodyKind::Json(ty) if has_flag(api, ty, 0)))
}

/// Whether each object that can stand there has the field, as a flag.
fn has_flag(api: &Api, ty: &Type, depth: usize) -> bool {
    let Type::Named(id) = api.behind(ty) else { return false };
    match &api.type_def(*id).kind {
        TypeKind::Object(object) => {
            let is_flag = |ty| *api.behind(ty) == Type::Scalar(Scalar::Bool);
            let mut fields = object.fields.iter();
            let mut constants = object.constants.iter();
            fields.any(|field| field.wire == STREAM_FIELD && is_flag(&field.ty))
                || constants.any(|it| it.wire == STREAM_FIELD && it.value.is_boolean())
        }
        TypeKind::Union(union) => {
            !union.variants.is_empty()
                && depth < 8
                && union.variants.iter().all(|variant| has_flag(api, &variant.ty, depth + 1))
        }
        TypeKind::Enum(_) | TypeKind::Alias { .. } => false,
    }
}
