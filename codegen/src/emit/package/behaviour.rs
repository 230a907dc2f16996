//! The README's sections about what a client does by itself. The pages that they refer to are the runtime's guide.

use std::fmt::Write as _;

use crate::{
    analyse::{Output, typed_errors},
    emit::Context,
    ir::{AnswerBody, Operation},
};

/// The sections that the API has a use for.
pub(super) fn sections(cx: Context<'_>) -> String {
    let mut text = sending(cx);
    text.push_str(&errors(cx));
    text.push_str(&streams(cx));
    text.push_str(FEATURES);
    text
}

fn sending(cx: Context<'_>) -> String {
    let krate = &cx.names.krate;
    let keyed = calls(cx, |operation| operation.idempotency_key().is_some());
    let mut text = format!(
        "\n## Sending\n\n```rust\nuse std::time::Duration;\n\nlet client = {krate}::Client::builder()\n    .from_env()\n    \
         .retries({krate}::Retries::default().attempts(5))\n    .timeout(Duration::from_secs(30))\n    .build()?;\n```\n\n{SENDING}\n"
    );
    if !keyed.is_empty() {
        let _ = writeln!(
            text,
            "\nThese calls carry an idempotency key, the caller's or a fresh one, and are sent again too:\n\n{}",
            keyed.join("\n")
        );
    }
    text
}

const SENDING: &str = "\
What is safe to repeat is sent up to three times unless set otherwise, for the client or for one request. Pauses grow and
are made uneven by chance, `Retry-After` is obeyed, and all calls of a client share a budget, so that an outage is not
multiplied. A token that the server refuses is fetched once more. A call has no limit of time unless one is set.
`.on_request(..)` and `.on_answer(..)` of the builder show a program each attempt.";

fn errors(cx: Context<'_>) -> String {
    let operations = cx.api.operations.iter().enumerate();
    let mut typed = operations.filter(|(_, operation)| typed_errors(operation).next().is_some());
    let Some((index, operation)) = typed.next() else { return String::new() };
    let (krate, group) = (&cx.names.krate, &cx.names.groups[operation.group.0].module);
    let name = &cx.names.operations[index].error;
    format!(
        "\n## Errors\n\n```rust\nfn explain(err: &{krate}::Error) {{\n    if let Some(Ok(error)) = err.documented::<{krate}::{group}::{name}>() {{\n        \
         eprintln!(\"{{error:?}}\");\n    }}\n}}\n```\n\n{ERRORS}\n"
    )
}

const ERRORS: &str = "\
Every call has the same error. Where the document describes the bodies of errors, they are an enum of the operation, by
exact status. The error keeps status, headers, request id and the bytes as they came; it knows how often the call was
sent, and whether another attempt makes sense.";

fn streams(cx: Context<'_>) -> String {
    let items = calls(cx, |it| it.answers.iter().any(|answer| answer.stream.is_some()));
    let bytes = calls(cx, |it| {
        let whole = Output::of(it);
        let held = matches!(whole, Output::One(AnswerBody::Bytes | AnswerBody::Text));
        held || it.answers.iter().any(|answer| answer.bytes.is_some())
    });
    if items.is_empty() && bytes.is_empty() {
        return String::new();
    }
    let mut text = "\n## Streams\n".to_owned();
    if !items.is_empty() {
        let _ = writeln!(
            text,
            "\n`.send_stream()` gives the items of these answers as they come; `.reconnecting()` lets events go on after a break:\n\n{}",
            items.join("\n")
        );
    }
    if !bytes.is_empty() {
        let _ = writeln!(
            text,
            "\n`.send_chunks()` gives the bytes of these answers as they come, and holds none of them:\n\n{}",
            bytes.join("\n")
        );
    }
    text
}

const FEATURES: &str = "
## Features

| feature | what it brings | by default |
|---|---|---|
| `async` | `.send()`, over reqwest on tokio; in a browser (`wasm32-unknown-unknown`) over its `fetch` | yes |
| `blocking` | `.send_blocking()`, over ureq, without an async runtime | no |
| `rustls` | TLS in Rust, with the system's certificates | yes |
| `native-tls` | TLS of the system | no |
| `tracing` | spans by OpenTelemetry's conventions for HTTP clients | no |

A program without an async runtime depends on this crate with `default-features = false` and
`features = [\"blocking\", \"rustls\"]`. Without `rustls` and `native-tls` there is no TLS, and a client for an `https` server cannot be built.
`Client::builder().transport(..)` takes another HTTP stack, or a recording, in place of both.
";

/// The calls of the operations that have something, as a list.
fn calls(cx: Context<'_>, has: impl Fn(&Operation) -> bool) -> Vec<String> {
    let operations = cx.api.operations.iter().enumerate().filter(|(_, operation)| has(operation));
    let call = |(index, operation): (usize, &Operation)| {
        let group = &cx.names.groups[operation.group.0].module;
        format!("- `{group}().{}()`", cx.names.operations[index].methods[0])
    };
    operations.map(call).collect()
}
