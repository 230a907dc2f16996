//! Usage: which types a request can hold, and which an answer.

use std::collections::BTreeSet;

use crate::ir::{
    Api, TypeId,
    graph::{reach, received, sent},
};

/// Where types are used.
#[derive(Debug, Default)]
pub(super) struct Usage {
    pub(super) in_requests: BTreeSet<TypeId>,
    pub(super) in_answers: BTreeSet<TypeId>,
}

/// Follows the types of all parameters, bodies and answers, and of the events that the API sends by itself.
pub(super) fn types_used(api: &Api) -> Usage {
    Usage {
        in_requests: reach(api, api.operations.iter().flat_map(sent)),
        in_answers: reach(api, received(api)),
    }
}
