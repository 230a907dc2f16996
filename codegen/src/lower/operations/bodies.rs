//! Request bodies.

use crate::{
    diagnostic::{Code, CodeFamily, Finding, Pointer},
    ir::{Body, BodyContent, BodyKind, JsonType, Type},
    lower::{
        context::Context,
        examples,
        meaning::{Kind, Merged, Node, Others},
        schemas::{
            references::{self, UNSUPPORTED_REF},
            schema,
        },
        site::Site,
    },
    model::{MediaType, ReferenceOr, RequestBody},
};

use super::{
    encodings,
    media_types::{Family, essence, family, is_plain_json, is_typed, is_unknown, is_wildcard},
};

pub(crate) static BODY_EMPTY: Code = Code::warning(
    "body-empty",
    "a request body can hold nothing",
    "Nothing says what the body holds: it has no media type, or its reference leads nowhere. The \
     operation is called without a body.",
);

pub(crate) static BODY_NOT_AN_OBJECT: Code = Code::warning(
    "body-not-an-object",
    "a form's schema is no object; the body is bytes",
    "`application/x-www-form-urlencoded` and `multipart/form-data` send the fields of an object. \
     Another schema gives no fields, so the caller gives the bytes of the whole body.",
)
.of_family(CodeFamily::GivenUp);

pub(crate) static MEDIA_TYPE_LEFT_OUT: Code = Code::note(
    "media-type-left-out",
    "a media type that holds the same as another",
    "Two media types hold one type, so one method sends it, in the first that the client knows. The \
     header `content-type` of a request can be set to the other.",
);

pub(crate) static MEDIA_TYPE_UNKNOWN: Code = Code::note(
    "media-type-unknown",
    "a media type that the client takes for bytes",
    "The client knows JSON, forms, multipart, text and streams of events or lines. A body of another \
     media type is bytes, as it came or as it is given.",
);

pub(crate) static MEDIA_TYPE_UNTYPED: Code = Code::warning(
    "media-type-untyped",
    "a body has a type, but its media type is text or bytes to the client",
    "The schema says what the body holds, but the client has no reader for its media type. The value \
     is text or bytes; reading it is the caller's business.",
)
.of_family(CodeFamily::GivenUp);

/// Marks the schemas that are a whole multipart body: their fields can be files.
pub(in crate::lower) fn mark_multipart(cx: &mut Context<'_>) {
    let model = cx.model;
    let bodies = model.operations().filter_map(|operation| operation.request_body.as_ref());
    let nowhere = Pointer::root();
    for body in bodies {
        let Some((body, _)) = cx.resolved.request_body(body, &nowhere) else { continue };
        for (name, media) in &body.content {
            if let Some(node) = &media.schema
                && family(cx, name, media) == Family::Multipart
            {
                mark(cx, node.into());
            }
        }
    }
}

fn mark<'a>(cx: &mut Context<'a>, node: Node<'a>) {
    let Some((id, keywords)) =
        cx.schemas.written(node).and_then(|node| Some((node.id()?, node.keywords()?)))
    else {
        return;
    };
    if !cx.multipart.insert(id) {
        return;
    }
    // An `allOf` that only annotates is the member itself.
    let mut members = keywords.all_of.iter();
    if let (Some(only), None) = (members.next(), members.next()) {
        mark(cx, only);
    }
    // What is one of several has the parts of that one.
    for branch in keywords.alternatives() {
        mark(cx, branch);
    }
}

/// The body of an operation. `site`: the operation.
pub(in crate::lower) fn lower<'a>(
    cx: &mut Context<'a>,
    body: &'a ReferenceOr<RequestBody>,
    site: &Site,
) -> Option<Body> {
    let shared = references::shared_name(body);
    let own = site.under("requestBody").word("body");
    let Some((body, at)) = cx.resolved.request_body(body, &own.at) else {
        let message = "the reference leads to no request body; it is left out";
        cx.report(&UNSUPPORTED_REF, &own.at, message);
        return None;
    };
    let site = shared.map_or(own, |name| shared_site(&at, &name, "body"));
    if !body.required
        && !body.content.is_empty()
        && body.content.values().all(|it| is_empty(cx, it))
    {
        let message = "the request body can hold nothing; it is left out";
        cx.say(Finding::new(&BODY_EMPTY, &site.at, message).into_note());
        return None;
    }
    let has_json = body.content.iter().any(|(name, media)| family(cx, name, media) == Family::Json);
    // In the document's order, which types are named by.
    let mut lowered: Vec<(&String, Family, BodyContent)> = Vec::with_capacity(body.content.len());
    for (name, media) in &body.content {
        let (family, content) = content(cx, name, media, has_json, &site);
        lowered.push((name, family, content));
    }
    // Plain JSON stands for the other names of it, wherever it is listed.
    lowered.sort_by_key(|(name, ..)| name.as_str() != "application/json");
    let mut contents: Vec<(Family, BodyContent)> = Vec::with_capacity(lowered.len());
    for (name, family, content) in lowered {
        match contents.iter().find(|(_, before)| same_call(before, &content, name)) {
            Some((_, before)) => note_left_out(cx, &content, before),
            None => contents.push((family, content)),
        }
    }
    if contents.is_empty() {
        cx.report(&BODY_EMPTY, &site.at, "the request body has no media type; it is left out");
        return None;
    }
    // Stable: within a family the document's order counts.
    contents.sort_by_key(|(family, _)| *family);
    Some(Body {
        required: body.required,
        description: body.description.clone().filter(|text| !text.trim().is_empty()),
        contents: contents.into_iter().map(|(_, content)| content).collect(),
    })
}

