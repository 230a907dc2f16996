//! The lists of schemas that a schema is made of.

use crate::{
    lower::site::Site,
    model::{Patterns, ReferenceOr, Rest, Schema},
};

use super::{Kind, Node};

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
    /// The items of a list by their places, and those behind.
    Items(&'a [ReferenceOr<Schema>], Rest<'a>),
    /// The values of an object by the patterns of their keys, and the others.
    Values(&'a Patterns, Rest<'a>),
}

impl<'a> Parts<'a> {
    pub(super) fn listed(keyword: &'static str, list: &'a [ReferenceOr<Schema>]) -> Self {
        if list.is_empty() { Self::None } else { Self::Listed(keyword, list) }
    }

    /// The schemas.
    pub(in crate::lower) fn iter(self) -> impl Iterator<Item = Node<'a>> + Clone + use<'a> {
        self.numbered().map(|(_, node)| node)
    }

    /// The schemas with their numbers in the list.
    fn numbered(self) -> impl Iterator<Item = (usize, Node<'a>)> + Clone + use<'a> {
        let is_null = move |index: usize| match self {
            Self::Listed(_, list) => list.get(index).is_some_and(says_null),
            _ => false,
        };
        let all = (0..).map_while(move |index| Some((index, self.get(index)?)));
        all.filter(move |(index, _)| !is_null(*index))
    }

    fn get(self, index: usize) -> Option<Node<'a>> {
        match self {
            Self::None => None,
            Self::Listed(_, list) => list.get(index).map(Node::from),
            Self::Kinds(schema) => Some(Node::OfKind(schema, schema.types.iter().nth(index)?)),
            Self::Reference(schema) => match index {
                0 => schema.reference.as_deref().map(Node::Ref),
                1 if schema.constrains() => Some(Node::Beside(schema)),
                _ => None,
            },
            Self::Items(prefix, rest) => {
                let behind = rest.filter(|_| index == prefix.len());
                prefix.get(index).or(behind).map(Node::from)
            }
            Self::Values(patterns, rest) => {
                let others = rest.filter(|_| index == patterns.len());
                let listed = patterns.get_index(index).map(|(_, schema)| schema);
                listed.or(others).map(Node::from)
            }
        }
    }

    /// The schemas with the places where they stand. `site`: the schema that has the list.
    pub(in crate::lower) fn placed(self, site: &Site) -> Vec<(Node<'a>, Site)> {
        let place = |index: usize| match self {
            Self::Listed(keyword, _) => site.under_item(keyword, index),
            Self::Items(prefix, _) if index < prefix.len() => site.under_item("prefixItems", index),
            Self::Items(..) => site.under("items"),
            Self::Values(patterns, _) => match patterns.get_index(index) {
                Some((pattern, _)) => site.under("patternProperties").under(pattern),
                None => site.under("additionalProperties"),
            },
            Self::None | Self::Kinds(_) | Self::Reference(_) => site.clone(),
        };
        self.numbered().map(|(index, node)| (node, place(index))).collect()
    }

    /// Whether the branches say what must be there rather than what else the value can be: each only lists required
    /// names.
    pub(in crate::lower) fn only_constrain(self) -> bool {
        self.iter().all(|branch| {
            let Some(keywords) = branch.keywords() else { return false };
            let of_fields = keywords
                .properties()
                .all(|(_, property)| property.keywords().is_some_and(|it| it.says_nothing()));
            matches!(keywords.kind, None | Some(Kind::Object))
                && matches!(keywords.inferred_kind(), None | Some(Kind::Object))
                && of_fields
                && !keywords.is_enumerated()
                && !keywords.nullable
                && (!keywords.required.is_empty() || keywords.excludes)
                && keywords.all_of.is_empty()
                && !keywords.has_alternatives()
        })
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
