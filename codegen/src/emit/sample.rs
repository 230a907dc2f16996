//! Example calls: expressions that compile, made from the document's examples where it has them.

use std::fmt::Write as _;

use serde_json::Value;

use super::{
    Context,
    literal::literal,
    scalars::{RustScalar, Sample, Taken, parameter_taken},
};
use crate::{
    analyse::Output,
    ir::{
        AnswerBody, BodyContent, BodyKind, EnumWire, Evidence, Field, Operation, Scalar, Type,
        TypeId, TypeKind,
    },
};

/// How deep an example may go before it is no example any more.
const DEPTH: usize = 4;

/// What is done with the items of a stream.
const ITEMS: &[&str] =
    &["while let Some(item) = items.next().await {", "    println!(\"{:?}\", item?);", "}"];

/// The same without an async runtime.
const ITEMS_BLOCKING: &[&str] =
    &["while let Some(item) = items.next_blocking() {", "    println!(\"{:?}\", item?);", "}"];

/// How a call is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// In async code.
    Awaited,
    /// On a thread of its own.
    Blocking,
}

/// The lines of a call. `None` where a value would be too much for an example.
pub(super) fn call(cx: Context<'_>, index: usize, manner: Manner) -> Option<Vec<String>> {
    let (start, send, streamed) = match Output::of(&cx.api.operations[index]) {
        Output::One(AnswerBody::Stream) => ("let mut items = ", ".send_stream", true),
        Output::One(AnswerBody::Empty) => ("", ".send", false),
        _ => ("let answer = ", ".send", false),
    };
    let (sending, items) = match manner {
        Manner::Awaited => (vec![format!("{send}()"), ".await?;".to_owned()], ITEMS),
        Manner::Blocking => (vec![format!("{send}_blocking()?;")], ITEMS_BLOCKING),
    };
    let sending: Vec<&str> = sending.iter().map(String::as_str).collect();
    lines(cx, index, start, &sending, if streamed { items } else { &[] })
}

/// The lines that go through the items of all pages.
pub(super) fn items(cx: Context<'_>, index: usize) -> Option<Vec<String>> {
    lines(cx, index, "let mut items = ", &[".items();"], ITEMS)
}

/// Lines of code as an example in documentation, where they are compiled.
pub(super) fn block(cx: Context<'_>, code: Vec<String>) -> impl Iterator<Item = String> {
    let krate = &cx.names.krate;
    let start = format!("# async fn run(client: {krate}::Client) -> {krate}::Result<()> {{");
    let end = ["# Ok(())", "# }", "```"].map(str::to_owned);
    ["```no_run".to_owned(), start].into_iter().chain(code).chain(end)
}

/// `start`, the request, what becomes of it, and the rest.
fn lines(
    cx: Context<'_>,
    index: usize,
    start: &str,
    sending: &[&str],
    rest: &[&str],
) -> Option<Vec<String>> {
    let operation = &cx.api.operations[index];
    let names = &cx.names.operations[index];
    let group = &cx.names.groups[operation.group.0];
    let mut arguments = Vec::new();
    for parameter in operation.parameters.iter().filter(|it| it.required && it.constant.is_none()) {
        arguments.push(argument(cx, &parameter.ty, parameter.example.as_ref())?);
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        arguments.push(body_argument(cx, body.contents.first()?)?);
    }
    let method = format!(".{}({})", names.methods[0], arguments.join(", "));
    let flat = format!("{start}client.{}(){method}{}", group.module, sending.concat());
    let mut lines = if flat.len() <= 90 {
        vec![flat]
    } else {
        let mut lines = vec![format!("{start}client"), format!("    .{}()", group.module)];
        let calls = [method.as_str()].into_iter().chain(sending.iter().copied());
        lines.extend(calls.map(|call| format!("    {call}")));
        lines
    };
    lines.extend(rest.iter().map(|line| (*line).to_owned()));
    Some(lines)
}

/// Whether a call leaves nothing to show.
pub(super) fn gives_nothing(operation: &Operation) -> bool {
    matches!(Output::of(operation), Output::One(AnswerBody::Empty | AnswerBody::Stream))
}

