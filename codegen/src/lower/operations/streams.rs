//! Answers that come item by item: which media type is one, and what its items are.

use crate::{
    ir::{AnswerStream, Items, Type},
    lower::{
        context::Context,
        meaning::{Keywords, Kind, MAX_DEPTH, Node},
        schemas::schema,
        site::Site,
    },
    model::{MediaType, Response},
};

use super::{
    bodies,
    media_types::{Sequential, essence, is_streamed, sequential},
};

/// What an event can hold beside its data.
const EVENT_FIELDS: [&str; 5] = ["event", "data", "id", "retry", "comment"];

/// The stream of a response: that of the first media type that has items.
pub(in crate::lower) fn lower<'a>(
    cx: &mut Context<'a>,
    response: &'a Response,
    site: &Site,
) -> Option<AnswerStream> {
    let mut found = response.content.iter();
    let (name, media, kind) =
        found.find_map(|(name, media)| Some((name, media, sequential(name)?)))?;
    let at = site.at.join("content").join(name.as_str());
    let site = site.at(&at);
    let items = match kind {
        Sequential::Events => events(cx, media, &site),
        Sequential::Lines => Items::Lines(item(cx, media, &site)),
        Sequential::Texts => Items::Sequence(item(cx, media, &site)),
    };
    // The parameter is all that tells it from JSON in one piece.
    let accept = if is_streamed(name) { name.trim().to_owned() } else { essence(name) };
    Some(AnswerStream { items, accept })
}

/// What events hold. A schema of text, or none, says nothing of what the text is.
fn events<'a>(cx: &mut Context<'a>, media: &'a MediaType, site: &Site) -> Items {
    let Some(node) = item_node(cx, media) else { return Items::RawEvents };
    let said = cx.schemas.unwrapped(node);
    if said.is_none_or(|said| is_text(&said)) {
        return Items::RawEvents;
    }
    let whole = is_event(cx, node, 0);
    let item = item(cx, media, site);
    if whole { Items::WholeEvents(item) } else { Items::Events(item) }
}

/// The type of an item.
fn item<'a>(cx: &mut Context<'a>, media: &'a MediaType, site: &Site) -> Type {
    let site = site.clone().word("item");
    let Some(node) = item_node(cx, media) else { return Type::UNTYPED };
    if media.of_items {
        return schema::type_inside(cx, node, &site.under("itemSchema"), "items of a stream");
    }
    match list_items(cx, media) {
        Some(node) => {
            schema::type_inside(cx, node, &site.under("schema").under("items"), "items of a stream")
        }
        None => bodies::schema_type(cx, media, &site),
    }
}

/// The schema of an item: `itemSchema`; else the items of a list, which is all of them together; else what is given.
fn item_node<'a>(cx: &Context<'a>, media: &'a MediaType) -> Option<Node<'a>> {
    list_items(cx, media).or_else(|| media.schema.as_ref().map(Node::from))
}

fn list_items<'a>(cx: &Context<'a>, media: &'a MediaType) -> Option<Node<'a>> {
    if media.of_items {
        return None;
    }
    cx.schemas.unwrapped(media.schema.as_ref()?.into())?.items
}

fn is_text(keywords: &Keywords<'_>) -> bool {
    keywords.kind == Some(Kind::String) || keywords.says_nothing() && keywords.kind.is_none()
}

/// Whether a schema is that of whole events: an object with `data` and nothing that events do not have, or one of
/// several such.
fn is_event<'a>(cx: &Context<'a>, node: Node<'a>, depth: usize) -> bool {
    let Some(keywords) = cx.schemas.unwrapped(node).or_else(|| cx.schemas.keywords(node)) else {
        return false;
    };
    if depth > MAX_DEPTH {
        return false;
    }
    if keywords.has_alternatives() && !keywords.has_properties() {
        return keywords.alternatives().all(|branch| is_event(cx, branch, depth + 1));
    }
    let names: Vec<&str> = keywords.properties().map(|(name, _)| name).collect();
    names.contains(&"data") && names.iter().all(|name| EVENT_FIELDS.contains(name))
}
