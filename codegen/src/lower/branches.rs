//! The branches of a union: collecting them, and what is known of each.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use crate::model::Discriminator;
use serde_json::Value;

use crate::ir::{Guard, JsonType, Type, Variant};

use super::{
    all_of::annotated,
    context::{Context, MAX_DEPTH},
    inner::{common_text, nested_tag, parts},
    inside,
    merged::{Merged, look, merge},
    references,
    said::{Keywords, Kind, Node, Parts},
    schema::prose,
    site::Site,
    unions::only_constrain,
};

/// The branches of a union, those of unions inside it among them.
#[derive(Debug, Default)]
pub(super) struct Expanded<'a> {
    /// The branches, each once, null left out.
    pub(super) nodes: Vec<(Node<'a>, Site)>,
    /// Tag values and what they are mapped to, of all unions on the way.
    pub(super) mappings: Vec<(&'a str, &'a str)>,
    property: Option<&'a str>,
    /// The branches by what makes two of them differ at first sight.
    alike: HashMap<u64, Vec<Node<'a>>>,
    seen: HashSet<usize>,
    depth: usize,
}

impl<'a> Expanded<'a> {
    pub(super) fn new(discriminator: Option<&'a Discriminator>) -> Self {
        let mut new = Self {
            property: discriminator.map(|discriminator| discriminator.property_name.as_str()),
            ..Self::default()
        };
        new.map(discriminator);
        new
    }

    fn map(&mut self, discriminator: Option<&'a Discriminator>) {
        let mapping = discriminator.into_iter().flat_map(|discriminator| &discriminator.mapping);
        self.mappings.extend(mapping.map(|(value, target)| (value.as_str(), target.as_str())));
    }
}

/// Collects the branches of a list. A union among them gives its own branches, unless its tag is another's: a union
/// keeps what fits none of its branches, so as a branch it would take every value.
pub(super) fn expand<'a>(
    cx: &mut Context<'a>,
    list: Parts<'a>,
    site: &Site,
    into: &mut Expanded<'a>,
) {
    let mut nodes = list.placed(site);
    for (node, _) in &mut nodes {
        *node = annotated(*node);
    }
    nodes.retain(|(node, _)| !is_null_only(cx, *node));
    let several = into.depth > 0 || nodes.len() > 1;
    for (node, home) in nodes {
        let look = look(node);
        let nodes = into.alike.get(&look).map_or(&[][..], Vec::as_slice);
        if nodes.contains(&node) {
            continue;
        }
        if !(several && expand_nested(cx, node, &home, into)) {
            into.alike.entry(look).or_default().push(node);
            into.nodes.push((node, home));
        }
    }
}

fn expand_nested<'a>(
    cx: &mut Context<'a>,
    node: Node<'a>,
    site: &Site,
    into: &mut Expanded<'a>,
) -> bool {
    let Some((written, home)) = references::follow(cx, node, site) else { return false };
    let keywords = Keywords::of(written);
    let discriminator = keywords.discriminator;
    let other_tag =
        discriminator.is_some_and(|inner| Some(inner.property_name.as_str()) != into.property);
    let Some(list) = keywords.only_alternatives() else { return false };
    let plain = !only_constrain(list)
        && !keywords.has_properties()
        && keywords.all_of.is_empty()
        && !keywords.is_enumerated()
        && matches!(keywords.kind, None | Some(Kind::Object));
    if !plain || other_tag || into.depth > MAX_DEPTH {
        return false;
    }
    if let Node::Ref(reference) = node
        && let Some(index) = references::component(cx, reference)
        && !into.seen.insert(index)
    {
        return true;
    }
    into.map(discriminator);
    into.depth += 1;
    expand(cx, list, &home, into);
    into.depth -= 1;
    true
}

fn is_null_only<'a>(cx: &Context<'a>, node: Node<'a>) -> bool {
    references::keywords(cx, node).is_some_and(|said| said.is_null_only())
}

