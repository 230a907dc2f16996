//! Rules without a check count for what is sent: in answers nothing is checked in any case.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::{
    diagnostic::Pointer,
    ir::{
        Api, TypeId, TypeKind,
        graph::{reach, sent},
    },
};

/// Leaves those that a request can break, each once: a schema that is met in several places is looked at as often.
pub(super) fn keep_sent(api: &mut Api) {
    if api.unchecked.is_empty() {
        return;
    }
    let in_requests = reach(api, api.operations.iter().flat_map(sent));
    let mut unchecked = std::mem::take(&mut api.unchecked);
    let places = places(api, &in_requests);
    let is_sent = |at: &Pointer| {
        let mut around = std::iter::successors(Some(at), |at| at.parent());
        // What stands in no type and in no answer belongs to a parameter or a body.
        around.find_map(|at| places.get(at)).copied().unwrap_or(true)
    };
    let mut known = HashSet::new();
    unchecked.retain(|it| is_sent(&it.at) && known.insert(it.clone()));
    api.unchecked = unchecked;
}

/// Whether a request can hold what is written at a place.
fn places<'a>(api: &'a Api, in_requests: &BTreeSet<TypeId>) -> HashMap<&'a Pointer, bool> {
    let mut sent = HashMap::new();
    let answers = api.operations.iter().flat_map(|it| it.answers.iter().chain(&it.errors));
    sent.extend(answers.map(|answer| (&answer.pointer, false)));
    sent.extend(api.webhooks.iter().flat_map(|webhooks| &webhooks.places).map(|at| (at, false)));
    for (index, def) in api.types.iter().enumerate() {
        let is_sent = in_requests.contains(&TypeId(index));
        let fields = match &def.kind {
            TypeKind::Object(object) => object.fields.as_slice(),
            _ => &[],
        };
        // Fields that come from a member of `allOf` are written there.
        for at in fields.iter().map(|field| &field.pointer).chain([&def.pointer]) {
            *sent.entry(at).or_default() |= is_sent;
        }
    }
    sent
}
