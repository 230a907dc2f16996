//! Branches of a union that only list values: together they are one list.

use std::collections::HashSet;

use crate::{
    ir::{EnumValue, EnumWire, JsonType, Scalar},
    lower::{
        context::Context,
        meaning::{EnumList, Kind, Node, enum_list},
        site::Site,
    },
};

use super::scalars;

/// Joins the lists of texts (or of whole numbers) among the branches. Free text beside them adds nothing: every list is
/// open.
///
/// Gives the branches that are left, and the joined values.
pub(in crate::lower) fn join<'a>(
    cx: &Context<'a>,
    nodes: Vec<(Node<'a>, Site)>,
    json: JsonType,
) -> (Vec<(Node<'a>, Site)>, Option<Vec<EnumValue>>) {
    let kinds: Vec<Kinds> = nodes.iter().map(|(node, _)| kind(cx, *node, json)).collect();
    let lists = kinds.iter().filter(|kind| matches!(kind, Kinds::Listed(_))).count();
    let free = kinds.iter().filter(|kind| matches!(kind, Kinds::Free)).count();
    if lists == 0 || lists + free < 2 {
        return (nodes, None);
    }
    // One list that has a name: it stands for the free text too.
    let named = lists == 1
        && nodes
            .iter()
            .zip(&kinds)
            .any(|((node, _), kind)| matches!((node, kind), (Node::Ref(_), Kinds::Listed(_))));
    let mut joined: Vec<EnumValue> = Vec::new();
    let mut wires = HashSet::new();
    let mut left = Vec::new();
    for ((node, site), kind) in nodes.into_iter().zip(kinds) {
        match kind {
            Kinds::Listed(_) if named => left.push((node, site)),
            Kinds::Listed(values) => {
                for value in values {
                    if wires.insert(value.wire.clone()) {
                        joined.push(value);
                    }
                }
            }
            Kinds::Free => {}
            Kinds::Other => left.push((node, site)),
        }
    }
    (left, (!named).then_some(joined))
}

pub(super) enum Kinds {
    /// Listed values.
    Listed(Vec<EnumValue>),
    /// Any value of the type.
    Free,
    Other,
}

/// What a branch lists, for lists of texts (or of whole numbers).
pub(super) fn kind<'a>(cx: &Context<'a>, node: Node<'a>, json: JsonType) -> Kinds {
    let Some(keywords) = cx.schemas.keywords(node) else { return Kinds::Other };
    if !keywords.all_of.is_empty() || keywords.has_alternatives() {
        return Kinds::Other;
    }
    if !keywords.is_enumerated() {
        let free = match (json, keywords.inferred_kind()) {
            (JsonType::String, Some(Kind::String)) => scalars::scalar(&keywords) == Scalar::String,
            (JsonType::Integer, Some(Kind::Integer)) => true,
            _ => false,
        };
        return if free { Kinds::Free } else { Kinds::Other };
    }
    let Some(EnumList { mut values, .. }) = enum_list(&keywords) else { return Kinds::Other };
    let fits = values.first().is_some_and(|value| {
        matches!(
            (&value.wire, json),
            (EnumWire::String(_), JsonType::String) | (EnumWire::Integer(_), JsonType::Integer)
        )
    });
    // A branch of one value says with its title what the value is called.
    if let ([value], Some(said)) = (values.as_mut_slice(), node.keywords()) {
        value.name = value.name.take().or_else(|| said.title.map(str::to_owned));
        value.description =
            value.description.take().or_else(|| said.description.map(str::to_owned));
    }
    if fits { Kinds::Listed(values) } else { Kinds::Other }
}
