//! `oneOf` and `anyOf`: one of several types.

use openapiv3::{Discriminator, ReferenceOr, Schema};

use crate::ir::{EnumType, EnumValue, EnumWire, Rule, Type, TypeKind, Union, Variant};

use super::{
    all_of,
    branches::{Branch, Expanded, expand, json_type},
    context::Context,
    enums, guards,
    keywords::{Keywords, Kind, Node},
    merged::{Merged, merge},
    references, scalars,
    schema::{self, Shape, is_multipart},
    site::Site,
    tags,
};

/// What a schema with alternatives is.
pub(super) fn shape<'a>(
    cx: &mut Context<'a>,
    schema: &'a Schema,
    keywords: &Keywords<'a>,
    site: &Site,
) -> (Shape, Vec<Rule>) {
    let both = !keywords.one_of.is_empty() && !keywords.any_of.is_empty();
    if keywords.properties.is_some() || both {
        let mut merged = Merged::default();
        merge(cx, Node::Schema(schema), site, &mut merged);
        return all_of::of_merged(cx, merged, site, is_multipart(cx, schema));
    }
    let (keyword, list) = if keywords.one_of.is_empty() {
        ("anyOf", keywords.any_of)
    } else {
        ("oneOf", keywords.one_of)
    };
    let a_scalar = keywords.kind.is_some_and(Kind::is_scalar);
    if only_constrain(list) || a_scalar && list.iter().all(has_no_type) {
        return schema::by_value(cx, schema, keywords, site);
    }
    let discriminator = schema.schema_data.discriminator.as_ref();
    let mut expanded = Expanded::new(discriminator);
    expand(cx, keyword, list, site, &mut expanded);
    match expanded.nodes.as_slice() {
        [] => (Shape::Type(Type::Any), Vec::new()),
        [(Node::Schema(only), home)] => schema::shape(cx, only, home),
        [(only, home)] => {
            let found = schema::use_of(cx, *only, home);
            (Shape::Type(found.ty), found.rules)
        }
        _ => (of_nodes(cx, expanded, discriminator, site), Vec::new()),
    }
}

/// Whether the branches say what must be there rather than what else the value can be: each only lists required names.
pub(super) fn only_constrain(list: &[ReferenceOr<Schema>]) -> bool {
    list.iter().all(|branch| {
        let Some(branch) = branch.as_item() else { return false };
        let keywords = Keywords::of(branch);
        let of_fields = keywords.properties.is_none_or(|properties| {
            properties.values().all(|property| {
                property.as_item().is_some_and(|property| Keywords::of(property).says_nothing())
            })
        });
        matches!(keywords.kind, None | Some(Kind::Object))
            && matches!(keywords.inferred_kind(), None | Some(Kind::Object))
            && of_fields
            && !keywords.enumerated
            && !branch.schema_data.nullable
            && (!keywords.required.is_empty() || is_not(branch))
            && keywords.all_of.iter().chain(keywords.one_of).chain(keywords.any_of).count() == 0
    })
}

fn is_not(schema: &Schema) -> bool {
    match &schema.schema_kind {
        openapiv3::SchemaKind::Not { .. } => true,
        openapiv3::SchemaKind::Any(any) => any.not.is_some(),
        _ => false,
    }
}