/// The operation that shows best what calling looks like: reads something that is well known, with few arguments.
pub(super) fn showcase(cx: Context<'_>) -> Option<usize> {
    let callable = |index: &usize| call(cx, *index, Manner::Awaited).is_some();
    let effort = |index: &usize| {
        let operation = &cx.api.operations[*index];
        let asked =
            operation.parameters.iter().filter(|it| it.required && it.constant.is_none()).count();
        let typed = operation
            .answers
            .iter()
            .any(|answer| matches!(&answer.body, AnswerBody::Json(ty) if is_named(ty)));
        let doubt = doubt(operation.evidence.as_ref());
        let reads = operation.method == crate::ir::Method::Get;
        (!reads, operation.deprecated, doubt, !typed, asked, *index)
    };
    (0..cx.api.operations.len()).filter(callable).min_by_key(effort)
}

/// Whether a type has a name, or holds one item that has.
fn is_named(ty: &Type) -> bool {
    match ty {
        Type::Named(_) => true,
        Type::Only(item) => is_named(item),
        _ => false,
    }
}

/// How weak the evidence for an operation is, where the document tells.
fn doubt(evidence: Option<&Evidence>) -> usize {
    let levels = ["documented", "partial", "third-party"];
    evidence.map_or(0, |evidence| {
        levels.iter().position(|level| *level == evidence.level).unwrap_or(levels.len())
    })
}

fn body_argument(cx: Context<'_>, content: &BodyContent) -> Option<String> {
    match &content.kind {
        BodyKind::Json(ty) | BodyKind::Form(ty) | BodyKind::Multipart(ty) => {
            argument(cx, ty, content.example.as_ref())
        }
        BodyKind::Text => Some(format!("\"text\"{}", content_type(content))),
        BodyKind::Bytes => Some(format!("vec![0_u8]{}", content_type(content))),
    }
}

/// The media type that the caller gives beside a body.
fn content_type(content: &BodyContent) -> &'static str {
    if !content.is_named_by_caller() {
        return "";
    }
    match content.media_type.split('/').next() {
        Some("image") => ", \"image/png\"",
        Some("audio") => ", \"audio/mpeg\"",
        Some("video") => ", \"video/mp4\"",
        Some("text") => ", \"text/plain\"",
        Some("multipart") => ", \"multipart/mixed; boundary=b\"",
        _ if matches!(content.kind, BodyKind::Text) => ", \"text/plain\"",
        _ => ", \"application/octet-stream\"",
    }
}

/// A value as a method takes it: text and lists bare, what is copied by value, the rest by reference.
fn argument(cx: Context<'_>, ty: &Type, example: Option<&Value>) -> Option<String> {
    if let Type::Nullable(_) = ty {
        return Some("None".to_owned());
    }
    match (parameter_taken(cx, ty), ty) {
        (Taken::Str, _) => Some(text(example)),
        (Taken::Texts, Type::List(_)) => Some(format!("[{}]", text(first(example)))),
        (Taken::Integers, _) => Some("&[1]".to_owned()),
        (_, Type::List(item)) => Some(format!("&[{}]", element(cx, item, first(example), 0)?)),
        (Taken::Texts | Taken::FlagNumber, _) => owned(cx, ty, example, 0),
        (Taken::Value, _) if cx.facts.is_copy(cx.api, ty) => owned(cx, ty, example, 0),
        (Taken::Value, _) => Some(format!("&{}", owned(cx, ty, example, 0)?)),
    }
}

/// A value as a constructor takes it.
fn owned(cx: Context<'_>, ty: &Type, example: Option<&Value>, depth: usize) -> Option<String> {
    if depth > DEPTH {
        return None;
    }
    let krate = &cx.names.krate;
    if let Type::Nullable(_) = ty {
        return Some("None".to_owned());
    }
    if cx.facts.is_string(cx.api, ty) {
        return Some(text(example));
    }
    match ty {
        Type::Any(_) => Some(format!("{krate}::Value::Null")),
        Type::List(item) => match &**item {
            Type::Scalar(Scalar::String) => Some(format!("[{}]", text(first(example)))),
            item => Some(format!("vec![{}]", element(cx, item, first(example), depth + 1)?)),
        },
        Type::Map(_) => Some("std::collections::BTreeMap::new()".to_owned()),
        Type::Nullable(_) | Type::Only(_) => None,
        Type::Tuple(items) => {
            let shown = |index: usize| example.and_then(|example| example.get(index));
            let items = items.iter().enumerate();
            let items: Option<Vec<String>> =
                items.map(|(index, item)| element(cx, item, shown(index), depth + 1)).collect();
            Some(format!("({})", items?.join(", ")))
        }
        Type::Scalar(scalar) => scalar_value(krate, *scalar, example),
        Type::Named(id) => named(cx, *id, example, depth),
    }
}

