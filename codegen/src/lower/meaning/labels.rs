//! Words for the branches of a union: what tells each apart from its siblings.

use std::collections::BTreeMap;

use super::{Merged, Node, Schemas};
use crate::{ir::JsonType, lower::site::Site};

/// How many branches of a union say the same.
#[derive(Debug, Default)]
pub(in crate::lower) struct Siblings<'a> {
    titles: BTreeMap<&'a str, usize>,
    properties: BTreeMap<&'a str, usize>,
    constants: BTreeMap<(&'a str, String), usize>,
    objects: usize,
}

impl Siblings<'_> {
    /// Whether no other branch has a title.
    fn is_only_title(&self, title: &str) -> bool {
        self.titles.get(title).is_none_or(|count| *count < 2)
    }
}

impl<'a> Schemas<'a> {
    /// What the branches of a union say.
    pub(in crate::lower) fn siblings<'n>(
        &self,
        branches: impl IntoIterator<Item = (Node<'a>, &'n Site)>,
    ) -> Siblings<'a> {
        let mut siblings = Siblings::default();
        for (node, home) in branches {
            if let Some(title) = node.keywords().and_then(|said| said.title) {
                *siblings.titles.entry(title).or_default() += 1;
            }
            if self.json_type(node) == Some(JsonType::Object) {
                siblings.objects += 1;
            }
            let Some(object) = self.object(node, home) else { continue };
            for name in object.properties.keys() {
                *siblings.properties.entry(name).or_default() += 1;
            }
            for constant in self.constants(&object) {
                *siblings.constants.entry(constant).or_default() += 1;
            }
        }
        siblings
    }

    /// A word for a branch that is an object: its component's name, its title, the value that only it has, the property
    /// that only it has, its only property, what it is. Of several the first by the alphabet, whatever their order is.
    pub(in crate::lower) fn label(
        &self,
        node: Node<'a>,
        object: &Merged<'a>,
        siblings: &Siblings<'a>,
    ) -> String {
        let title = || node.title().filter(|title| siblings.is_only_title(title));
        let constant = || {
            let tells = |it: &(&'a str, String)| siblings.constants.get(it) == Some(&1);
            self.constants(object).filter(tells).min().map(|(_, text)| text)
        };
        // What stands beside the alternatives is in each of them, and is not counted.
        let only = |name: &&&'a str| siblings.properties.get(**name) == Some(&1);
        let property = || {
            let names = object.properties.keys().filter(only);
            let required = names.clone().filter(|name| object.requires(name)).min();
            required.or_else(|| names.min()).map(|name| (*name).to_owned())
        };
        (self.component_name(node).map(str::to_owned))
            .or_else(title)
            .or_else(|| (siblings.objects == 1).then(|| "object".to_owned()))
            .or_else(constant)
            .or_else(property)
            .or_else(|| match object.properties.keys().collect::<Vec<_>>().as_slice() {
                [only] => Some((**only).to_owned()),
                _ => None,
            })
            .unwrap_or_else(|| "object".to_owned())
    }

    /// A word for a branch that is no object.
    pub(in crate::lower) fn label_of_other(
        &self,
        node: Node<'a>,
        home: &Site,
        siblings: &Siblings<'a>,
    ) -> String {
        let title = node.title().filter(|title| siblings.is_only_title(title));
        let common = || self.common_text(&self.branch_objects(node, home));
        let kind = || match self.json_type(node) {
            Some(JsonType::Object) => "map",
            Some(JsonType::String | JsonType::Integer) => "value",
            Some(JsonType::Number) => "number",
            Some(JsonType::Boolean) => "flag",
            Some(JsonType::Array) => "list",
            _ => "choice",
        };
        title.or_else(common).unwrap_or_else(|| kind().to_owned())
    }

    /// The properties that have one text as their only value.
    fn constants<'m>(
        &'m self,
        object: &'m Merged<'a>,
    ) -> impl Iterator<Item = (&'a str, String)> + 'm {
        object.properties.iter().filter_map(|(name, property)| {
            let texts = self.texts(property.node)?;
            let only = (texts.len() == 1).then(|| texts.into_iter().next()).flatten()?;
            Some((*name, only))
        })
    }
}
