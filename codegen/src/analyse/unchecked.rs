//! Rules without a check: they are worth knowing of what a client sends. In answers nothing is checked in any case.

use crate::{
    diagnostic::{Finding, NOT_CHECKED, Pointer, SENT_UNCHECKED},
    ir::{
        Api, Type, TypeKind,
        graph::{named, uses},
    },
};

use super::Facts;

/// Says what the client does not check of what it sends.
pub(crate) fn unchecked(api: &Api, facts: &Facts) -> Vec<Finding> {
    let say =
        |at: &Pointer, message: &str| Finding::new(&NOT_CHECKED, at, message).help(SENT_UNCHECKED);
    let mut found = in_tuples(api, facts, say);
    found.extend(api.unchecked.iter().map(|it| say(&it.at, &it.message)));
    found
}

/// The rules of items of tuples: the client looks for rules in lists and maps, whose values are all alike.
fn in_tuples(api: &Api, facts: &Facts, say: impl Fn(&Pointer, &str) -> Finding) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut look = |ty: &Type, at: &Pointer| {
        if is_unchecked(ty, facts) {
            found.push(say(at, "the rules of list items are not checked"));
        }
    };
    for def in facts.in_requests.iter().map(|id| api.type_def(*id)) {
        for (place, ty) in uses(def) {
            let field = match &def.kind {
                TypeKind::Object(object) => place.and_then(|place| object.fields.get(place)),
                _ => None,
            };
            look(ty, field.map_or(&def.pointer, |field| &field.pointer));
        }
    }
    for content in
        api.operations.iter().filter_map(|it| it.body.as_ref()).flat_map(|it| &it.contents)
    {
        if let Some(ty) = content.kind.ty() {
            look(ty, &content.pointer);
        }
    }
    found
}

/// Whether a tuple inside the type holds something that has rules.
fn is_unchecked(ty: &Type, facts: &Facts) -> bool {
    match ty {
        Type::Tuple(_) => named(ty).any(|id| facts.checked.contains(&id)),
        other => other.held().iter().any(|held| is_unchecked(held, facts)),
    }
}