/// A value as a list holds it: nothing turns a literal into a `String` there.
fn element(cx: Context<'_>, ty: &Type, example: Option<&Value>, depth: usize) -> Option<String> {
    let value = owned(cx, ty, example, depth)?;
    if value.starts_with('[') {
        return None;
    }
    let bare = cx.facts.is_string(cx.api, ty) && !matches!(ty, Type::Nullable(_));
    Some(if bare { format!("{value}.to_owned()") } else { value })
}

fn named(cx: Context<'_>, id: TypeId, example: Option<&Value>, depth: usize) -> Option<String> {
    let def = cx.api.type_def(id);
    let names = &cx.names.types[id.0];
    if def.replaced_by.is_some() || cx.facts.wrapped.contains(&id) {
        return None;
    }
    let path = format!("{}::types::{}", cx.names.krate, names.ident);
    match &def.kind {
        TypeKind::Alias { target, .. } => match target {
            // A constructor that takes an alias takes it as it is, and no iterator of texts.
            Type::List(item) if cx.facts.is_string(cx.api, item) => Some("Vec::new()".to_owned()),
            target => owned(cx, target, example, depth + 1),
        },
        TypeKind::Enum(listed) => {
            let wanted = |wire: &EnumWire| match (wire, example) {
                (EnumWire::String(text), Some(Value::String(shown))) => text == shown,
                (EnumWire::Integer(number), Some(shown)) => shown.as_i64() == Some(*number),
                _ => false,
            };
            let at = listed.values.iter().position(|value| wanted(&value.wire)).unwrap_or(0);
            names.members.get(at).map(|variant| format!("{path}::{variant}"))
        }
        TypeKind::Object(object) if cx.facts.in_requests.contains(&id) => {
            let shown = |field: &Field| {
                example.and_then(|it| it.get(&field.wire)).or(field.example.as_ref()).cloned()
            };
            let asked = &cx.facts.objects[id.0].asked;
            let mut arguments = Vec::new();
            for &index in asked {
                let field = &object.fields[index];
                arguments.push(owned(cx, &field.ty, shown(field).as_ref(), depth + 1)?);
            }
            let mut value = format!("{path}::new({})", arguments.join(", "));
            // What is optional shows itself by one field that the document has an example for.
            let optional = object.fields.iter().enumerate().find(|(index, field)| {
                asked.binary_search(index).is_err()
                    && cx.facts.is_string(cx.api, &field.ty)
                    && !field.deprecated
                    && shown(field).is_some_and(|it| it.as_str().is_some_and(|it| !it.is_empty()))
            });
            if let Some((index, field)) = optional {
                let _ = write!(value, ".{}({})", names.setters[index], text(shown(field).as_ref()));
            }
            Some(value)
        }
        TypeKind::Object(_) => None,
        TypeKind::Union(union) => {
            let (at, variant) = union.variants.iter().enumerate().next()?;
            if cx.facts.boxed.contains(&(id, at)) {
                return None;
            }
            let held = owned(cx, &variant.ty, None, depth + 1)?;
            let held = if cx.facts.is_string(cx.api, &variant.ty) {
                format!("{held}.to_owned()")
            } else {
                held
            };
            let held = if held.starts_with('[') {
                format!("{held}.map(String::from).to_vec()")
            } else {
                held
            };
            Some(format!("{path}::{}({held})", names.members[at]))
        }
    }
}

fn scalar_value(krate: &str, scalar: Scalar, example: Option<&Value>) -> Option<String> {
    match RustScalar::of(scalar).sample {
        Sample::Text => Some(text(example)),
        Sample::Integer => {
            let shown = example.and_then(Value::as_u64).filter(|&n| n <= 1_000_000);
            Some(shown.unwrap_or(1).to_string())
        }
        Sample::Code(code) => Some(code.to_owned()),
        Sample::OfCrate(code) => Some(format!("{krate}::{code}")),
        Sample::None => None,
    }
}

fn first(example: Option<&Value>) -> Option<&Value> {
    example.and_then(|it| it.get(0))
}

/// A text, short enough for an example.
fn text(example: Option<&Value>) -> String {
    match example {
        Some(Value::String(text)) if text.chars().count() <= 60 && !text.contains('\n') => {
            literal(text)
        }
        _ => "\"text\"".to_owned(),
    }
}
