//! A discriminator on an object that others extend by `allOf`: where the object is asked for, one of its children
//! comes.
//!
//! A child that others extend again is a parent too, told by the same discriminator.

use std::collections::{HashMap, HashSet};

use crate::{
    diagnostic::Code,
    ir::{JsonType, Object, Type, TypeId, TypeKind},
    model::Discriminator,
};

use super::{
    branches::{Branch, json_type, object, texts},
    context::Context,
    references,
    said::{Keywords, Node},
    site::Site,
    tags, unions,
};

pub(crate) static DISCRIMINATOR_WITHOUT_BRANCHES: Code = Code::note(
    "discriminator-without-branches",
    "a discriminator on an object that nothing extends",
    "A discriminator on an object names a property by which the schemas that extend it by `allOf` are \
     told apart. Here no schema does, so it is a plain property.",
);

/// On a child: the value of the discriminator that means it. Swagger 2.0 has no mapping; this is how `AutoRest` says
/// it.
const VALUE: &str = "x-ms-discriminator-value";

/// Which components extend which, by their places among the schemas.
#[derive(Debug, Default)]
pub(super) struct Inheritance<'a> {
    /// Those whose `allOf` names a component, in the document's order.
    children: HashMap<usize, Vec<usize>>,
    /// The discriminator that stands on a component, or on the nearest that it extends, where both are objects.
    discriminators: Vec<Option<&'a Discriminator>>,
}

impl<'a> Inheritance<'a> {
    /// Looks at each component once.
    pub(super) fn of(cx: &Context<'a>) -> Self {
        let count = cx.model.components.schemas.len();
        let mut parents: Vec<Vec<usize>> = Vec::with_capacity(count);
        let mut discriminators: Vec<Option<&'a Discriminator>> = Vec::with_capacity(count);
        let mut children: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut below: HashMap<usize, Vec<usize>> = HashMap::new();
        for (child, node) in cx.model.components.schemas.values().enumerate() {
            let said = Node::from(node).keywords().unwrap_or_default();
            let is_child = !is_parent_or_null(&said);
            parents.push(parents_of(cx, &said).collect());
            discriminators.push(own(&said));
            for parent in parents.last().into_iter().flatten() {
                // Alternatives are told apart by themselves.
                if !said.has_alternatives() {
                    below.entry(*parent).or_default().push(child);
                }
                if is_child {
                    children.entry(*parent).or_default().push(child);
                }
            }
        }
        let is_found = |(index, found): (usize, &Option<_>)| found.is_some().then_some(index);
        let mut nearest: Vec<usize> =
            discriminators.iter().enumerate().filter_map(is_found).collect();
        // Step by step away from where one stands: the nearest comes first, and of equals that of the first parent.
        while !nearest.is_empty() {
            let heirs = nearest.iter().flat_map(|index| below.get(index).into_iter().flatten());
            let mut heirs: Vec<usize> = heirs.copied().collect();
            heirs.sort_unstable();
            heirs.dedup();
            heirs.retain(|heir| discriminators.get(*heir).is_some_and(Option::is_none));
            let reached: HashSet<usize> = nearest.into_iter().collect();
            for heir in &heirs {
                let mut from = parents.get(*heir).into_iter().flatten();
                let found = from.find(|parent| reached.contains(parent));
                let found = found.and_then(|parent| *discriminators.get(*parent)?);
                if let Some(slot) = discriminators.get_mut(*heir) {
                    *slot = found;
                }
            }
            nearest = heirs;
        }
        Self { children, discriminators }
    }

    fn discriminator(&self, component: usize) -> Option<&'a Discriminator> {
        self.discriminators.get(component).copied().flatten()
    }
}

/// The components that a schema extends.
fn parents_of<'a>(cx: &Context<'a>, said: &Keywords<'a>) -> impl Iterator<Item = usize> {
    said.all_of.iter().filter_map(|member| match member {
        Node::Ref(reference) => references::component(cx, reference),
        _ => None,
    })
}

/// The discriminator that stands on an object itself, or on a member that is written inside it.
fn own<'a>(said: &Keywords<'a>) -> Option<&'a Discriminator> {
    if said.has_alternatives() {
        return None;
    }
    let mut inline = said.all_of.iter().filter_map(Node::keywords);
    said.discriminator.or_else(|| inline.find_map(|member| member.discriminator))
}

/// Whether a schema is what it extends, or null: no child, though it is written like one.
fn is_parent_or_null(said: &Keywords<'_>) -> bool {
    let idle = |member: Keywords<'_>| member.says_nothing() && member.discriminator.is_none();
    said.nullable
        && said.says_nothing_but_all_of()
        && said.all_of.iter().filter_map(Node::keywords).all(idle)
}

