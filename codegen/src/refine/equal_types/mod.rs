//! One type for what is one: inline schemas that say the same, and are called the same, are one type.
//!
//! Two types say the same where their kinds, the words on the wire, what values must hold and what is said of their
//! parts are equal, and the types that they hold are. What is said of a whole type may differ where each
//! parameter, field or alternative that holds it says the same: else it would be lost.
//!
//! Those whose places end with one word are one type: `Cat.status` and `Dog.status`, but not `Zoo.cat` and `Zoo.dog`.
//! It stands where the place has the fewest words, and remembers the other places: what all end with can name it. Where
//! one component says the same, they are that, if it is called so or says more than one thing. Components are what
//! people know, and are never joined with each other. The order of the document decides nothing.

mod classes;

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{
    Api, PLACES, Type, TypeDef, TypeId, TypeKind, Variant,
    graph::{alias_of, named, take_out, values},
};

/// Joins the inline types that are equal.
pub(super) fn join(api: &mut Api) {
    let classes = classes::of(&api.types);
    let apart = told_apart(api, &classes);
    let said = said_at_use(api);
    let mut members: BTreeMap<usize, Vec<TypeId>> = BTreeMap::new();
    for (index, class) in classes.into_iter().enumerate() {
        if !apart.contains(&class) {
            members.entry(class).or_default().push(TypeId(index));
        }
    }
    // What nobody else says of a type.
    let prose = |id: TypeId| {
        let own = api.type_def(id).description.as_deref();
        own.filter(|_| !said.contains(&id))
    };
    let mut into = BTreeMap::new();
    let mut shared = Vec::new();
    for members in members.into_values() {
        let (components, mut inline): (Vec<TypeId>, Vec<TypeId>) =
            members.into_iter().partition(|id| api.type_def(*id).component);
        if let [only] = components[..] {
            let component = api.type_def(only);
            let is_it = |id: &TypeId| {
                let is_called_so = last_word(api.type_def(*id)) == last_word(component);
                let says_no_more =
                    prose(*id).is_none_or(|own| component.description.as_deref() == Some(own));
                (says_much(component) || is_called_so) && says_no_more
            };
            let (same, others) = inline.into_iter().partition(is_it);
            inline = others;
            into.extend(Vec::into_iter(same).map(|id| (id, only)));
        }
        let mut alike: BTreeMap<(String, Option<&str>), Vec<TypeId>> = BTreeMap::new();
        for id in inline {
            alike.entry((last_word(api.type_def(id)), prose(id))).or_default().push(id);
        }
        for mut same in alike.into_values() {
            same.sort_by_key(|id| rank(api.type_def(*id)));
            if let Some((kept, others)) = same.split_first() {
                into.extend(others.iter().map(|id| (*id, *kept)));
                shared.push((*kept, others.to_vec()));
            }
        }
    }
    for (kept, others) in shared {
        remember(api, kept, &others);
    }
    take_out(api, &into.keys().copied().collect(), &into);
}

/// The types of which all that is said is said by each parameter, field or alternative that holds them.
fn said_at_use(api: &Api) -> BTreeSet<TypeId> {
    let mut said = BTreeSet::new();
    let mut unsaid = BTreeSet::new();
    let mut look = |ty: &Type, description: Option<&str>| {
        let ty = match ty.split_null().0 {
            Type::OrEmpty(inner) => inner,
            inner => inner,
        };
        if let Type::Named(id) = ty {
            let own = api.type_def(*id).description.as_deref();
            if own.is_some() && own == description { &mut said } else { &mut unsaid }.insert(*id);
        } else {
            unsaid.extend(named(ty));
        }
    };
    for parameter in api.operations.iter().flat_map(|operation| &operation.parameters) {
        look(&parameter.ty, parameter.description.as_deref());
    }
    for def in &api.types {
        match &def.kind {
            TypeKind::Object(object) => {
                for field in &object.fields {
                    look(&field.ty, field.description.as_deref());
                }
                if let Some(ty) = object.additional.kept() {
                    look(ty, None);
                }
            }
            TypeKind::Union(union) => {
                for variant in &union.variants {
                    look(&variant.ty, variant.description.as_deref());
                }
            }
            TypeKind::Alias { target, .. } => look(target, None),
            TypeKind::Enum(_) => {}
        }
    }
    &said - &unsaid
}

