//! `README.md`.

use std::fmt::Write as _;

use super::{
    behaviour, credentials, environment, evidence, headline, lib_rs::client_line, limits, pages,
    settings,
};
use crate::emit::{
    Body, Context, Source,
    docs::{self, cell, code},
    operations::{about, operations_of},
    sample::{self, Manner},
    webhooks,
};
use crate::ir::{GroupId, Webhooks};

/// What is true of all that is read.
pub(super) const OPEN: &str = "Enums and unions keep values that this version does not know.";

pub(in crate::emit) fn generate(cx: Context<'_>) -> Source {
    let info = &cx.api.info;
    let mut text = format!("# {}\n\n", cx.settings.name);
    let _ = writeln!(text, "{}", headline(cx));
    if let Some(why) = &info.deprecated {
        let _ = writeln!(text, "\n**Deprecated by its vendor.** {}", docs::line(why));
    }
    if let Some(url) = &info.docs_url {
        let _ = writeln!(text, "\nThe vendor's documentation: {}", docs::address(url));
    }
    let showcase = sample::showcase(cx);
    if let Some(call) = showcase.and_then(|index| sample::call(cx, index, Manner::Awaited)) {
        let _ = writeln!(text, "\n```rust\n{}\n```", call.behind(Some(client_line(cx))).join("\n"));
        let _ = writeln!(
            text,
            "\n`cargo run --features blocking --example {}` makes this call without an async runtime, with a client from the environment.",
            super::example::name(cx)
        );
    }
    text.push_str(&before_operations(cx));
    let (head, rule) = evidence::column(cx);
    let _ = writeln!(
        text,
        "\n## Operations\n\n| call | request | what it does |{head}\n|---|---|---|{rule}"
    );
    for (group, names) in cx.names.groups.iter().enumerate() {
        for (index, operation) in operations_of(cx, GroupId(group)) {
            let _ = writeln!(
                text,
                "| `{}().{}()` | {} | {} |{}",
                names.module,
                cx.names.operations[index].methods[0],
                cell(&code(&format!("{} {}", operation.method.as_str(), operation.path))),
                cell(&about(operation)),
                if head.is_empty() { String::new() } else { evidence::cell(operation) },
            );
        }
    }
    text.push_str(&evidence::sections(cx));
    text.push_str(&behind_operations(cx));
    let _ = writeln!(
        text,
        "\n{OPEN}\n\nGenerated from {}. Do not edit: correct the document and generate again.",
        code(&cx.settings.source),
    );
    Source::other("README.md", Body::Page(text))
}

/// The sections about how a client is made.
pub(super) fn before_operations(cx: Context<'_>) -> String {
    let mut text = String::new();
    if !cx.api.servers.is_empty() {
        let _ = writeln!(text, "\n## Servers\n\n| constant | address |\n|---|---|");
        for (server, name) in cx.api.servers.iter().zip(&cx.names.servers) {
            let _ = writeln!(text, "| `servers::{name}` | {} |", cell(&code(&server.url)));
        }
    }
    if let Some(path) = &cx.api.relative_server {
        let _ = writeln!(
            text,
            "\n## Servers\n\nThe document gives a path and no address, {}: the base URL is that path below the server's own \
             address, {}.",
            code(path),
            code(&format!("https://api.example.com{path}")),
        );
    }
    let _ = writeln!(
        text,
        "\n## Environment\n\n`Client::from_env()` makes a client of these variables; `Client::builder().from_env()` lets the program set \
         more.\n\n{}",
        environment::rows(cx).join("\n")
    );
    let providers: Vec<_> =
        cx.names.schemes.iter().filter_map(|scheme| scheme.provider_setter.as_deref()).collect();
    if !providers.is_empty() {
        let _ = writeln!(
            text,
            "\nA `runtime::TokenProvider` gives keys that come from elsewhere, a vault say. The builder takes one by `.{}()`.",
            providers.join("()` or `.")
        );
    }
    text.push_str(&credentials::section(cx));
    text.push_str(&settings::section(cx));
    let limits = limits::items(cx);
    if !limits.is_empty() {
        let _ = writeln!(text, "\n## Limits\n\n{}", limits.join("\n"));
    }
    text
}

/// The sections about what calls do.
pub(super) fn behind_operations(cx: Context<'_>) -> String {
    let mut text = String::new();
    text.push_str(&pages::section(cx));
    if let Some(webhooks) = &cx.api.webhooks {
        text.push_str(&webhooks_section(cx, webhooks));
    }
    text.push_str(&behaviour::sections(cx));
    text
}

/// The events that the API sends by itself.
fn webhooks_section(cx: Context<'_>, listed: &Webhooks) -> String {
    let mut text = format!("\n## Webhooks\n\n{}\n", webhooks::about_signature(listed));
    let _ = writeln!(text, "\n```rust\n{}\n```", webhooks::example(cx, listed).join("\n"));
    let _ = writeln!(text, "\n| event | what it says |\n|---|---|");
    for (event, name) in listed.events.iter().zip(&cx.names.webhooks.events) {
        let about = event.description.as_deref().map(docs::line).unwrap_or_default();
        let _ = writeln!(text, "| `Event::{name}` | {} |", cell(&about));
    }
    text
}
