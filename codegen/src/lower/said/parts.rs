//! The lists of schemas that a schema is made of.

use std::{iter, ops::RangeFrom};

use crate::{
    lower::site::Site,
    model::{ReferenceOr, Schema},
};

use super::Node;

/// A list of schemas: one that is written, or one that other keywords mean.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::lower) enum Parts<'a> {
    #[default]
    None,
    /// The list under a keyword, without those that only say null.
    Listed(&'static str, &'a [ReferenceOr<Schema>]),
    /// The types of a schema that has several.
    Kinds(&'a Schema),
    /// A reference, and what stands beside it.
    Reference(&'a Schema),
    /// The items of a list that have types by their places.
    Items(&'a Schema),
    /// The items of a list that has just as many.
    Tuple(&'a [ReferenceOr<Schema>]),
    /// The values of an object that have types by the patterns of their keys.
    Values(&'a Schema),
}

impl<'a> Parts<'a> {
    pub(super) fn listed(keyword: &'static str, list: &'a [ReferenceOr<Schema>]) -> Self {
        if list.is_empty() { Self::None } else { Self::Listed(keyword, list) }
    }

    /// The schemas.
    pub(in crate::lower) fn iter(self) -> impl Iterator<Item = Node<'a>> + Clone + use<'a> {
        let mut next = 0..;
        iter::from_fn(move || self.at(&mut next))
    }

    /// The first one at one of these places.
    fn at(self, places: &mut RangeFrom<usize>) -> Option<Node<'a>> {
        let place = places.next()?;
        match self {
            Self::None => None,
            Self::Listed(_, list) => match list.get(place)? {
                null if says_null(null) => self.at(places),
                part => Some(part.into()),
            },
            Self::Kinds(schema) => Some(Node::OfKind(schema, schema.types.iter().nth(place)?)),
            Self::Reference(schema) => match place {
                0 => schema.reference.as_deref().map(Node::Ref),
                1 if schema.constrains() => Some(Node::Beside(schema)),
                _ => None,
            },
            Self::Items(schema) => schema.positions().nth(place).map(Node::from),
            Self::Tuple(items) => items.get(place).map(Node::from),
            Self::Values(schema) => schema.other_values().nth(place).map(Node::from),
        }
    }

    /// The same with the places where they stand. `site`: the schema that has the list.
    pub(in crate::lower) fn placed(self, site: &Site) -> Vec<(Node<'a>, Site)> {
        match self {
            Self::Listed(keyword, list) => list
                .iter()
                .enumerate()
                .filter(|(_, part)| !says_null(part))
                .map(|(index, part)| (part.into(), site.under_item(keyword, index)))
                .collect(),
            Self::Values(schema) => {
                let patterns = schema.object.as_deref().and_then(|it| it.patterns.as_deref());
                let place = |node: Node<'_>| {
                    let mut all = patterns.into_iter().flatten();
                    match all.find(|(_, schema)| Node::from(*schema) == node) {
                        Some((pattern, _)) => site.under("patternProperties").under(pattern),
                        None => site.under("additionalProperties"),
                    }
                };
                self.iter().map(|node| (node, place(node))).collect()
            }
            Self::Items(schema) => {
                let prefix = schema.array.as_deref().map_or(&[][..], |it| &it.prefix_items);
                let place = |node: Node<'_>| match prefix
                    .iter()
                    .position(|schema| Node::from(schema) == node)
                {
                    Some(index) => site.under_item("prefixItems", index),
                    None => site.under("items"),
                };
                self.iter().map(|node| (node, place(node))).collect()
            }
            Self::Tuple(_) => {
                let items = self.iter().enumerate();
                items.map(|(index, node)| (node, site.under_item("prefixItems", index))).collect()
            }
            Self::None | Self::Kinds(_) | Self::Reference(_) => {
                self.iter().map(|node| (node, site.clone())).collect()
            }
        }
    }

    /// Whether there is none.
    pub(in crate::lower) fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }
}

/// Whether a branch only says null.
pub(in crate::lower) fn says_null(branch: &ReferenceOr<Schema>) -> bool {
    branch.as_item().is_some_and(Schema::is_null)
}
