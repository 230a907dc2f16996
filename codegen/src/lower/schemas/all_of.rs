//! `allOf`: one value that all members speak of.

use crate::{
    diagnostic::{Code, Finding},
    ir::{Rule, Type},
    load::TOO_DEEP,
    lower::{
        context::Context,
        meaning::{Conflict, Keywords, Kind, Merged, Node},
        site::Site,
    },
};

use super::{
    beside_fields, objects,
    references::{self, UNSUPPORTED_REF},
    rules,
    schema::{self, Shape, UNTYPED, Use, is_multipart},
    unions,
};

pub(crate) static ALL_OF_CONFLICT: Code = Code::warning(
    "all-of-conflict",
    "members of `allOf`, or an alternative and the fields beside it, contradict each other",
    "A value must fit every member of `allOf`, and of an object with alternatives the fields beside \
     them too. No value fits these. The one that says most is taken and the others are left out. \
     Correct them, or use `oneOf` where alternatives are meant.",
);

pub(crate) static RECURSIVE_ALL_OF: Code = Code::warning(
    "recursive-all-of",
    "`allOf` leads back to itself",
    "A schema cannot be made of itself. The member that leads back is left out.",
);

/// What a schema with `allOf` is.
pub(in crate::lower) fn shape<'a>(
    cx: &mut Context<'a>,
    node: Node<'a>,
    keywords: &Keywords<'a>,
    site: &Site,
) -> (Shape, Vec<Rule>) {
    if keywords.says_nothing_but_all_of() {
        match telling(keywords, site).as_slice() {
            [(member, home)] if !cx.schemas.is_child(keywords, site) => {
                return lone(cx, *member, home);
            }
            [] => return (nothing(cx, keywords, site), Vec::new()),
            _ => {}
        }
    }
    let merged = merged(cx, node, site);
    of_merged(cx, merged, site, is_multipart(cx, node))
}

/// All that a schema says of the value that stands here; a finding for what does not fit together.
pub(in crate::lower) fn merged<'a>(
    cx: &mut Context<'a>,
    node: Node<'a>,
    site: &Site,
) -> Merged<'a> {
    // The component that is being lowered is on the way already.
    let own = cx.component.filter(|_| site.component_name().is_some());
    let mut merged = Merged::within(own);
    cx.schemas.merge(node, site, &mut merged);
    report(cx, &merged.conflicts);
    merged
}

/// Says what of `allOf` was left out.
pub(in crate::lower) fn report(cx: &mut Context<'_>, conflicts: &[Conflict]) {
    for conflict in conflicts {
        let (code, at, message) = match conflict {
            Conflict::Deep(at) => {
                (&TOO_DEEP, at, "`allOf` nests too deep here; the rest is left out".to_owned())
            }
            Conflict::Stray(at, reference) => {
                (&UNSUPPORTED_REF, at, format!("the reference `{reference}` leads to no schema"))
            }
            Conflict::Circle(at, name) => {
                let message = format!("`allOf` leads back to `{name}`, which is left out");
                (&RECURSIVE_ALL_OF, at, message)
            }
            Conflict::Types(at, name) => {
                let message = format!("`{name}` is given two types by the members of `allOf`");
                (&ALL_OF_CONFLICT, at, message)
            }
        };
        cx.say(Finding::new(code, at, message).into_warning());
    }
}

/// The members that do more than annotate the others, and where they stand.
fn telling<'a>(keywords: &Keywords<'a>, site: &Site) -> Vec<(Node<'a>, Site)> {
    let mut members = keywords.all_of.placed(site);
    members.retain(|(member, _)| !member.says_nothing());
    members
}

/// One member that says something, among annotations: the schema is that member.
fn lone<'a>(cx: &mut Context<'a>, member: Node<'a>, site: &Site) -> (Shape, Vec<Rule>) {
    match member {
        Node::Ref(_) => {
            let Use { ty, rules } = schema::use_of(cx, member, site);
            (Shape::Type(ty), rules)
        }
        written => schema::shape(cx, written, site),
    }
}

fn nothing(cx: &mut Context<'_>, keywords: &Keywords<'_>, site: &Site) -> Shape {
    let members = || keywords.all_of.iter().filter_map(Node::keywords);
    let given_up = members().any(|member| member.given_up);
    let an_object = keywords.kind == Some(Kind::Object)
        || members().any(|member| member.kind == Some(Kind::Object));
    if an_object {
        return schema::free_form();
    }
    if given_up {
        return Shape::Type(Type::GIVEN_UP);
    }
    cx.report(&UNTYPED, &site.at, "no type is given; the value is raw JSON");
    Shape::Type(Type::UNTYPED)
}

/// What all members together are.
pub(in crate::lower) fn of_merged<'a>(
    cx: &mut Context<'a>,
    mut merged: Merged<'a>,
    site: &Site,
    multipart: bool,
) -> (Shape, Vec<Rule>) {
    merged.drop_constraints();
    let is_object = merged.is_object || !merged.properties.is_empty();
    if is_object && !merged.others.is_empty() {
        cx.report(
            &ALL_OF_CONFLICT,
            &site.at,
            "some members of `allOf` are objects and some are not; only the objects count",
        );
    }
    if !merged.alternatives.is_empty() {
        return (beside_fields::shape(cx, merged, site), Vec::new());
    }
    if is_object || merged.others.is_empty() {
        return (objects::shape(cx, &merged, multipart), Vec::new());
    }
    of_values(cx, &merged, site)
}

/// Members that are no objects: the one that says most gives the type, all give rules.
fn of_values<'a>(cx: &mut Context<'a>, merged: &Merged<'a>, site: &Site) -> (Shape, Vec<Rule>) {
    let schemas =
        merged.others.iter().filter_map(|(node, site)| Some((*node, node.keywords()?, site)));
    let lists_values =
        |keywords: &Keywords<'_>| keywords.is_enumerated() || keywords.is_list_of_branches();
    let says = |keywords: &Keywords<'_>| match keywords.kind {
        _ if keywords.is_enumerated() && keywords.values().len() == 1 => 5,
        _ if lists_values(keywords) => 4,
        Some(Kind::Array) if keywords.items.is_some() => 3,
        Some(Kind::Integer | Kind::Boolean) => 2,
        Some(_) if keywords.format.is_some() => 2,
        Some(_) => 1,
        None => 0,
    };
    // Of equals the last, as with fields.
    let Some((node, keywords, home)) =
        schemas.clone().max_by_key(|(_, keywords, _)| says(keywords))
    else {
        return (Shape::Type(Type::GIVEN_UP), Vec::new());
    };
    let kind = keywords.inferred_kind();
    if schemas.clone().any(|(_, other, _)| other.inferred_kind() != kind && other.kind.is_some()) {
        cx.report(&ALL_OF_CONFLICT, &site.at, "the members of `allOf` are of different types");
    }
    // A list of values with a name keeps its name.
    let named = home.component_name().filter(|_| lists_values(&keywords));
    if let Some(index) = named.and_then(|name| cx.schemas.component_named(name)) {
        let ty = Type::Named(references::component_type(index));
        return (Shape::Type(ty), Vec::new());
    }
    if keywords.has_alternatives() {
        return unions::shape(cx, node, &keywords, home);
    }
    let (shape, mut found) = schema::by_value(cx, node, &keywords, home);
    if let Shape::Type(ty) = &shape {
        for (other, keywords, home) in schemas {
            if other.id() == node.id() {
                continue;
            }
            for rule in rules::rules_of(cx, &keywords, ty, home) {
                if !found.contains(&rule) {
                    found.push(rule);
                }
            }
        }
    }
    (shape, found)
}
