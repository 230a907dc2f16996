//! Rules without a check: they are worth knowing of what a client sends. In answers nothing is checked in any case.

use std::collections::HashMap;

use crate::{
    diagnostic::{At, Finding, NOT_CHECKED, Pointer},
    ir::{Api, TypeId, TypeKind},
};

use super::Facts;

/// Drops the findings about rules of what no request holds.
pub(crate) fn drop_unsent(api: &Api, facts: &Facts, findings: &mut Vec<Finding>) {
    if findings.iter().all(|finding| finding.code != &NOT_CHECKED) {
        return;
    }
    let sent = places(api, facts);
    findings.retain(|finding| match &finding.at {
        At::Value(at) if finding.code == &NOT_CHECKED => {
            let mut around = std::iter::successors(Some(at), |at| at.parent());
            // What stands in no type and in no answer belongs to a parameter or a body.
            around.find_map(|at| sent.get(at)).copied().unwrap_or(true)
        }
        _ => true,
    });
}

/// Whether a request can hold what is written at a place.
fn places<'a>(api: &'a Api, facts: &Facts) -> HashMap<&'a Pointer, bool> {
    let mut sent = HashMap::new();
    let answers = api.operations.iter().flat_map(|it| it.answers.iter().chain(&it.errors));
    sent.extend(answers.map(|answer| (&answer.pointer, false)));
    sent.extend(api.webhooks.iter().flat_map(|webhooks| &webhooks.places).map(|at| (at, false)));
    for (index, def) in api.types.iter().enumerate() {
        let is_sent = facts.in_requests.contains(&TypeId(index));
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
