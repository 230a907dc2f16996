//! Webhooks: the events that an API sends by itself. An event is what the body of a webhook's request holds.

pub(super) mod signature;
mod telling;

use crate::{
    diagnostic::{Code, Finding, Pointer},
    ir::{Type, Variant, Webhooks},
    lower::{
        context::Context,
        meaning::Node,
        operations::{
            bodies,
            media_types::{Family, family},
        },
        schemas::{branch::Branch, references, untagged},
        site::Site,
    },
    model::{Operation, PathItem, ReferenceOr, RequestBody},
};

pub(crate) static WEBHOOK_EVENT: Code = Code::warning(
    "webhook-event",
    "what tells events apart is not known, or said wrongly",
    "Events that come to one address are told apart by a value in the request. `x-webhook-event` says \
     where it stands; without it, or where it fits nothing, shape alone tells them apart.",
);

pub(crate) static WEBHOOK_LEFT_OUT: Code = Code::warning(
    "webhook-left-out",
    "a webhook that sends no JSON, of which there is no event",
    "The client reads events from JSON. This webhook sends something else.",
);

/// A webhook whose body is read.
struct Event<'a> {
    name: &'a str,
    at: Pointer,
    /// Where its body is written.
    place: Pointer,
    branch: Branch<'a>,
}

/// All events of the document.
pub(super) fn lower(cx: &mut Context<'_>) -> Option<Webhooks> {
    let model = cx.model;
    let mut events = Vec::new();
    for (key, webhooks) in &model.webhooks {
        let at = Pointer::root().join(*key);
        for (name, item) in webhooks {
            of_item(cx, name, item, &at.join(name.as_str()), &mut events);
        }
    }
    let signature = signature::lower(cx, !events.is_empty());
    let told = telling::tag(cx, &events);
    if events.is_empty() {
        return None;
    }
    let places = events.iter().map(|event| event.place.clone()).collect();
    let Some(told) = told else {
        let events = by_shape(cx, events);
        return Some(Webhooks { tag: Vec::new(), events, places, signature });
    };
    let variants = events.into_iter().zip(told.values).map(|(event, (tags, adds_tag))| {
        let variant = event.branch.into_variant();
        Variant { tags, adds_tag, ..variant }
    });
    let events = variants.filter(|variant| !variant.tags.is_empty()).collect();
    Some(Webhooks { tag: told.keys, events, places, signature })
}

fn of_item<'a>(
    cx: &mut Context<'a>,
    name: &'a str,
    item: &'a PathItem,
    at: &Pointer,
    events: &mut Vec<Event<'a>>,
) {
    signature::refuse(cx, &item.extensions, at);
    for (method, operation) in &item.operations {
        let at = method.below(at);
        signature::refuse(cx, &operation.extensions, &at);
        let Some((branch, place)) = payload(cx, name, item, operation, &at) else {
            let message =
                format!("the webhook `{name}` sends no JSON; the client has no event of it");
            cx.report(&WEBHOOK_LEFT_OUT, &at, message);
            continue;
        };
        events.push(Event { name, at, place, branch });
    }
}

/// What a webhook's body holds.
fn payload<'a>(
    cx: &mut Context<'a>,
    name: &str,
    item: &'a PathItem,
    operation: &'a Operation,
    at: &Pointer,
) -> Option<(Branch<'a>, Pointer)> {
    let body = operation.request_body.as_ref()?;
    let (body, site) = site(cx, body, name, at)?;
    let mut contents = body.content.iter();
    let (media_type, media) =
        contents.find(|(name, media)| family(cx, name, media) == Family::Json)?;
    let at = site.at.join("content").join(media_type.as_str());
    let site = site.at(&at);
    let ty = bodies::schema_type(cx, media, &site).split_null().0.clone();
    let texts = [&operation.summary, &operation.description, &item.summary, &item.description];
    let description = texts.into_iter().flatten().find(|text| !text.trim().is_empty()).cloned();
    let known = Branch { hint: Some(name.to_owned()), description, ..Branch::of_type(ty, None) };
    let Some(node) = media.schema.as_ref().map(Node::from) else { return Some((known, at)) };
    let branch = Branch {
        component: cx.schemas.component_name(node),
        object: cx.schemas.object(node, &site.under("schema")),
        json: cx.schemas.json_type(node),
        nested: cx.schemas.nested_tag(node),
        ..known
    };
    Some((branch, at))
}

/// The body behind a reference, and the place and the words of what it holds.
fn site<'a>(
    cx: &Context<'a>,
    body: &'a ReferenceOr<RequestBody>,
    name: &str,
    at: &Pointer,
) -> Option<(&'a RequestBody, Site)> {
    let shared = references::shared_name(body);
    let own = Site::new(at.clone(), [name]).under("requestBody").word("event");
    let (body, at) = cx.resolved.request_body(body, &own.at)?;
    Some((body, shared.map_or(own, |name| bodies::shared_site(&at, &name, "event"))))
}

/// Events that nothing but their shape tells apart. Those of one type are one.
fn by_shape<'a>(cx: &mut Context<'a>, events: Vec<Event<'a>>) -> Vec<Variant> {
    let site = events.first().map(|event| Site::new(event.at.clone(), [event.name]));
    let mut branches: Vec<Branch<'a>> = Vec::with_capacity(events.len());
    for event in events {
        let same = |before: &&mut Branch<'a>| before.ty == event.branch.ty;
        match branches.iter_mut().find(same) {
            // Neither one's name is that of both.
            Some(before) if matches!(before.ty, Type::Named(_)) => {
                (before.hint, before.description) = (None, None);
            }
            Some(before) => before.description = None,
            None => branches.push(event.branch),
        }
    }
    let Some(site) = site else { return Vec::new() };
    if branches.len() > 1 {
        let message = "nothing but their shape tells the events apart";
        let help =
            "where a field says which event it is, name it: `x-webhook-event: $request.body#/type`";
        let at = site.at.parent().and_then(Pointer::parent).unwrap_or(&site.at);
        cx.say(Finding::new(&WEBHOOK_EVENT, at, message).help(help));
    }
    untagged::order(cx, branches, &site)
}