/// Whether a schema that extends something and says nothing else is a type of its own: a component whose parent tells
/// its children apart.
pub(super) fn is_child<'a>(cx: &Context<'a>, said: &Keywords<'a>, site: &Site) -> bool {
    site.component_name().is_some()
        && !is_parent_or_null(said)
        && parents_of(cx, said).any(|parent| cx.inheritance.discriminator(parent).is_some())
}

/// The value of the discriminator that a component says means it.
pub(super) fn value<'a>(cx: &Context<'a>, component: &str) -> Option<&'a str> {
    let index = references::component_named(cx, component)?;
    let (_, node) = references::component_at(cx, index)?;
    references::keywords(cx, node)?.extension(VALUE)?.as_str()
}

/// What a component that is an object is. Where others extend it and a discriminator tells them apart, it is the union
/// of those, itself among them where a value of the discriminator means it. Else it is the object.
pub(super) fn shape<'a>(
    cx: &mut Context<'a>,
    index: usize,
    said: &Keywords<'a>,
    object: Object,
    site: &Site,
) -> TypeKind {
    let Some(discriminator) = cx.inheritance.discriminator(index) else {
        return TypeKind::Object(object);
    };
    let heirs = heirs(cx, index);
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
    match tags::explicit(cx, discriminator, &[], &branches, site) {
        Some(tagged) => unions::tagged_union(branches, tagged),
        None => TypeKind::Object(object),
    }
}

/// A component as a branch of a union of one that it extends.
fn branch<'a>(
    cx: &mut Context<'a>,
    index: usize,
    discriminator: &'a Discriminator,
) -> Option<Branch<'a>> {
    let (name, node) = references::component_at(cx, index)?;
    let home = references::component_site(cx, name);
    if !heirs(cx, index).is_empty() && object(cx, node, &home).is_some() {
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
    let (name, node) = references::component_at(cx, index)?;
    let home = references::component_site(cx, name);
    if !means_itself(cx, name, node, &home, discriminator) {
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

/// The discriminator's property of a component that others extend, and the values that mean it or those.
pub(super) fn nested<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<(String, Vec<String>)> {
    let Node::Ref(reference) = node else { return None };
    let index = references::component(cx, reference)?;
    let discriminator = cx.inheritance.discriminator(index)?;
    let heirs = heirs(cx, index);
    if heirs.is_empty() {
        return None;
    }
    let mut values: Vec<String> = Vec::new();
    for (name, _) in
        [index].into_iter().chain(heirs).filter_map(|index| references::component_at(cx, index))
    {
        let mapping = discriminator.mapping.iter();
        let mapped = mapping.filter(|(_, target)| tags::names(target, Some(name)));
        let before = values.len();
        values.extend(mapped.map(|(value, _)| value.clone()));
        if values.len() == before {
            values.push(value(cx, name).unwrap_or(name).to_owned());
        }
    }
    Some((discriminator.property_name.clone(), values))
}

/// All that extend a component, directly or not, in the document's order.
fn heirs(cx: &Context<'_>, index: usize) -> Vec<usize> {
    let mut found = vec![index];
    let mut seen = HashSet::from([index]);
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        let children = cx.inheritance.children.get(&parent).into_iter().flatten().copied();
        found.extend(children.filter(|child| seen.insert(*child)));
        at += 1;
    }
    found.remove(0);
    found.retain(|heir| is_object(cx, *heir));
    found.sort_unstable();
    found
}

fn is_object(cx: &Context<'_>, index: usize) -> bool {
    references::component_at(cx, index)
        .is_some_and(|(_, node)| json_type(cx, node) == Some(JsonType::Object))
}

/// Whether a value of the discriminator means the object itself: the mapping or the object says so, or there is no
/// mapping and nothing that the discriminator lists speaks against the object's own name.
fn means_itself<'a>(
    cx: &mut Context<'a>,
    name: &str,
    node: Node<'a>,
    home: &Site,
    discriminator: &'a Discriminator,
) -> bool {
    if value(cx, name).is_some() {
        return true;
    }
    if !discriminator.mapping.is_empty() {
        return discriminator.mapping.values().any(|target| tags::names(target, Some(name)));
    }
    let merged = object(cx, node, home);
    let property = merged.as_ref().and_then(|it| {
        it.properties.get(discriminator.property_name.as_str()).map(|property| property.node)
    });
    let listed = property.and_then(|property| texts(cx, property));
    listed.is_none_or(|listed| listed.iter().any(|text| text == name))
}
