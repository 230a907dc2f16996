//! Why types that are equal in structure are several all the same: what would be lost if they were one.
//!
//! Of each class one type has no need of a reason. Of the others a component is one that people know. An inline type
//! is kept apart by what is said of it or of its parts, if no other of the class says the same; and by being an
//! alternative beside its equal, which is another thing to its caller. What is left says nothing of its own: only its
//! place has other words, and it counts as equal to another.

use std::collections::HashSet;

use vetted_codegen::{
    emit::Context,
    ir::{EnumValue, Field, Type, TypeDef, TypeKind, Variant},
};

/// What keeps a type apart from one that it equals in structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It is a component of the document, and so is the other.
    Component,
    /// Something else is said of it, or of its parts.
    Prose,
    /// It is an alternative beside the other.
    Alternative,
    /// Nothing but the words of its place.
    Words,
}

impl Reason {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Component, Self::Prose, Self::Alternative, Self::Words];

    /// In words.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Component => "both are components of the document",
            Self::Prose => "something else is said of them, or of their parts",
            Self::Alternative => "they are alternatives of one union",
            Self::Words => "nothing: only their places have other words",
        }
    }

    /// Whether it is a good one.
    #[must_use]
    pub const fn is_good(self) -> bool {
        !matches!(self, Self::Words)
    }
}

/// The reason of each type of a class but one. `members`: their places among the types.
pub(super) fn of_class(cx: Context<'_>, members: &[usize]) -> Vec<(usize, Reason)> {
    let def = |index: &usize| cx.api.types.get(*index);
    let is_component = |index: &usize| {
        let own = def(index);
        // What requests hold in the place of a component is that component, in its way.
        let twin = own.and_then(|own| own.twin_of).and_then(|twin| cx.api.types.get(twin.0));
        own.is_some_and(|own| own.component) || twin.is_some_and(|twin| twin.component)
    };
    let (components, inline): (Vec<usize>, Vec<usize>) =
        members.iter().copied().partition(is_component);
    let mut seen: HashSet<(String, Option<&str>)> = HashSet::new();
    let mut reasons = Vec::new();
    for index in &components {
        if !seen.is_empty() {
            reasons.push((*index, Reason::Component));
        }
        seen.extend(def(index).map(|def| (said(def), def.description.as_deref())));
    }
    let beside = alternatives(cx, members);
    for index in &inline {
        let Some(def) = def(index) else { continue };
        let is_first = seen.is_empty();
        let is_new = seen.insert((said(def), def.description.as_deref()));
        if !is_first {
            let reason = match (is_new, beside.contains(index)) {
                (true, _) => Reason::Prose,
                (false, true) => Reason::Alternative,
                (false, false) => Reason::Words,
            };
            reasons.push((*index, reason));
        }
    }
    reasons
}

/// Those of a class that stand in one union with another of it.
fn alternatives(cx: Context<'_>, members: &[usize]) -> HashSet<usize> {
    let mut found = HashSet::new();
    for def in &cx.api.types {
        let TypeKind::Union(union) = &def.kind else { continue };
        let held: Vec<usize> = (union.variants.iter())
            .filter_map(|variant| match cx.api.behind(&variant.ty) {
                Type::Named(id) => Some(id.0).filter(|id| members.contains(id)),
                _ => None,
            })
            .collect();
        if held.len() > 1 {
            found.extend(held);
        }
    }
    found
}

/// What is said of a type's parts beyond their structure.
fn said(def: &TypeDef) -> String {
    match &def.kind {
        TypeKind::Object(object) => {
            let constants = object.constants.iter().map(|it| (&it.wire, &it.description));
            let fields = object.fields.iter().map(|field| {
                let Field { wire, description, default, example, deprecated, url, .. } = field;
                (wire, description, default, example, deprecated, url)
            });
            format!("{:?} {:?}", constants.collect::<Vec<_>>(), fields.collect::<Vec<_>>())
        }
        TypeKind::Enum(listed) => {
            let values = listed.values.iter().map(|value| {
                let EnumValue { wire, name, description } = value;
                (wire, name, description)
            });
            format!("{:?}", values.collect::<Vec<_>>())
        }
        TypeKind::Union(union) => {
            let variants = union.variants.iter().map(|variant| {
                let Variant { hint, description, .. } = variant;
                (hint, description)
            });
            format!("{:?}", variants.collect::<Vec<_>>())
        }
        TypeKind::Alias { .. } => String::new(),
    }
}