fn has_no_type(branch: &ReferenceOr<Schema>) -> bool {
    branch.as_item().is_some_and(|branch| {
        let keywords = Keywords::of(branch);
        keywords.kind.is_none() && !keywords.enumerated && !keywords.has_alternatives()
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
    let (nodes, listed) = join_values(cx, expanded.nodes);
    if nodes.is_empty() {
        return Shape::Def(TypeKind::Enum(EnumType { values: listed.unwrap_or_default() }));
    }
    let mut branches: Vec<Branch<'a>> = Vec::with_capacity(nodes.len() + 1);
    if let Some(values) = listed {
        let site = site.word("value");
        let kind = TypeKind::Enum(EnumType { values });
        let json = enum_json_type(&kind);
        let ty = cx.define(&site, kind, None, false);
        branches.push(Branch::of_type(ty, json));
    }
    let lone_object = nodes
        .iter()
        .filter(|(node, _)| json_type(cx, *node) == Some(crate::ir::JsonType::Object))
        .count()
        == 1;
    for (index, (node, home)) in nodes.into_iter().enumerate() {
        let branch = Branch::of_node(cx, node, &home, site, index + 1, lone_object);
        // Two names of one type are one alternative.
        if !branches.iter().any(|before| before.ty == branch.ty) {
            branches.push(branch);
        }
    }
    of_branches(cx, branches, discriminator, &mappings, site)
}

fn enum_json_type(kind: &TypeKind) -> Option<crate::ir::JsonType> {
    match kind {
        TypeKind::Enum(listed) => listed.values.first().map(|value| match value.wire {
            EnumWire::String(_) => crate::ir::JsonType::String,
            EnumWire::Integer(_) => crate::ir::JsonType::Integer,
        }),
        _ => None,
    }
}

/// The union of branches that are lowered already.
pub(super) fn of_branches<'a>(
    cx: &mut Context<'a>,
    branches: Vec<Branch<'a>>,
    discriminator: Option<&'a Discriminator>,
    mappings: &[(&'a str, &'a str)],
    site: &Site,
) -> Shape {
    if let [only] = branches.as_slice() {
        return Shape::Type(only.ty.clone());
    }
    let parent = discriminator.is_none().then(|| tags::of_parents(&branches)).flatten();
    let tagged = match discriminator.or(parent) {
        Some(discriminator) => tags::explicit(cx, discriminator, mappings, &branches, site),
        None => None,
    };
    if let Some(tagged) = tagged.or_else(|| tags::inferred(cx, &branches)) {
        let variants = branches
            .into_iter()
            .zip(tagged.values)
            .map(|(branch, (tags, adds_tag))| Variant { tags, adds_tag, ..branch.into_variant() })
            .filter(|variant| !variant.tags.is_empty())
            .collect();
        return Shape::Def(TypeKind::Union(Union { tag: Some(tagged.tag), variants }));
    }
    let variants = guards::order(cx, branches);
    Shape::Def(TypeKind::Union(Union { tag: None, variants }))
}

/// Lists of texts, and free text beside them, are one list: every list is open. The same for whole numbers.
///
/// Gives the branches that are left, and the joined values.
fn join_values<'a>(
    cx: &mut Context<'a>,
    nodes: Vec<(Node<'a>, Site)>,
) -> (Vec<(Node<'a>, Site)>, Option<Vec<EnumValue>>) {
    let kinds: Vec<_> = nodes.iter().map(|(node, site)| value_kind(cx, *node, site)).collect();
    let is_list = |kind: &ValueKind| matches!(kind, ValueKind::Texts(_));
    let is_text = |kind: &ValueKind| matches!(kind, ValueKind::Texts(_) | ValueKind::FreeText);
    let lists = kinds.iter().filter(|kind| is_list(kind)).count();
    let texts = kinds.iter().filter(|kind| is_text(kind)).count();
    if lists == 0 || texts < 2 {
        return (nodes, None);
    }
    // One list that has a name: it stands for the free text too.
    let named = lists == 1
        && nodes
            .iter()
            .zip(&kinds)
            .any(|((node, _), kind)| is_list(kind) && matches!(node, Node::Ref(_)));
    let mut joined: Vec<EnumValue> = Vec::new();
    let mut left = Vec::new();
    for ((node, site), kind) in nodes.into_iter().zip(kinds) {
        match kind {
            ValueKind::Texts(_) if named => left.push((node, site)),
            ValueKind::Texts(values) => {
                for value in values {
                    if !joined.iter().any(|before| before.wire == value.wire) {
                        joined.push(value);
                    }
                }
            }
            ValueKind::FreeText => {}
            ValueKind::Other => left.push((node, site)),
        }
    }
    (left, (!named).then_some(joined))
}

enum ValueKind {
    /// A list of texts.
    Texts(Vec<EnumValue>),
    /// Any text.
    FreeText,
    Other,
}

fn value_kind<'a>(cx: &mut Context<'a>, node: Node<'a>, site: &Site) -> ValueKind {
    let Some(schema) = references::schema(cx, node) else { return ValueKind::Other };
    let keywords = Keywords::of(schema);
    if !keywords.all_of.is_empty() || keywords.has_alternatives() {
        return ValueKind::Other;
    }
    if !keywords.enumerated {
        let free = keywords.inferred_kind() == Some(Kind::String)
            && scalars::scalar(&keywords) == crate::ir::Scalar::String;
        return if free { ValueKind::FreeText } else { ValueKind::Other };
    }
    // What is wrong with the list is said where it is lowered.
    let findings = cx.findings.len();
    let shape = enums::shape(cx, schema, &keywords, site);
    cx.findings.truncate(findings);
    match shape {
        Some(Shape::Def(TypeKind::Enum(EnumType { values })))
            if matches!(values.first(), Some(EnumValue { wire: EnumWire::String(_), .. })) =>
        {
            ValueKind::Texts(values)
        }
        _ => ValueKind::Other,
    }
}
