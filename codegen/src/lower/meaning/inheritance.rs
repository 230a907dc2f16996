//! Components that extend others by `allOf`: a discriminator on the one that they extend tells them apart.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use crate::{diagnostic::unescaped, lower::site::Site, model::Discriminator};

use super::{Keywords, Kind, Node, Schemas};

/// On a child: the value of the discriminator that means it. Swagger 2.0 has no mapping; this is how `AutoRest` says
/// it.
const VALUE: &str = "x-ms-discriminator-value";

/// Which components extend which, by their places among the schemas.
#[derive(Debug, Default)]
pub(in crate::lower) struct Inheritance<'a> {
    /// Those whose `allOf` names a component, in the document's order.
    children: HashMap<usize, Vec<usize>>,
    /// The discriminator that stands on a component, or on the nearest that it extends, where both are objects.
    discriminators: Vec<Option<&'a Discriminator>>,
}

impl<'a> Inheritance<'a> {
    /// Looks at each component once.
    pub(in crate::lower) fn of(schemas: &Schemas<'a>) -> Self {
        let count = schemas.names().count();
        let mut parents: Vec<Vec<usize>> = Vec::with_capacity(count);
        let mut discriminators: Vec<Option<&'a Discriminator>> = Vec::with_capacity(count);
        let mut children: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut below: HashMap<usize, Vec<usize>> = HashMap::new();
        for (child, node) in schemas.components().enumerate() {
            let said = node.keywords().unwrap_or_default();
            let is_child = !is_parent_or_null(&said);
            parents.push(parents_of(schemas, &said).collect());
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
fn parents_of<'a>(schemas: &Schemas<'a>, said: &Keywords<'a>) -> impl Iterator<Item = usize> {
    said.all_of.iter().filter_map(|member| match member {
        Node::Ref(reference) => schemas.component(reference),
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

impl<'a> Schemas<'a> {
    /// The discriminator that tells a component from others that extend the same.
    pub(in crate::lower) fn inherited_discriminator(
        &self,
        component: usize,
    ) -> Option<&'a Discriminator> {
        self.inheritance.discriminator(component)
    }

    /// Whether a schema that extends something and says nothing else is a type of its own: a component whose parent
    /// tells its children apart.
    pub(in crate::lower) fn is_child(&self, said: &Keywords<'a>, site: &Site) -> bool {
        site.component_name().is_some()
            && !is_parent_or_null(said)
            && parents_of(self, said).any(|parent| self.inherited_discriminator(parent).is_some())
    }

    /// The value of the discriminator that a component says means it.
    pub(in crate::lower) fn discriminator_value(&self, component: &str) -> Option<&'a str> {
        let index = self.component_named(component)?;
        let (_, node) = self.component_at(index)?;
        self.keywords(node)?.extension(VALUE)?.as_str()
    }

    /// The discriminator's property of a component that others extend, and the values that mean it or those.
    pub(super) fn inherited_tag(&self, node: Node<'a>) -> Option<(String, Vec<String>)> {
        let Node::Ref(reference) = node else { return None };
        let index = self.component(reference)?;
        let discriminator = self.inherited_discriminator(index)?;
        let heirs = self.heirs(index);
        if heirs.is_empty() {
            return None;
        }
        let mut values: Vec<String> = Vec::new();
        for (name, _) in
            [index].into_iter().chain(heirs).filter_map(|index| self.component_at(index))
        {
            let mapping = discriminator.mapping.iter();
            let mapped = mapping.filter(|(_, target)| names(target, Some(name)));
            let before = values.len();
            values.extend(mapped.map(|(value, _)| value.clone()));
            if values.len() == before {
                values.push(self.discriminator_value(name).unwrap_or(name).to_owned());
            }
        }
        Some((discriminator.property_name.clone(), values))
    }

    /// All that extend a component, directly or not, in the document's order.
    pub(in crate::lower) fn heirs(&self, index: usize) -> Vec<usize> {
        let mut found = vec![index];
        let mut seen = HashSet::from([index]);
        let mut at = 0;
        while let Some(parent) = found.get(at).copied() {
            let children = self.inheritance.children.get(&parent).into_iter().flatten().copied();
            found.extend(children.filter(|child| seen.insert(*child)));
            at += 1;
        }
        found.remove(0);
        found.retain(|heir| self.is_object(*heir));
        found.sort_unstable();
        found
    }

    fn is_object(&self, index: usize) -> bool {
        self.component_at(index).is_some_and(|(_, node)| self.json_type(node) == Some(Kind::Object))
    }

    /// Whether a value of the discriminator means the object itself: the mapping or the object says so, or there is no
    /// mapping and nothing that the discriminator lists speaks against the object's own name.
    pub(in crate::lower) fn means_itself(
        &self,
        name: &str,
        node: Node<'a>,
        home: &Site,
        discriminator: &'a Discriminator,
    ) -> bool {
        if self.discriminator_value(name).is_some() {
            return true;
        }
        if !discriminator.mapping.is_empty() {
            return discriminator.mapping.values().any(|target| names(target, Some(name)));
        }
        let merged = self.object(node, home);
        let property = merged.as_ref().and_then(|it| {
            it.properties.get(discriminator.property_name.as_str()).map(|property| property.node)
        });
        let listed = property.and_then(|property| self.texts(property));
        listed.is_none_or(|listed| listed.iter().any(|text| text == name))
    }
}

/// Whether a mapping's target, a name or a reference, is the component.
pub(in crate::lower) fn names(target: &str, component: Option<&str>) -> bool {
    component.is_some_and(|component| meant(target).any(|name| name == component))
}

/// The components that a mapping's target can mean: it is a name, or a reference.
pub(in crate::lower) fn meant(target: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let name = target.strip_prefix("#/components/schemas/").map(unescaped);
    [Cow::Borrowed(target)].into_iter().chain(name)
}