/// A branch of a union.
#[derive(Debug)]
pub(super) struct Branch<'a> {
    /// What it holds, null aside.
    pub(super) ty: Type,
    /// The component that it is.
    pub(super) component: Option<&'a str>,
    /// What is said of it, where it is an object with fields.
    pub(super) object: Option<Rc<Merged<'a>>>,
    /// The JSON type; `None` where several can come.
    pub(super) json: Option<JsonType>,
    /// Words to name it by, where the type gives none.
    pub(super) hint: Option<String>,
    /// The tag of the union that it is, and the values under it.
    pub(super) nested: Option<(String, Vec<String>)>,
    /// What is said of each of its own branches, where it is a union of objects.
    pub(super) parts: Vec<Rc<Merged<'a>>>,
    /// The document's prose.
    pub(super) description: Option<String>,
}

impl<'a> Branch<'a> {
    /// A branch of which no more than the type is known.
    pub(super) fn of_type(ty: Type, json: Option<JsonType>) -> Self {
        Self {
            ty,
            component: None,
            object: None,
            json,
            hint: None,
            nested: None,
            parts: Vec::new(),
            description: None,
        }
    }

    /// An object that is lowered already.
    pub(super) fn of_object(cx: &mut Context<'a>, ty: Type, node: Node<'a>, home: &Site) -> Self {
        let object = object(cx, node, home);
        Self { object, ..Self::of_type(ty, Some(JsonType::Object)) }
    }

    /// Lowers a branch. `home`: where it is written; `site`: the union; `number`: its place there.
    pub(super) fn of_node(
        cx: &mut Context<'a>,
        node: Node<'a>,
        home: &Site,
        site: &Site,
        number: usize,
        lone_object: bool,
    ) -> Self {
        let json = json_type(cx, node);
        let object = object(cx, node, home);
        let parts = parts(cx, node, home);
        let label = match &object {
            Some(_) if lone_object => "object".to_owned(),
            Some(object) => label(cx, node, object, number),
            None => title(node).or_else(|| common_text(cx, &parts)).unwrap_or_else(|| match json {
                Some(JsonType::Object) => "map".to_owned(),
                Some(JsonType::String | JsonType::Integer) => "value".to_owned(),
                _ => format!("variant{number}"),
            }),
        };
        let words = match json {
            // The items say what the list is.
            Some(JsonType::Array) => site.at(&home.at),
            _ => site.word(&label).at(&home.at),
        };
        let ty = inside::type_of(cx, node, &words, "alternatives").split_null().0.clone();
        Self {
            ty,
            component: component_name(cx, node),
            object,
            json,
            hint: title(node),
            nested: nested_tag(cx, node),
            parts,
            description: match node {
                Node::Ref(_) => None,
                written => prose(&Keywords::of(written), None),
            },
        }
    }

    /// The variant, its tags and guard still empty.
    pub(super) fn into_variant(self) -> Variant {
        Variant {
            ty: self.ty,
            hint: self.hint,
            tags: Vec::new(),
            adds_tag: None,
            guard: Guard::default(),
            description: self.description,
        }
    }
}

/// What is said of a branch that is an object with fields, and no union. Components are branches of many unions, so
/// what is said of them is kept.
pub(super) fn object<'a>(
    cx: &mut Context<'a>,
    node: Node<'a>,
    site: &Site,
) -> Option<Rc<Merged<'a>>> {
    let component = match node {
        Node::Ref(reference) => references::component(cx, reference),
        _ => None,
    };
    if let Some(known) = component.and_then(|index| cx.objects.get(&index)) {
        return known.clone();
    }
    let mut merged = Merged::quiet();
    merge(cx, node, site, &mut merged);
    merged.drop_constraints();
    let found =
        (merged.alternatives.is_empty() && !merged.properties.is_empty()).then(|| Rc::new(merged));
    if let Some(index) = component {
        cx.objects.insert(index, found.clone());
    }
    found
}

/// The component that a node refers to.
pub(super) fn component_name<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<&'a str> {
    let Node::Ref(reference) = node else { return None };
    let (name, _) = references::component_at(cx, references::component(cx, reference)?)?;
    Some(name)
}

