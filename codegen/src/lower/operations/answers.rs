//! Answers: what comes back, by status.

use crate::{
    diagnostic::{Code, Pointer},
    ir::{Answer, AnswerBody, AnswerStream, Header, Method, Scalar, Status, Type},
    lower::{
        context::Context,
        examples,
        meaning::{Kind, Node},
        schemas::{
            references::{self, UNSUPPORTED_REF},
            scalars,
        },
        site::Site,
    },
    model::{
        self, MediaType, ParameterSchemaOrContent, ReferenceOr, Response, Responses, StatusCode,
    },
};

use super::{
    bodies::{MEDIA_TYPE_UNKNOWN, MEDIA_TYPE_UNTYPED, schema_type, shared_site},
    media_types::{Family, family, is_file, is_typed, is_unknown, is_wildcard, sequential},
    streams,
};

pub(crate) static BODY_WITHOUT_CONTENT: Code = Code::warning(
    "body-without-content",
    "a status that has no body by HTTP's rules has one",
    "Answers of the statuses 1xx, 204, 205 and 304, and answers to HEAD, have no body, whatever the \
     document says. The client reads none.",
);

/// The answers of an operation that are no errors, and those that are. `site`: the operation.
pub(in crate::lower) fn lower<'a>(
    cx: &mut Context<'a>,
    responses: &'a Responses,
    method: &Method,
    site: &Site,
) -> (Vec<Answer>, Vec<Answer>) {
    let listed: Vec<(Status, String, &ReferenceOr<Response>)> = responses
        .responses
        .iter()
        .filter_map(|(code, response)| {
            let status = match code {
                StatusCode::Code(code) => Status::Exact(*code),
                StatusCode::Range(hundred) => Status::Range(u8::try_from(*hundred).ok()?),
            };
            Some((status, code.to_string(), response))
        })
        .chain(
            responses
                .default
                .as_deref()
                .map(|response| (Status::Default, "default".to_owned(), response)),
        )
        .collect();
    let has_success = listed.iter().any(|(status, ..)| is_2xx(*status));
    // Beside what can go wrong, every other status is one more way to go wrong.
    let has_failure = listed
        .iter()
        .any(|(status, ..)| matches!(status, Status::Exact(400..=599) | Status::Range(4 | 5)));
    let is_answer = |status: Status| match status {
        Status::Exact(304) => true,
        Status::Default => !has_success && !has_failure,
        other => is_2xx(other),
    };
    let answers = listed.iter().filter(|(status, ..)| is_answer(*status)).count();
    let errors = listed.len() - answers;

    let (mut out_answers, mut out_errors) = (Vec::new(), Vec::new());
    for (status, text, response) in listed {
        let (out, word, alone) = if is_answer(status) {
            (&mut out_answers, "response", answers == 1)
        } else {
            (&mut out_errors, "error", errors == 1)
        };
        let at = site.at.join("responses").join(&text);
        let named = site.at(&at).word(word);
        let named = if alone { named } else { named.word(&text) };
        let to = To { status, method, is_error: !is_answer(status) };
        if let Some(answer) = one(cx, to, response, &named) {
            out.push(answer);
        }
    }
    // Stable: exact statuses, then ranges, then the default.
    let class = |answer: &Answer| match answer.status {
        Status::Exact(_) => 0,
        Status::Range(_) => 1,
        Status::Default => 2,
    };
    out_answers.sort_by_key(class);
    out_errors.sort_by_key(class);
    (out_answers, out_errors)
}

fn is_2xx(status: Status) -> bool {
    matches!(status, Status::Exact(200..=299) | Status::Range(2))
}

/// What an answer answers to.
#[derive(Clone, Copy)]
struct To<'m> {
    status: Status,
    method: &'m Method,
    is_error: bool,
}

fn one<'a>(
    cx: &mut Context<'a>,
    to: To<'_>,
    response: &'a ReferenceOr<Response>,
    site: &Site,
) -> Option<Answer> {
    let shared = references::shared_name(response);
    let Some((response, at)) = cx.resolved.response(response, &site.at) else {
        cx.report(&UNSUPPORTED_REF, &site.at, "the reference leads to no response; it is left out");
        return None;
    };
    let site = shared.map_or_else(|| site.clone(), |name| shared_site(&at, &name, "response"));
    let Content { body, stream, raw, example } = body(cx, to, response, &site);
    let accept = accept(response, &body);
    let bytes = bytes_beside(response, &body);
    Some(Answer {
        status: to.status,
        description: response.description.clone(),
        body,
        stream,
        bytes,
        raw,
        accept,
        headers: headers(cx, response),
        example,
        pointer: site.at,
    })
}

/// What a response carries.
struct Content {
    body: AnswerBody,
    stream: Option<AnswerStream>,
    raw: bool,
    example: Option<serde_json::Value>,
}

impl Content {
    const EMPTY: Self = Self { body: AnswerBody::Empty, stream: None, raw: false, example: None };
}

