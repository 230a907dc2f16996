//! Schemas: decides what a schema is, and hands over to the file that knows that.

use crate::{
    diagnostic::{Code, CodeFamily, Finding},
    ir::{Object, Rule, Type, TypeKind},
    load::TOO_DEEP,
    lower::{
        context::{Context, Inline},
        meaning::{Keywords, Kind, MAX_DEPTH, Node},
        site::Site,
    },
    model::Unchecked,
};

use super::{
    all_of, enums, objects,
    references::{self, UNSUPPORTED_REF},
    rules, scalars, subtypes, unions, x_wire,
};

pub(crate) static UNTYPED: Code = Code::note(
    "untyped",
    "the document gives no type; the value is raw JSON",
    "Nothing says what the value is, so it is raw JSON (`Json`). If the API gives the same kind of \
     value each time, a schema makes a type of it.",
)
.of_family(CodeFamily::Untyped);

/// What a schema is, apart from null.
#[derive(Debug)]
pub(in crate::lower) enum Shape {
    /// A type that needs no name.
    Type(Type),
    /// A type that needs one.
    Def(TypeKind),
}

/// A use of a schema: its type, and what the values must hold beyond it.
#[derive(Debug)]
pub(in crate::lower) struct Use {
    pub(in crate::lower) ty: Type,
    pub(in crate::lower) rules: Vec<Rule>,
}

impl Use {
    /// A type without rules.
    pub(in crate::lower) fn plain(ty: Type) -> Self {
        Self { ty, rules: Vec::new() }
    }
}

/// Lowers all components, in the document's order: their types come first.
pub(in crate::lower) fn components(cx: &mut Context<'_>) {
    let components = &cx.model.components;
    for name in components.schemas.keys() {
        cx.reserve(&cx.schemas.component_site(name), true);
    }
    for index in 0..components.schemas.len() {
        cx.component = Some(index);
        component(cx, index);
    }
    cx.component = None;
}

fn component(cx: &mut Context<'_>, index: usize) {
    let Some((name, node)) = cx.schemas.component_at(index) else { return };
    let site = cx.schemas.component_site(name);
    let id = references::component_type(index);
    match node {
        Node::Ref(_) => {
            let Use { ty, rules } = use_of(cx, node, &site);
            cx.fill(id, alias(ty, rules), None, false);
        }
        written => {
            let (shape, rules) = shape(cx, written, &site);
            let said = Keywords::of(written);
            let kind = match shape {
                Shape::Def(TypeKind::Object(object)) => {
                    subtypes::shape(cx, index, &said, object, &site)
                }
                Shape::Def(kind) => kind,
                Shape::Type(ty) => alias(ty, rules),
            };
            cx.fill(id, kind, prose_of(&said, Some(name)), said.deprecated);
        }
    }
}

/// Null is said at each use of an alias, not by the alias.
fn alias(target: Type, rules: Vec<Rule>) -> TypeKind {
    let target = match target {
        Type::Nullable(inner) => *inner,
        other => other,
    };
    TypeKind::Alias { target, rules }
}

/// The type of a schema or reference where it is used.
pub(in crate::lower) fn use_of<'a>(cx: &mut Context<'a>, node: Node<'a>, site: &Site) -> Use {
    let nullable = cx.schemas.allows_null(node);
    let mut found = match node {
        Node::Ref(reference) => use_of_reference(cx, reference, site),
        written => use_of_written(cx, written, site),
    };
    if nullable {
        found.ty = found.ty.or_null();
    }
    found
}

/// The type of what stands where there is only a type: an item, a value, an alternative or a whole body. Neither rules
/// nor a wire format have a place there, and it is said that they are not checked. `what`: the word for it, in the
/// plural.
pub(in crate::lower) fn type_inside<'a>(
    cx: &mut Context<'a>,
    node: Node<'a>,
    site: &Site,
    what: &str,
) -> Type {
    let Use { ty, rules } = use_of(cx, node, site);
    x_wire::refuse_reference(cx, node, site);
    if !rules.is_empty() || rules::bind_component(cx, node) {
        let message = format!("the rules of {what} are not checked");
        cx.unchecked.push(Unchecked { at: site.at.clone(), message });
    }
    ty
}

fn use_of_reference<'a>(cx: &mut Context<'a>, reference: &'a str, site: &Site) -> Use {
    if let Some(index) = cx.schemas.component(reference) {
        let ty = Type::Named(references::component_type(index));
        return Use { ty, rules: Vec::new() };
    }
    cx.report(
        &UNSUPPORTED_REF,
        &site.at,
        format!("the reference `{reference}` leads to no schema and becomes raw JSON"),
    );
    Use::plain(Type::GIVEN_UP)
}

