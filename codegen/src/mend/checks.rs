//! Requests that are sent whatever the document demands of their values.

use crate::ir::{Api, TypeKind};

/// Takes out all rules.
pub(super) fn off(api: &mut Api) {
    for parameter in api.operations.iter_mut().flat_map(|operation| &mut operation.parameters) {
        parameter.rules.clear();
    }
    for def in &mut api.types {
        match &mut def.kind {
            TypeKind::Object(object) => {
                object.fields.iter_mut().for_each(|field| field.rules.clear());
            }
            TypeKind::Alias { rules, .. } => rules.clear(),
            TypeKind::Enum(_) | TypeKind::Union(_) => {}
        }
    }
}
