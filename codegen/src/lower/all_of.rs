//! `allOf`: one value that all members speak of.

use crate::{
    diagnostic::Code,
    ir::{Rule, Type},
    model::Schema,
};

use super::{
    beside_fields,
    context::{Context, MAX_DEPTH},
    enums,
    keywords::{Keywords, Kind, Node, values},
    merged::{Merged, merge},
    objects, parents, references,
    schema::{self, Shape, UNTYPED, Use, is_multipart},
    site::Site,
    unions,
};

pub(crate) static ALL_OF_CONFLICT: Code = Code::warning(
    "all-of-conflict",
    "members of `allOf` contradict each other",
    "A value must fit every member of `allOf`, and no value fits these. The member that says most is \
     taken and the others are left out. Correct the members, or use `oneOf` where alternatives are \
     meant.",
);

/// What a schema with `allOf` is.
pub(super) fn shape<'a>(
    cx: &mut Context<'a>,
    schema: &'a Schema,
    keywords: &Keywords<'a>,
    site: &Site,
) -> (Shape, Vec<Rule>) {
    if keywords.says_nothing_but_all_of() {
        match telling(keywords).as_slice() {
            [(index, member)] if !parents::is_child(cx, schema, site) => {
                return lone(cx, *member, &site.under_item("allOf", *index));
            }
            [] => return (nothing(cx, keywords, site), Vec::new()),
            _ => {}
        }
    }
    let mut merged = Merged::default();
    merge(cx, Node::Schema(schema), site, &mut merged);
    of_merged(cx, merged, site, is_multipart(cx, schema))
}

/// The members that do more than annotate the others.
fn telling<'a>(keywords: &Keywords<'a>) -> Vec<(usize, Node<'a>)> {
    let is_idle = |member: &Node<'_>| match member {
        Node::Schema(schema) => Keywords::of(schema).says_nothing(),
        Node::Ref(_) => false,
    };
    let members = keywords.all_of.iter().map(Node::from).enumerate();
    members.filter(|(_, member)| !is_idle(member)).collect()
}

/// The reference that a node is, annotations aside.
pub(super) fn annotated(node: Node<'_>) -> Node<'_> {
    let Node::Schema(schema) = node else { return node };
    let keywords = Keywords::of(schema);
    match telling(&keywords).as_slice() {
        [(_, reference @ Node::Ref(_))] if keywords.says_nothing_but_all_of() => *reference,
        _ => node,
    }
}

/// The schema behind references and behind `allOf`s that only annotate one member.
pub(super) fn behind<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<&'a Schema> {
    let mut schema = references::schema(cx, node)?;
    for _ in 0..MAX_DEPTH {
        let keywords = Keywords::of(schema);
        if keywords.all_of.is_empty() || !keywords.says_nothing_but_all_of() {
            break;
        }
        match telling(&keywords).as_slice() {
            [(_, only)] => schema = references::schema(cx, *only)?,
            _ => break,
        }
    }
    Some(schema)
}

/// One member that says something, among annotations: the schema is that member.
fn lone<'a>(cx: &mut Context<'a>, member: Node<'a>, site: &Site) -> (Shape, Vec<Rule>) {
    match member {
        Node::Ref(_) => {
            let Use { ty, rules } = schema::use_of(cx, member, site);
            (Shape::Type(ty), rules)
        }
        Node::Schema(inner) => schema::shape(cx, inner, site),
    }
}

fn nothing(cx: &mut Context<'_>, keywords: &Keywords<'_>, site: &Site) -> Shape {
    let given_up =
        keywords.all_of.iter().any(|member| member.as_item().is_some_and(|member| member.given_up));
    let an_object = keywords.kind == Some(Kind::Object)
        || keywords.all_of.iter().any(|member| {
            member.as_item().is_some_and(|member| Keywords::of(member).kind == Some(Kind::Object))
        });
    if an_object {
        return schema::free_form();
    }
    cx.report(&UNTYPED, &site.at, "no type is given; the value is raw JSON");
    Shape::Type(if given_up { Type::GIVEN_UP } else { Type::UNTYPED })
}

/// What all members together are.
pub(super) fn of_merged<'a>(
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
    let schemas = merged.others.iter().filter_map(|(node, site)| match node {
        Node::Schema(schema) => Some((*schema, Keywords::of(schema), site)),
        Node::Ref(_) => None,
    });
    let lists_values =
        |keywords: &Keywords<'_>| keywords.enumerated || enums::is_list_of_branches(keywords);
    let says = |schema: &Schema, keywords: &Keywords<'_>| match keywords.kind {
        _ if keywords.enumerated && values(schema).len() == 1 => 5,
        _ if lists_values(keywords) => 4,
        Some(Kind::Array) if keywords.items.is_some() => 3,
        Some(Kind::Integer | Kind::Boolean) => 2,
        Some(_) if keywords.format.is_some() => 2,
        Some(_) => 1,
        None => 0,
    };
    // Of equals the last, as with fields.
    let Some((schema, keywords, home)) =
        schemas.clone().max_by_key(|(schema, keywords, _)| says(schema, keywords))
    else {
        return (Shape::Type(Type::GIVEN_UP), Vec::new());
    };
    let kind = keywords.inferred_kind();
    if schemas.clone().any(|(_, other, _)| other.inferred_kind() != kind && other.kind.is_some()) {
        cx.report(&ALL_OF_CONFLICT, &site.at, "the members of `allOf` are of different types");
    }
    // A list of values with a name keeps its name.
    let named = home.component_name().filter(|_| lists_values(&keywords));
    if let Some(index) = named.and_then(|name| references::component_named(cx, name)) {
        let ty = Type::Named(references::component_type(index));
        return (Shape::Type(ty), Vec::new());
    }
    if keywords.has_alternatives() {
        return unions::shape(cx, schema, &keywords, home);
    }
    let (shape, mut rules) = schema::by_value(cx, schema, &keywords, home);
    if let Shape::Type(ty) = &shape {
        for (other, keywords, home) in schemas {
            if std::ptr::eq(other, schema) {
                continue;
            }
            for rule in super::rules::of(cx, &keywords, ty, home) {
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
            }
        }
    }
    (shape, rules)
}
