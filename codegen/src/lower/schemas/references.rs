//! References that lead to what cannot stand there, and the types of those that lead to components.

use std::borrow::Cow;

use crate::{
    diagnostic::{Code, CodeFamily, unescaped},
    ir::TypeId,
    model::ReferenceOr,
};

pub(crate) static UNSUPPORTED_REF: Code = Code::warning(
    "unsupported-ref",
    "a reference leads to what cannot stand there",
    "A reference leads to something that cannot be read in this place. The message says what is \
     taken, or left out.",
)
.of_family(CodeFamily::GivenUp);

/// The type of a component: components are the first types, in their order.
pub(in crate::lower) fn component_type(index: usize) -> TypeId {
    TypeId(index)
}

/// The name of the component that stands here by reference.
pub(in crate::lower) fn shared_name<T>(node: &ReferenceOr<T>) -> Option<Cow<'_, str>> {
    let ReferenceOr::Reference { reference } = node else { return None };
    reference.rsplit('/').next().map(unescaped)
}