fn body<'a>(cx: &mut Context<'a>, to: To<'_>, response: &'a Response, site: &Site) -> Content {
    if response.content.is_empty() {
        return Content::EMPTY;
    }
    // By HTTP's own rules these have no body, whatever is written.
    if *to.method == Method::Head {
        return Content::EMPTY;
    }
    if matches!(to.status, Status::Exact(204 | 205 | 304)) {
        cx.report(&BODY_WITHOUT_CONTENT, &site.at, "an answer of this status has no body");
        return Content::EMPTY;
    }
    let stream = if to.is_error { None } else { streams::lower(cx, response, site) };
    let chosen = response
        .content
        .iter()
        .filter(|(name, _)| stream.is_none() || sequential(name).is_none())
        .map(|(name, media)| (family(cx, name, media), name, media))
        .min_by_key(|(family, ..)| *family);
    let Some((family, name, media)) = chosen else {
        return Content { body: AnswerBody::Stream, stream, ..Content::EMPTY };
    };
    let at = site.at.join("content").join(name.as_str());
    let example = examples::first(cx, media.example.as_ref(), &media.examples);
    let raw = family != Family::Json && is_typed(cx, media);
    if raw {
        warn_untyped(cx, &at, name, family);
    }
    let body = match family {
        Family::Json => AnswerBody::Json(json(cx, media, &site.at(&at))),
        Family::Text => AnswerBody::Text,
        Family::Form | Family::Multipart | Family::Bytes => {
            if is_unknown(name) && !raw {
                note_unknown(cx, &at, name);
            }
            AnswerBody::Bytes
        }
    };
    Content { body, stream, raw, example }
}

/// The media types to ask for: those that the document writes, unless any will do or the kind of body says it.
fn accept(response: &Response, body: &AnswerBody) -> Option<String> {
    let names = response.content.keys().map(String::as_str);
    let names = names.filter(|name| !is_wildcard(name) && sequential(name).is_none());
    let names: Vec<&str> = match body {
        AnswerBody::Empty | AnswerBody::Stream => return None,
        AnswerBody::Json(_) if response.content.contains_key("application/json") => return None,
        AnswerBody::Json(_) => names.filter(|name| name.contains("json")).collect(),
        AnswerBody::Text | AnswerBody::Bytes => names.collect(),
    };
    (!names.is_empty()).then(|| names.join(", "))
}

fn json<'a>(cx: &mut Context<'a>, media: &'a MediaType, site: &Site) -> Type {
    schema_type(cx, media, site)
}

/// The media types of bytes that can come in the place of JSON: files, not other ways to write the same.
fn bytes_beside(response: &Response, body: &AnswerBody) -> Option<String> {
    let AnswerBody::Json(_) = body else { return None };
    let names = response.content.keys().map(String::as_str);
    let names: Vec<&str> = names.filter(|name| is_file(name)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn warn_untyped(cx: &mut Context<'_>, at: &Pointer, name: &str, family: Family) {
    let what = if family == Family::Text { "text" } else { "bytes" };
    let message = format!("what the answer holds is typed here, but `{name}` is read as {what}");
    cx.report(&MEDIA_TYPE_UNTYPED, at, message);
}

fn note_unknown(cx: &mut Context<'_>, at: &Pointer, name: &str) {
    cx.report(&MEDIA_TYPE_UNKNOWN, at, format!("`{name}` is read as bytes"));
}

const TEXT: Type = Type::Scalar(Scalar::String);

/// The type of a header's values: a scalar, or a list of such. A header is text at first, so that what would need a
/// type of its own, or has no one way to stand there, stays text.
fn header_type<'a>(cx: &Context<'a>, header: &'a model::Header) -> Type {
    let ParameterSchemaOrContent::Schema(schema) = &header.format else { return TEXT };
    let scalar = |node: Node<'a>| {
        let keywords = cx.schemas.unwrapped(node).or_else(|| cx.schemas.keywords(node))?;
        keywords.inferred_kind().filter(|kind| kind.is_scalar())?;
        let scalar = scalars::scalar(&keywords);
        Some(if scalar.facts().in_headers { scalar } else { Scalar::String })
    };
    let node = Node::from(schema.as_ref());
    if let Some(scalar) = scalar(node) {
        return Type::Scalar(scalar);
    }
    let list = cx.schemas.unwrapped(node);
    let items =
        list.filter(|list| list.inferred_kind() == Some(Kind::Array)).and_then(|list| list.items);
    let item = items.and_then(scalar);
    item.map_or(TEXT, |item| Type::List(Box::new(Type::Scalar(item))))
}

fn headers<'a>(cx: &Context<'a>, response: &'a Response) -> Vec<Header> {
    let nowhere = Pointer::root();
    response
        .headers
        .iter()
        // OpenAPI: the content type is said by the media types.
        .filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"))
        .map(|(name, header)| {
            let header = cx.resolved.header(header, &nowhere).map(|(header, _)| header);
            Header {
                name: name.clone(),
                ty: header.map_or(TEXT, |header| header_type(cx, header)),
                description: header.and_then(|header| header.description.clone()),
            }
        })
        .collect()
}
