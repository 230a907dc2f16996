//! Alternatives beside fields: each branch becomes an object that has the shared fields too.

use std::{collections::HashSet, rc::Rc};

use crate::{
    diagnostic::Code,
    ir::{JsonType, Type},
    lower::{
        context::Context,
        meaning::{Alternatives, Conflict, Expanded, Keywords, Merged, Node, Siblings},
        site::Site,
    },
};

use super::{
    all_of::{self, ALL_OF_CONFLICT},
    branch::Branch,
    schema::Shape,
    unions,
};

pub(crate) static ALTERNATIVE_IGNORED: Code = Code::warning(
    "alternative-ignored",
    "an alternative is no object, but fields stand beside it",
    "Fields stand beside `oneOf` or `anyOf`, so every value is an object, and this alternative is \
     none. No value fits it, and the client has no branch for it.",
);

pub(crate) static TOO_MANY_ALTERNATIVES: Code = Code::warning(
    "too-many-alternatives",
    "alternatives beside alternatives multiply to too many",
    "Each of several lists of alternatives multiplies the others. Beyond a limit only the fields \
     beside them are known.",
);

/// As many branches as several lists of alternatives may multiply to.
const MAX_BRANCHES: usize = 64;

/// How deep schemas may nest for their alternatives to be taken apart.
const MAX_NESTING: usize = 12;

/// The union of the branches of the first list, each with the fields that stand beside it.
pub(in crate::lower) fn shape<'a>(
    cx: &mut Context<'a>,
    mut shared: Merged<'a>,
    site: &Site,
) -> Shape {
    let product: usize =
        shared.alternatives.iter().map(|list| list.branches.iter().count()).product();
    if product > MAX_BRANCHES && shared.alternatives.len() > 1 {
        too_many(cx, site, "only the first list counts");
        shared.alternatives.truncate(1);
    }
    let branches = shared.alternatives.first().map_or(0, |list| list.branches.iter().count());
    if cx.depth > MAX_NESTING || cx.distributions < branches {
        too_many(cx, site, "only the fields beside them are known");
        shared.alternatives.clear();
        return all_of::of_merged(cx, shared, site, false).0;
    }
    cx.depth += 1;
    let found = distribute(cx, shared, site);
    cx.depth -= 1;
    found
}

fn too_many(cx: &mut Context<'_>, site: &Site, what: &str) {
    let message = format!("alternatives beside alternatives multiply to too many; {what}");
    cx.report(&TOO_MANY_ALTERNATIVES, &site.at, message);
}

fn distribute<'a>(cx: &mut Context<'a>, mut shared: Merged<'a>, site: &Site) -> Shape {
    let mut lists = std::mem::take(&mut shared.alternatives).into_iter();
    let Some(Alternatives { branches: list, discriminator, site: home }) = lists.next() else {
        return all_of::of_merged(cx, shared, site, false).0;
    };
    shared.alternatives = lists.collect();
    cx.distributions = cx.distributions.saturating_sub(list.iter().count());
    let mut expanded = Expanded::new(discriminator);
    cx.schemas.expand(list, &home, &mut expanded);
    let mut branches: Vec<Branch<'a>> = Vec::with_capacity(expanded.nodes.len());
    let mut types: HashSet<Type> = HashSet::new();
    let siblings = cx.schemas.siblings(expanded.nodes.iter().map(|(node, home)| (*node, home)));
    for (node, home) in &expanded.nodes {
        if let Some(branch) = branch(cx, &shared, *node, home, site, &siblings)
            && types.insert(branch.ty.clone())
        {
            branches.push(branch);
        }
    }
    if branches.is_empty() {
        return all_of::of_merged(cx, shared, site, false).0;
    }
    let discriminator = discriminator.or(shared.discriminator);
    unions::of_branches(cx, branches, discriminator, &expanded.mappings, site)
}

fn branch<'a>(
    cx: &mut Context<'a>,
    shared: &Merged<'a>,
    node: Node<'a>,
    home: &Site,
    site: &Site,
    siblings: &Siblings<'a>,
) -> Option<Branch<'a>> {
    // A component that has the shared fields already is the branch itself.
    if let Some(own) = cx.schemas.object(node, home)
        && shared.alternatives.is_empty()
        && shared.properties.keys().all(|name| own.properties.contains_key(name))
        && shared.required.keys().all(|name| own.requires(name))
        && matches!(node, Node::Ref(_))
    {
        return Some(unions::branch(cx, node, home, site, siblings));
    }
    let mut inner = shared.clone();
    let others = inner.others.len();
    cx.schemas.merge(node, home, &mut inner);
    if inner.others.len() > others && !shared.says_object {
        // The fields bind only objects; what is none stands as it is.
        return Some(unions::branch(cx, node, home, site, siblings));
    }
    if inner.others.len() > others {
        cx.report(
            &ALTERNATIVE_IGNORED,
            &home.at,
            "this alternative is no object, but fields stand beside it; it is left out",
        );
        return None;
    }
    // What a branch contradicts itself in is said where it is written.
    for conflict in inner.conflicts.iter().skip(shared.conflicts.len()) {
        if let Conflict::Types(at, name) = conflict
            && shared.properties.contains_key(name.as_str())
        {
            let message = format!("`{name}` has another type beside the alternatives than here");
            cx.report(&ALL_OF_CONFLICT, at, message);
        }
    }
    let label = cx.schemas.label(node, &inner, siblings);
    let site = site.word(&label).at(&home.at);
    let known = inner.clone();
    let ty = match all_of::of_merged(cx, inner, &site, false).0 {
        Shape::Type(ty) => ty,
        Shape::Def(kind) => {
            let description = match node {
                Node::Ref(_) => known.description.map(str::to_owned),
                written => Keywords::of(written).prose(None),
            };
            cx.define(&site, kind, description, false)
        }
    };
    let ty = match ty {
        Type::Nullable(inner) => *inner,
        other => other,
    };
    Some(Branch {
        component: cx.schemas.component_name(node),
        object: known.alternatives.is_empty().then(|| Rc::new(known)),
        ..Branch::of_type(ty, Some(JsonType::Object))
    })
}