/// The place and the words of a shared body or response: its name, made to say what it is.
pub(in crate::lower) fn shared_site(at: &Pointer, name: &str, kind: &str) -> Site {
    let site = Site::new(at.clone(), [name]);
    if name.to_ascii_lowercase().ends_with(kind) { site } else { site.word(kind) }
}

/// Whether two contents would be the same call: media types that mean the same are offered once. `name`: how the
/// document writes the second one.
fn same_call(before: &BodyContent, content: &BodyContent, name: &str) -> bool {
    match (&before.kind, &content.kind) {
        (BodyKind::Json(left), BodyKind::Json(right)) => {
            left == right && (is_plain_json(name) || same_essence(before, content))
        }
        (BodyKind::Form(left), BodyKind::Form(right))
        | (BodyKind::Multipart(left), BodyKind::Multipart(right)) => left == right,
        _ => before.media_type == content.media_type,
    }
}

fn same_essence(left: &BodyContent, right: &BodyContent) -> bool {
    essence(&left.media_type) == essence(&right.media_type)
}

fn note_left_out(cx: &mut Context<'_>, left_out: &BodyContent, sent: &BodyContent) {
    let (name, sent) = (&left_out.media_type, &sent.media_type);
    if name != sent {
        let message = format!("`{name}` holds the same type as `{sent}`, and is sent as that");
        let help = format!("set the header `content-type` of a request to send it as `{name}`");
        cx.report_with(&MEDIA_TYPE_LEFT_OUT, &left_out.pointer, message, help);
    }
}

fn content<'a>(
    cx: &mut Context<'a>,
    name: &str,
    media: &'a MediaType,
    has_json: bool,
    site: &Site,
) -> (Family, BodyContent) {
    let site = {
        let at = site.at.join("content").join(name);
        site.at(&at)
    };
    encodings::by_position(cx, media, &site.at);
    let mut family = family(cx, name, media);
    let bent = matches!(family, Family::Form | Family::Multipart) && !is_object(cx, media);
    if bent {
        cx.report(
            &BODY_NOT_AN_OBJECT,
            &site.at,
            format!("`{name}` needs an object schema; the body is taken as bytes"),
        );
        family = Family::Bytes;
    }
    // Who wants types sends the JSON beside it.
    let raw = !has_json && matches!(family, Family::Text | Family::Bytes) && is_typed(cx, media);
    if !bent && raw {
        let what = if family == Family::Text { "text" } else { "bytes" };
        let message = format!("what the body holds is typed here, but `{name}` is sent as {what}");
        cx.report(&MEDIA_TYPE_UNTYPED, &site.at, message);
    } else if !bent && family == Family::Bytes && is_unknown(name) {
        cx.report(&MEDIA_TYPE_UNKNOWN, &site.at, format!("`{name}` is sent as bytes"));
    }
    let kind = match family {
        Family::Json => BodyKind::Json(schema_type(cx, media, &site)),
        Family::Form => BodyKind::Form(schema_type(cx, media, &site)),
        Family::Multipart => BodyKind::Multipart(schema_type(cx, media, &site)),
        Family::Text => BodyKind::Text,
        Family::Bytes => BodyKind::Bytes,
    };
    // The caller says which one text and bytes are.
    let media_type =
        if family == Family::Json && is_wildcard(name) { "application/json" } else { name };
    let encodings = match &kind {
        BodyKind::Form(_) | BodyKind::Multipart(_) => encodings::lower(cx, media, &site.at),
        _ => Vec::new(),
    };
    let content = BodyContent {
        media_type: media_type.to_owned(),
        kind,
        encodings,
        raw,
        example: examples::first(cx, media.example.as_ref(), &media.examples),
        pointer: site.at,
    };
    (family, content)
}

/// The type of a media type's schema.
pub(in crate::lower) fn schema_type<'a>(
    cx: &mut Context<'a>,
    media: &'a MediaType,
    site: &Site,
) -> Type {
    let Some(node) = &media.schema else { return Type::UNTYPED };
    schema::type_inside(cx, node.into(), &site.under("schema"), "whole bodies")
}

/// Whether every value of the schema is an object, so that each field can be sent by itself.
fn is_object<'a>(cx: &mut Context<'a>, media: &'a MediaType) -> bool {
    let Some(node) = media.schema.as_ref().map(Node::from) else { return false };
    let Some(said) = cx.schemas.keywords(node) else { return false };
    let mut merged = Merged::default();
    cx.schemas.merge(node, &Site::new(Pointer::root(), []), &mut merged);
    merged.drop_constraints();
    if !merged.alternatives.is_empty() {
        return cx.schemas.json_type(node) == Some(JsonType::Object);
    }
    let a_map = said.kind == Some(Kind::Object) && merged.others.is_empty();
    !merged.properties.is_empty() || a_map
}

/// Whether the schema is an object that can hold nothing.
fn is_empty<'a>(cx: &Context<'a>, media: &'a MediaType) -> bool {
    let said = media.schema.as_ref().and_then(|node| cx.schemas.keywords(node.into()));
    said.is_some_and(|keywords| {
        keywords.kind == Some(Kind::Object)
            && keywords.says_nothing()
            && matches!(keywords.additional, Some(Others::Any(false)))
    })
}