/// A schema that stands inside another value. The same schema gives the same type, however often it is met.
fn use_of_written<'a>(cx: &mut Context<'a>, node: Node<'a>, site: &Site) -> Use {
    let Some(key) = node.id() else { return Use::plain(Type::GIVEN_UP) };
    match cx.inline.get(&key).cloned() {
        Some(Inline::Done(id) | Inline::Open(Some(id))) => {
            return Use { ty: Type::Named(id), rules: Vec::new() };
        }
        Some(Inline::Open(None)) => {
            let id = cx.reserve(site, false);
            cx.inline.insert(key, Inline::Open(Some(id)));
            return Use { ty: Type::Named(id), rules: Vec::new() };
        }
        None => {}
    }
    cx.inline.insert(key, Inline::Open(None));
    let (shape, rules) = shape(cx, node, site);
    let reserved = match cx.inline.remove(&key) {
        Some(Inline::Open(reserved)) => reserved,
        _ => None,
    };
    let kind = match (shape, reserved) {
        (Shape::Type(ty), None) => return Use { ty, rules },
        (Shape::Type(ty), Some(_)) => alias(ty, rules),
        (Shape::Def(kind), _) => kind,
    };
    let id = reserved.unwrap_or_else(|| cx.reserve(site, false));
    let said = Keywords::of(node);
    cx.fill(id, kind, prose_of(&said, None), said.deprecated);
    cx.inline.insert(key, Inline::Done(id));
    Use { ty: Type::Named(id), rules: Vec::new() }
}

/// What a schema is, null aside.
pub(in crate::lower) fn shape<'a>(
    cx: &mut Context<'a>,
    node: Node<'a>,
    site: &Site,
) -> (Shape, Vec<Rule>) {
    if cx.depth >= MAX_DEPTH {
        let message = "schemas nest too deep here; this one becomes raw JSON";
        cx.say(Finding::new(&TOO_DEEP, &site.at, message).into_warning());
        return (Shape::Type(Type::GIVEN_UP), Vec::new());
    }
    cx.depth += 1;
    let found = shape_here(cx, node, site);
    cx.depth -= 1;
    found
}

fn shape_here<'a>(cx: &mut Context<'a>, node: Node<'a>, site: &Site) -> (Shape, Vec<Rule>) {
    let keywords = Keywords::of(node);
    x_wire::refuse(cx, &keywords, site);
    if !keywords.all_of.is_empty() {
        return all_of::shape(cx, node, &keywords, site);
    }
    if keywords.has_alternatives() {
        return unions::shape(cx, node, &keywords, site);
    }
    by_value(cx, node, &keywords, site)
}

/// What a schema is by its list of values or its type alone.
pub(in crate::lower) fn by_value<'a>(
    cx: &mut Context<'a>,
    node: Node<'a>,
    keywords: &Keywords<'a>,
    site: &Site,
) -> (Shape, Vec<Rule>) {
    if keywords.is_enumerated()
        && let Some(shape) = enums::shape(cx, keywords, site)
    {
        return (shape, Vec::new());
    }
    by_kind(cx, node, keywords, site)
}

/// What a schema is by its type alone: neither a list of values nor made of other schemas.
fn by_kind<'a>(
    cx: &mut Context<'a>,
    node: Node<'a>,
    keywords: &Keywords<'a>,
    site: &Site,
) -> (Shape, Vec<Rule>) {
    let kind = keywords.inferred_kind();
    let ty = match kind {
        Some(Kind::String | Kind::Integer | Kind::Number | Kind::Boolean) => {
            Type::Scalar(scalars::scalar(keywords))
        }
        Some(Kind::Array) if !keywords.tuple.is_empty() => {
            let mut items = Vec::new();
            for (item, at) in keywords.tuple.placed(site) {
                items.push(type_inside(cx, item, &site.items().at(&at.at), "list items"));
            }
            Type::Tuple(items)
        }
        Some(Kind::Array) => match keywords.items {
            Some(items) => {
                let item = type_inside(cx, items, &site.items(), "list items");
                let item = Box::new(item);
                let single = keywords.min_items == Some(1) && keywords.max_items == Some(1);
                if single { Type::Only(item) } else { Type::List(item) }
            }
            None => Type::List(Box::new(Type::UNTYPED)),
        },
        Some(Kind::Object) => {
            let merged = all_of::merged(cx, node, site);
            return (objects::shape(cx, &merged, is_multipart(cx, node)), Vec::new());
        }
        None => {
            // What was given up, and a list of values that could not be used, has been spoken of already.
            if !keywords.is_enumerated() && !keywords.given_up {
                cx.report(&UNTYPED, &site.at, "no type is given; the value is raw JSON");
            }
            if keywords.is_enumerated() || keywords.given_up {
                Type::GIVEN_UP
            } else {
                Type::UNTYPED
            }
        }
    };
    let rules = rules::rules_of(cx, keywords, &ty, site);
    (Shape::Type(ty), rules)
}

/// Whether the schema is a whole multipart body, whose parts can be files.
pub(in crate::lower) fn is_multipart(cx: &Context<'_>, node: Node<'_>) -> bool {
    node.id().is_some_and(|id| cx.multipart.contains(&id))
}

/// An object without fields: any keys, any values.
pub(in crate::lower) fn free_form() -> Shape {
    Shape::Type(Type::Map(Box::new(Type::UNTYPED)))
}

/// A named type for what would else be a type without a name, to hold what cannot be known of it.
pub(in crate::lower) fn empty_object() -> Shape {
    Shape::Def(TypeKind::Object(Object::default()))
}

/// The prose of a type: its own, else that of the members that are written inside it.
fn prose_of(said: &Keywords<'_>, name: Option<&str>) -> Option<String> {
    said.prose(name).or_else(|| {
        let mut members = said.all_of.iter().filter_map(Node::keywords);
        members.find_map(|member| member.prose(name))
    })
}