/// A word for an object among others: its name, its title, the value that tells it apart, its only property, its
/// number.
pub(super) fn label<'a>(
    cx: &Context<'a>,
    node: Node<'a>,
    object: &Merged<'a>,
    number: usize,
) -> String {
    component_name(cx, node)
        .map(str::to_owned)
        .or_else(|| title(node))
        .or_else(|| {
            object.properties.values().find_map(|property| {
                let texts = texts(cx, property.node)?;
                (texts.len() == 1).then(|| texts.into_iter().next()).flatten()
            })
        })
        .or_else(|| match object.properties.keys().collect::<Vec<_>>().as_slice() {
            [only] => Some((**only).to_owned()),
            _ => None,
        })
        .unwrap_or_else(|| format!("variant{number}"))
}

fn title(node: Node<'_>) -> Option<String> {
    node.keywords()?.title.filter(|title| !title.is_empty()).map(str::to_owned)
}

/// What lists a property's values: its own schema, or the first member of its `allOf` that does.
pub(super) fn listing<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<Keywords<'a>> {
    let said = references::keywords(cx, node)?;
    if said.is_enumerated() {
        return Some(said);
    }
    let mut members = said.all_of.iter();
    members.find_map(|member| references::keywords(cx, member).filter(Keywords::is_enumerated))
}

/// The texts that a property can be, where they are listed: strings, or integers and booleans as JSON writes them.
pub(super) fn texts<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<Vec<String>> {
    let said = listing(cx, node)?;
    let listed: Vec<Value> = said.values().into_iter().filter(|value| !value.is_null()).collect();
    let kind = said.kind;
    let fits = |value: &Value| match value {
        Value::String(_) => matches!(kind, None | Some(Kind::String)),
        Value::Number(number) => {
            number.is_i64() && matches!(kind, None | Some(Kind::Integer | Kind::Number))
        }
        Value::Bool(_) => matches!(kind, None | Some(Kind::Boolean)),
        _ => false,
    };
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    (!listed.is_empty() && listed.iter().all(fits)).then(|| listed.iter().map(text).collect())
}

/// The JSON type of a schema's values; `None` where several can come.
pub(super) fn json_type<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<JsonType> {
    // Schemas may lead back to themselves, and by several ways.
    let mut steps = 4 * MAX_DEPTH;
    json_type_within(cx, node, &mut steps)
}

fn json_type_within<'a>(cx: &Context<'a>, node: Node<'a>, steps: &mut usize) -> Option<JsonType> {
    *steps = steps.checked_sub(1)?;
    let keywords = references::keywords(cx, node)?;
    if let Some(kind) = keywords.inferred_kind() {
        let lists_integers = || keywords.values().iter().all(Value::is_i64);
        let whole = kind == Kind::Number && keywords.is_enumerated() && lists_integers();
        return Some(if whole { JsonType::Integer } else { kind });
    }
    if keywords.is_enumerated() {
        let values = keywords.values();
        return if values.iter().all(|value| value.is_string() || value.is_null()) {
            Some(JsonType::String)
        } else if values.iter().all(|value| value.is_i64() || value.is_null()) {
            Some(JsonType::Integer)
        } else if values.iter().all(|value| value.is_boolean() || value.is_null()) {
            Some(JsonType::Boolean)
        } else {
            None
        };
    }
    let mut members = keywords.all_of.iter();
    if let Some(found) = members.find_map(|member| json_type_within(cx, member, steps)) {
        return Some(found);
    }
    let mut types = keywords
        .alternatives()
        .filter(|branch| !is_null_only(cx, *branch))
        .map(|branch| json_type_within(cx, branch, steps));
    let first = types.next()??;
    types.all(|other| other == Some(first)).then_some(first)
}

/// How free a type is among those of its JSON type: what takes more values is tried later.
pub(super) fn freedom(ty: &Type) -> u8 {
    match ty {
        Type::Scalar(scalar) => scalar.facts().freedom,
        Type::Tuple(_) => 5,
        Type::Named(_) => 6,
        Type::Nullable(inner) | Type::List(inner) | Type::Only(inner) => freedom(inner),
        Type::Map(_) => 9,
        Type::Any(_) => 10,
    }
}
