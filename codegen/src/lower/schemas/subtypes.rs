//! A discriminator on an object that others extend by `allOf`: where the object is asked for, one of its children
//! comes.
//!
//! A child that others extend again is a parent too, told by the same discriminator.

use crate::{
    diagnostic::Code,
    ir::{Object, Type, TypeId, TypeKind},
    lower::{context::Context, meaning::Keywords, site::Site},
    model::Discriminator,
};

use super::{branch::Branch, discriminators, references};

pub(crate) static DISCRIMINATOR_WITHOUT_BRANCHES: Code = Code::note(
    "discriminator-without-branches",
    "a discriminator on an object that nothing extends",
    "A discriminator on an object names a property by which the schemas that extend it by `allOf` are \
     told apart. Here no schema does, so it is a plain property.",
);

/// What a component that is an object is. Where others extend it and a discriminator tells them apart, it is the union
/// of those, itself among them where a value of the discriminator means it. Else it is the object.
pub(in crate::lower) fn shape<'a>(
    cx: &mut Context<'a>,
    index: usize,
    said: &Keywords<'a>,
    object: Object,
    site: &Site,
) -> TypeKind {
    let Some(discriminator) = cx.schemas.inherited_discriminator(index) else {
        return TypeKind::Object(object);
    };
    let heirs = cx.schemas.heirs(index);
    if heirs.is_empty() {
        if said.discriminator.is_some() {
            cx.report(
                &DISCRIMINATOR_WITHOUT_BRANCHES,
                &site.at,
                "the discriminator stands on an object that no other schema extends; it is a plain property",
            );
        }
        return TypeKind::Object(object);
    }
    let mut branches: Vec<Branch<'a>> = Vec::with_capacity(heirs.len() + 1);
    branches.extend(itself(cx, index, discriminator));
    for heir in heirs {
        branches.extend(branch(cx, heir, discriminator));
    }
    if let Some(id) = cx.bases.get(&index).copied() {
        let prose = "The object itself, none of those that extend it.".to_owned();
        cx.fill(id, TypeKind::Object(object.clone()), Some(prose), false);
    }
    match discriminators::explicit(cx, discriminator, &[], &branches, site) {
        Some(tagged) => tagged.into_union(branches),
        None => TypeKind::Object(object),
    }
}

/// A component as a branch of a union of one that it extends.
fn branch<'a>(
    cx: &mut Context<'a>,
    index: usize,
    discriminator: &'a Discriminator,
) -> Option<Branch<'a>> {
    let (name, node) = cx.schemas.component_at(index)?;
    let home = cx.schemas.component_site(name);
    if !cx.schemas.heirs(index).is_empty() && cx.schemas.object(node, &home).is_some() {
        return itself(cx, index, discriminator);
    }
    let ty = Type::Named(references::component_type(index));
    Some(Branch { component: Some(name), ..Branch::of_object(cx, ty, node, &home) })
}

/// A component that others extend, as what it is itself; nothing where no value means that.
fn itself<'a>(
    cx: &mut Context<'a>,
    index: usize,
    discriminator: &'a Discriminator,
) -> Option<Branch<'a>> {
    let (name, node) = cx.schemas.component_at(index)?;
    let home = cx.schemas.component_site(name);
    if !cx.schemas.means_itself(name, node, &home, discriminator) {
        return None;
    }
    let ty = Type::Named(base(cx, index, &home));
    Some(Branch { component: Some(name), ..Branch::of_object(cx, ty, node, &home) })
}

/// The type of a component that others extend, as what it is itself. It is filled where the component is lowered.
fn base(cx: &mut Context<'_>, index: usize, home: &Site) -> TypeId {
    if let Some(id) = cx.bases.get(&index) {
        return *id;
    }
    let id = cx.reserve(&home.word("base"), false);
    cx.bases.insert(index, id);
    id
}