/// Whether a type says more than one thing: two that do are hardly equal by accident.
fn says_much(def: &TypeDef) -> bool {
    match &def.kind {
        TypeKind::Object(object) => object.constants.len() + object.fields.len() > 1,
        TypeKind::Enum(listed) => listed.values.len() > 1,
        TypeKind::Union(_) => true,
        TypeKind::Alias { .. } => false,
    }
}

/// The last word that the document has for a type, in lower case. The body of an error has none.
fn last_word(def: &TypeDef) -> String {
    let named = def.path.iter().rev().find(|part| !PLACES.contains(&part.as_str()));
    let part = named.or(def.path.last()).map_or("", String::as_str);
    let part = part.trim_end_matches(|c: char| !c.is_alphanumeric());
    let mut start = part.len();
    let mut is_upper = false;
    for (at, c) in part.char_indices().rev() {
        // A capital begins a word, but in a word of capitals.
        if !c.is_alphanumeric() || is_upper && !c.is_uppercase() {
            break;
        }
        start = at;
        is_upper = c.is_uppercase();
    }
    part.get(start..).unwrap_or(part).to_lowercase()
}

/// The classes of which a union holds two: they are alternatives, and to its caller not the same.
fn told_apart(api: &Api, classes: &[usize]) -> BTreeSet<usize> {
    let unions = api.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Union(union) => Some(union.variants.as_slice()),
        _ => None,
    });
    let events = api.webhooks.iter().map(|webhooks| webhooks.events.as_slice());
    let values = values(api);
    let mut apart = BTreeSet::new();
    for variants in unions.chain(events) {
        let held = |variant: &Variant| {
            let value = (*values.get(alias_of(&variant.ty)?.0)?)?;
            classes.get(value.0).copied()
        };
        let mut seen = BTreeSet::new();
        apart.extend(variants.iter().filter_map(held).filter(|class| !seen.insert(*class)));
    }
    apart
}

/// By how short a place is, and then by its words.
fn rank(def: &TypeDef) -> (usize, usize, Vec<String>, String) {
    let letters = def.path.iter().map(String::len).sum();
    (def.path.len(), letters, def.path.clone(), def.pointer.to_string())
}

/// Has a type remember the places of others, in their order.
fn remember(api: &mut Api, kept: TypeId, others: &[TypeId]) {
    let paths = others.iter().map(|id| api.type_def(*id).path.clone()).collect();
    let description = &api.type_def(kept).description;
    let is_shared = others.iter().all(|id| api.type_def(*id).description == *description);
    if let Some(def) = api.types.get_mut(kept.0) {
        def.places = paths;
        if !is_shared {
            def.description = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        diagnostic::Pointer,
        ir::{Type, TypeDef, TypeKind},
    };

    #[test]
    fn the_last_word_is_that_of_the_document() {
        for (path, word) in [
            (&["Pet", "status"][..], "status"),
            (&["Pet", "petStatus"], "status"),
            (&["Pet", "start_side"], "side"),
            (&["listPets", "response"], "pets"),
            (&["listPets", "response", "item"], "pets"),
            (&["listPets", "error"], "error"),
            (&["Pet", "petID"], "id"),
            (&["Pet", "URL"], "url"),
            (&["Pet", "tags[]"], "tags"),
            (&["Zoo", "cat", "input"], "cat"),
            (&["body"], "body"),
        ] {
            let def = TypeDef {
                path: path.iter().map(|&part| part.to_owned()).collect(),
                places: Vec::new(),
                component: false,
                pointer: Pointer::root(),
                description: None,
                deprecated: false,
                kind: TypeKind::Alias { target: Type::UNTYPED, rules: Vec::new() },
                replaced_by: None,
                twin_of: None,
            };
            assert_eq!(super::last_word(&def), word, "{path:?}");
        }
    }
}
