//! What a method's page says of what goes out and what comes back: the sections of parameters and of the answer.

use super::answers::{status_name, status_text};
use crate::{
    analyse::Output,
    emit::{
        Context,
        docs::{self, code},
        rust::bare,
        scalars::{Path, RustScalar},
    },
    ir::{Answer, AnswerBody, Body, BodyContent, BodyKind, Operation, Parameter, Scalar, Type},
};

/// The section of parameters: the method's arguments, then what the request has setters for. What nothing is said of
/// stands in the signature alone.
pub(super) fn parameters(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    content: Option<&BodyContent>,
) -> Vec<String> {
    let names = &cx.names.operations[index];
    let pairs = || operation.parameters.iter().zip(&names.parameters);
    let mut lines: Vec<String> = pairs()
        .filter(|(parameter, _)| parameter.required)
        .flat_map(|(parameter, name)| required(parameter, name))
        .collect();
    let body = operation.body.as_ref();
    if let (Some(body), Some(content)) = (body, content) {
        lines.extend(required_body(cx, body, content));
    }
    let optional = pairs().filter(|(parameter, _)| !parameter.required);
    let mut setters: Vec<String> = optional
        .flat_map(|(parameter, name)| {
            let mut head = setter_link(&names.request, name);
            if parameter.deprecated {
                head.push_str(" (deprecated)");
            }
            let about = parameter.description.as_deref().map(docs::first_sentence);
            docs::own_item(&with_text(head, &about.unwrap_or_default()))
        })
        .collect();
    if let Some(body) = body.filter(|body| !body.required) {
        for (content, name) in body.contents.iter().zip(&names.body_setters) {
            let head = format!("{}, {}", setter_link(&names.request, name), body_kind(cx, content));
            let about = body.description.as_deref().filter(|_| *name == names.body_setters[0]);
            setters.extend(docs::item_behind(&head, about.unwrap_or_default()));
        }
    }
    if !setters.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend([format!("Optional, on [`{}`]:", names.request), String::new()]);
        lines.extend(setters);
    }
    headed("# Parameters", lines)
}

/// An argument of the method, or what goes out without being asked for.
fn required(parameter: &Parameter, name: &str) -> Vec<String> {
    let about = parameter.description.as_deref().unwrap_or_default();
    if let Some(constant) = &parameter.constant {
        let head = format!("{}, always {}", code(&parameter.name), code(&shown(constant)));
        return if about.is_empty() { Vec::new() } else { docs::item_behind(&head, about) };
    }
    let default = parameter.default.as_ref().map(shown);
    let default = default.filter(|it| it.len() <= 40 && !about.contains(it.as_str()));
    let mut head = format!("`{}`", bare(name));
    if parameter.deprecated {
        head.push_str(" (deprecated)");
    }
    match default {
        Some(default) => head.push_str(&format!(" (usually {})", code(&default))),
        None if about.is_empty() => return Vec::new(),
        None => {}
    }
    docs::item_behind(&head, about)
}

/// The body that the method takes, if there is anything to say of it.
fn required_body(cx: Context<'_>, body: &Body, content: &BodyContent) -> Vec<String> {
    let own = content.kind.ty().and_then(|ty| described(cx, ty));
    let head = format!("`body`, {}", body_kind(cx, content));
    match (&body.description, own) {
        (Some(about), _) => docs::item_behind(&head, about),
        (None, Some(about)) => docs::own_item(&with_text(head, &docs::first_sentence(about))),
        (None, None) if content.media_type != "application/json" => docs::own_item(&head),
        (None, None) => Vec::new(),
    }
}

/// What a body is: its type, and how it is sent where that is not the usual way.
pub(super) fn body_kind(cx: Context<'_>, content: &BodyContent) -> String {
    let what = match &content.kind {
        BodyKind::Text => "text".to_owned(),
        BodyKind::Bytes => "bytes".to_owned(),
        BodyKind::Json(ty) | BodyKind::Form(ty) | BodyKind::Multipart(ty) => kind(cx, ty),
    };
    match content.media_type.as_str() {
        "application/json" => what,
        media_type => format!("{what} as {}", code(media_type)),
    }
}

