//! Example calls: expressions that compile, made from the document's examples where it has them.

mod layout;
mod scalars;
mod showcase;
mod values;
mod words;

pub(super) use self::showcase::showcase;
use self::values::{Shown, Values};
use super::{Context, rust::use_line};
use crate::{
    analyse::Output,
    ir::{AnswerBody, BodyContent, BodyKind, Operation},
};

/// An example: what it imports, and what it does.
pub(super) struct Example {
    uses: Vec<String>,
    lines: Vec<String>,
}

impl Example {
    /// The lines, with others between the imports and the call.
    pub(super) fn behind(self, before: Option<String>) -> Vec<String> {
        let mut lines = self.uses;
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(before);
        lines.extend(self.lines);
        lines
    }

    /// What a function gives that holds it.
    pub(super) fn result(&self, cx: Context<'_>) -> String {
        if self.lines.iter().any(|line| line.contains(scalars::PARSED)) {
            "Result<(), Box<dyn std::error::Error>>".to_owned()
        } else {
            format!("{}::Result<()>", cx.names.krate)
        }
    }

    /// The lines alone.
    pub(super) fn lines(self) -> Vec<String> {
        self.behind(None)
    }
}

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
pub(super) fn call(cx: Context<'_>, index: usize, manner: Manner) -> Option<Example> {
    let (start, send, streamed) = match Output::of(&cx.api.operations[index]) {
        Output::One(AnswerBody::Stream) => ("let mut items = ", ".send_stream", true),
        Output::One(AnswerBody::Empty) => ("", ".send", false),
        _ => ("let answer = ", ".send", false),
    };
    let (sending, items) = match manner {
        Manner::Awaited => (format!("{send}().await?;"), ITEMS),
        Manner::Blocking => (format!("{send}_blocking()?;"), ITEMS_BLOCKING),
    };
    example(cx, index, start, &sending, if streamed { items } else { &[] })
}

/// The lines that go through the items of all pages.
pub(super) fn items(cx: Context<'_>, index: usize) -> Option<Example> {
    example(cx, index, "let mut items = ", ".items();", ITEMS)
}

/// Lines of code as an example in documentation, where they are compiled.
pub(super) fn block(cx: Context<'_>, example: Example) -> impl Iterator<Item = String> {
    let result = example.result(cx);
    let start = format!("# async fn run(client: {}::Client) -> {result} {{", cx.names.krate);
    let end = ["# Ok(())", "# }", "```"].map(str::to_owned);
    ["```no_run".to_owned(), start].into_iter().chain(example.lines()).chain(end)
}

/// `start`, the request, what becomes of it, and the rest.
fn example(
    cx: Context<'_>,
    index: usize,
    start: &str,
    sending: &str,
    rest: &[&str],
) -> Option<Example> {
    let mut values = Values::new(cx);
    let arguments = arguments(&mut values, &cx.api.operations[index])?.join(", ");
    let group = &cx.names.groups[cx.api.operations[index].group.0].module;
    let method = &cx.names.operations[index].methods[0];
    let mut lines =
        layout::laid_out(format!("{start}client.{group}().{method}({arguments}){sending}"));
    lines.extend(rest.iter().map(|line| (*line).to_owned()));
    let types: Vec<&str> = values.types.into_iter().collect();
    Some(Example { uses: use_line(&format!("{}::types", cx.names.krate), &types), lines })
}

/// What the method is called with. `None` where a value would be too much for an example.
fn arguments(values: &mut Values<'_>, operation: &Operation) -> Option<Vec<String>> {
    let mut arguments = Vec::new();
    for parameter in operation.parameters.iter().filter(|it| it.required && it.constant.is_none()) {
        let value = parameter.example.as_ref().or(parameter.default.as_ref());
        arguments.push(values.argument(&parameter.ty, Shown { name: &parameter.name, value })?);
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        arguments.push(body_argument(values, body.contents.first()?)?);
    }
    Some(arguments)
}

/// Whether a call leaves nothing to show.
pub(super) fn gives_nothing(operation: &Operation) -> bool {
    matches!(Output::of(operation), Output::One(AnswerBody::Empty | AnswerBody::Stream))
}

fn body_argument(values: &mut Values<'_>, content: &BodyContent) -> Option<String> {
    let shown = Shown { name: "body", value: content.example.as_ref() };
    match &content.kind {
        BodyKind::Json(ty) | BodyKind::Form(ty) | BodyKind::Multipart(ty) => {
            values.argument(ty, shown)
        }
        BodyKind::Text => Some(format!("{}{}", values::text(shown), content_type(content))),
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
