//! Answers that may lack anything.

use crate::{
    analyse::Facts,
    ir::{Api, TypeId, TypeKind},
};

/// Lets every field be missing that stands only in answers. What requests can hold keeps what the server needs. Unions
/// still ask for the keys by which they tell objects apart: what lacks those is none of their variants.
pub(super) fn answers(api: &mut Api, facts: &Facts) {
    for (index, def) in api.types.iter_mut().enumerate() {
        let id = TypeId(index);
        if !facts.in_answers.contains(&id) || facts.in_requests.contains(&id) {
            continue;
        }
        if let TypeKind::Object(object) = &mut def.kind {
            object.fields.iter_mut().for_each(|field| field.required = false);
            object.constants.iter_mut().for_each(|constant| constant.required = false);
        }
    }
}
