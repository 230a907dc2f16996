//! `oneOf` and `anyOf`: one of several types.

use std::collections::HashSet;

use crate::{
    diagnostic::Code,
    ir::{EnumType, EnumValue, JsonType, Rule, Type, TypeKind, Union},
    lower::{
        context::Context,
        meaning::{Expanded, Keywords, Kind, Node, Siblings},
        site::Site,
    },
    model::Discriminator,
};

use super::{
    all_of,
    branch::Branch,
    discriminators, enum_branches, or_empty,
    schema::{self, Shape, is_multipart},
    untagged,
};

pub(crate) static DEFAULT_MAPPING: Code = Code::warning(
    "default-mapping",
    "what a union is whose tag names no branch",
    "`defaultMapping` says which schema a value has whose discriminator is absent or names no branch. \
     The client reads such a value as `Unknown`, which holds it as raw JSON.",
);

/// What a schema with alternatives is.
pub(in crate::lower) fn shape<'a>(
    cx: &mut Context<'a>,
    node: Node<'a>,
    keywords: &Keywords<'a>,
    site: &Site,
) -> (Shape, Vec<Rule>) {
    let Some(list) = keywords.only_alternatives().filter(|_| !keywords.has_properties()) else {
        let merged = all_of::merged(cx, node, site);
        return all_of::of_merged(cx, merged, site, is_multipart(cx, node));
    };
    let a_scalar = keywords.kind.is_some_and(Kind::is_scalar);
    if list.only_constrain() || a_scalar && list.iter().all(has_no_type) {
        return schema::by_value(cx, node, keywords, site);
    }
    let discriminator = keywords.discriminator;
    let mut expanded = Expanded::new(discriminator);
    cx.schemas.expand(list, site, &mut expanded);
    match expanded.nodes.as_slice() {
        [] => (Shape::Type(Type::UNTYPED), Vec::new()),
        [(only @ Node::Ref(_), home)] => {
            let found = schema::use_of(cx, *only, home);
            (Shape::Type(found.ty), found.rules)
        }
        [(only, home)] => schema::shape(cx, *only, home),
        _ => (of_nodes(cx, expanded, discriminator, site), Vec::new()),
    }
}

fn has_no_type(branch: Node<'_>) -> bool {
    branch.keywords().is_some_and(|said| {
        said.kind.is_none() && !said.is_enumerated() && !said.has_alternatives()
    })
}

/// The union of two or more branches.
fn of_nodes<'a>(
    cx: &mut Context<'a>,
    expanded: Expanded<'a>,
    discriminator: Option<&'a Discriminator>,
    site: &Site,
) -> Shape {
    let mappings = expanded.mappings;
    if let Some(shape) = or_empty::shape(cx, &expanded.nodes, site) {
        return shape;
    }
    let (nodes, texts) = enum_branches::join(cx, expanded.nodes, JsonType::String);
    let (nodes, integers) = enum_branches::join(cx, nodes, JsonType::Integer);
    let joined = [(texts, JsonType::String), (integers, JsonType::Integer)];
    let mut joined: Vec<(Vec<EnumValue>, JsonType)> =
        joined.into_iter().filter_map(|(values, json)| Some((values?, json))).collect();
    if nodes.is_empty() && joined.len() == 1 {
        let values = joined.pop().map(|(values, _)| values).unwrap_or_default();
        return Shape::Def(TypeKind::Enum(EnumType { values }));
    }
    let mut branches: Vec<Branch<'a>> = Vec::with_capacity(nodes.len() + joined.len());
    for (values, json) in joined {
        let kind = TypeKind::Enum(EnumType { values });
        let ty = cx.define(&site.word("value"), kind, None, false);
        branches.push(Branch::of_type(ty, Some(json)));
    }
    let mut types: HashSet<Type> = branches.iter().map(|branch| branch.ty.clone()).collect();
    let siblings = cx.schemas.siblings(nodes.iter().map(|(node, home)| (*node, home)));
    for (node, home) in nodes {
        let branch = self::branch(cx, node, &home, site, &siblings);
        // Two names of one type are one alternative.
        if types.insert(branch.ty.clone()) {
            branches.push(branch);
        }
    }
    of_branches(cx, branches, discriminator, &mappings, site)
}

/// Lowers a branch. `home`: where it is written; `site`: the union.
pub(in crate::lower) fn branch<'a>(
    cx: &mut Context<'a>,
    node: Node<'a>,
    home: &Site,
    site: &Site,
    siblings: &Siblings<'a>,
) -> Branch<'a> {
    let json = cx.schemas.json_type(node);
    let object = cx.schemas.object(node, home);
    let parts = cx.schemas.branch_objects(node, home);
    let label = match &object {
        Some(object) => cx.schemas.label(node, object, siblings),
        None => cx.schemas.label_of_other(node, home, siblings),
    };
    let words = match json {
        // The items say what the list is.
        Some(JsonType::Array) => site.at(&home.at),
        _ => site.word(&label).at(&home.at),
    };
    let ty = schema::type_inside(cx, node, &words, "alternatives").split_null().0.clone();
    Branch {
        ty,
        component: cx.schemas.component_name(node),
        object,
        json,
        hint: node.title(),
        nested: cx.schemas.nested_tag(node),
        parts,
        description: match node {
            Node::Ref(_) => None,
            written => Keywords::of(written).prose(None),
        },
    }
}

/// The union of branches that are lowered already.
pub(in crate::lower) fn of_branches<'a>(
    cx: &mut Context<'a>,
    branches: Vec<Branch<'a>>,
    discriminator: Option<&'a Discriminator>,
    mappings: &[(&'a str, &'a str)],
    site: &Site,
) -> Shape {
    if let [only] = branches.as_slice() {
        return Shape::Type(only.ty.clone());
    }
    if let Some(target) = discriminator.and_then(|told| told.default_mapping.as_ref()) {
        let message = "`defaultMapping` is not read: a value whose tag names no branch is unknown";
        let help = format!(
            "the document means `{target}` there: read it from what the variant `Unknown` holds"
        );
        cx.report_with(&DEFAULT_MAPPING, &site.at.join("discriminator"), message, help);
    }
    let parent = discriminator.is_none().then(|| discriminators::of_parents(&branches)).flatten();
    let tagged = match discriminator.or(parent) {
        Some(discriminator) => {
            discriminators::explicit(cx, discriminator, mappings, &branches, site)
        }
        None => None,
    };
    if let Some(tagged) = tagged.or_else(|| discriminators::inferred(cx, &branches)) {
        return Shape::Def(tagged.into_union(branches));
    }
    let variants = untagged::order(cx, branches, site);
    Shape::Def(TypeKind::Union(Union { tag: None, variants }))
}