/// The section of what a call gives when it went well.
pub(super) fn returns(cx: Context<'_>, index: usize, operation: &Operation) -> Vec<String> {
    let lines = match (Output::of(operation), operation.answers.as_slice()) {
        (Output::One(_), [answer]) => {
            let what = capital(&given(cx, answer));
            match status_phrase(answer) {
                Some(phrase) => docs::own(&format!("{what} ({phrase}).")),
                None if answer.description.trim().is_empty() => docs::own(&format!("{what}.")),
                None => docs::behind(&what, &answer.description),
            }
        }
        (Output::One(_), _) => Vec::new(),
        (Output::ByStatus, answers) => {
            let lead = format!("[`{}`], by status:", cx.names.operations[index].answer);
            let mut lines = vec![lead, String::new()];
            for answer in answers {
                let what = match (&answer.body, &answer.stream) {
                    (AnswerBody::Empty, None) => String::new(),
                    _ => given(cx, answer),
                };
                let what = if what.is_empty() { what } else { format!(", {what}") };
                let (head, about) = match status_phrase(answer) {
                    Some(phrase) => (phrase + &what, ""),
                    None => (status_text(answer.status) + &what, answer.description.as_str()),
                };
                lines.extend(docs::item_behind(&head, about));
            }
            lines
        }
    };
    headed("# Returns", lines)
}

/// The status with the document's word for it, where that says nothing else.
fn status_phrase(answer: &Answer) -> Option<String> {
    let crate::ir::Status::Exact(status) = answer.status else { return None };
    let letters = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
    };
    let same = letters(&answer.description) == letters(&status_name(answer.status));
    let words = answer.description.trim().trim_end_matches('.');
    (same && words.len() < 40).then(|| code(&format!("{status} {words}")))
}

/// What comes with an answer.
fn given(cx: Context<'_>, answer: &Answer) -> String {
    let stream = answer.stream.as_ref().map(|stream| match stream.items.ty() {
        Some(ty) => format!("a stream of {}", kind(cx, ty)),
        None => "a stream of events".to_owned(),
    });
    let whole = match &answer.body {
        AnswerBody::Empty => "`()`".to_owned(),
        AnswerBody::Json(ty) => kind(cx, ty),
        AnswerBody::Text => "`String`".to_owned(),
        AnswerBody::Bytes => "`Bytes`".to_owned(),
        AnswerBody::Stream => return stream.unwrap_or_default(),
    };
    match stream {
        Some(stream) => format!("{whole}, or {stream}"),
        None => whole,
    }
}

/// A type in words, with a link to it. The link names its target: `[x]: y` would define one, and show nothing.
pub(super) fn kind(cx: Context<'_>, ty: &Type) -> String {
    match ty {
        Type::Named(id) => format!("[`{0}`](types::{0})", cx.names.types[id.0].ident),
        Type::List(item) => format!("a list of {}", kind(cx, item)),
        Type::Only(item) => format!("a list of one {}", kind(cx, item)),
        Type::OrEmpty(inner) => format!("{} or the empty text", kind(cx, inner)),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| kind(cx, item)).collect();
            format!("a list that holds {}", items.join(", "))
        }
        Type::Map(value) => format!("a map of {}", kind(cx, value)),
        Type::Nullable(inner) => format!("{} or null", kind(cx, inner)),
        Type::Any(_) => "JSON".to_owned(),
        Type::Scalar(scalar) => scalar_kind(*scalar),
    }
}

fn scalar_kind(scalar: Scalar) -> String {
    match RustScalar::of(scalar).path {
        Path::Primitive(name) | Path::Prelude(name) | Path::Runtime(name) => format!("`{name}`"),
        Path::VecOf(item) => format!("a list of {}", scalar_kind(item)),
        Path::TextOf(_) => "`TextOf`".to_owned(),
    }
}

/// What the document says of a type that has a name.
fn described<'a>(cx: Context<'a>, ty: &Type) -> Option<&'a str> {
    let Type::Named(id) = ty.split_null().0 else { return None };
    cx.api.type_def(*id).description.as_deref()
}

/// A link to a setter; a field of the request has that one's name.
fn setter_link(request: &str, name: &str) -> String {
    let name = bare(name);
    let kind = if name == "request" { "method@" } else { "" };
    format!("[`{name}`]({kind}{request}::{name})")
}

fn with_text(head: String, about: &str) -> String {
    if about.is_empty() { head } else { format!("{head}: {about}") }
}

/// A text bare, any other value as JSON.
fn shown(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

fn headed(head: &str, mut lines: Vec<String>) -> Vec<String> {
    if !lines.is_empty() {
        lines.splice(0..0, [head.to_owned(), String::new()]);
    }
    lines
}
