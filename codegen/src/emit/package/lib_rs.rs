//! `src/lib.rs`: the crate's documentation, its modules, and what it gives on from the runtime.

use quote::quote;

use super::{credential_calls, evidence, headline, index, readme, rustdoc};
use crate::emit::{
    Context, Item, Source, docs,
    literal::literal,
    sample::{self, Manner},
};

/// What users of the crate need of the runtime.
const EXPORTS: &[&str] = &[
    "ApiError",
    "AuthError",
    "Base64",
    "Body",
    "ByteStream",
    "Bytes",
    "CivilDateTime",
    "Constants",
    "Date",
    "DateTime",
    "DecodeError",
    "Error",
    "Event",
    "File",
    "HeaderMap",
    "ItemStream",
    "Items",
    "Maybe",
    "Method",
    "Only",
    "OrEmpty",
    "PagePosition",
    "Pages",
    "RequestError",
    "Response",
    "Retries",
    "Secret",
    "Server",
    "StatusCode",
    "TextOf",
    "TransportError",
    "Unknown",
    "UnknownInteger",
    "UnknownValue",
    "Uuid",
    "Value",
];

pub(in crate::emit) fn generate(cx: Context<'_>) -> Source {
    let info = &cx.api.info;
    let mut lines = docs::own(&headline(cx));
    let mut section = |text: Vec<String>| {
        if !text.is_empty() {
            lines.push(String::new());
            lines.extend(text);
        }
    };
    section(info.description.as_deref().map(docs::prose).unwrap_or_default());
    if let Some(why) = &info.deprecated {
        section(docs::own(&format!("**Deprecated by its vendor.** {}", docs::line(why))));
    }
    section(example(cx).unwrap_or_default());
    if cx.api.webhooks.is_some() {
        let module = &cx.names.webhooks.module;
        section(docs::own(&format!(
            "The events that the API sends by itself are in [`{module}`]."
        )));
    }
    if let Some(url) = &info.docs_url {
        section(vec![format!("The vendor's documentation: {}", docs::address(url))]);
    }
    let operations = index::operations(cx);
    if !operations.is_empty() {
        section(vec!["# Operations".to_owned()]);
        section(operations);
    }
    section(rustdoc::page(cx, &readme::before_operations(cx)));
    let named_only = evidence::named_only(cx);
    if !named_only.is_empty() {
        section(vec!["# Only named".to_owned()]);
        section(docs::own(evidence::ONLY_NAMED));
        section(named_only);
    }
    section(rustdoc::page(cx, &readme::behind_operations(cx)));
    section(vec![readme::OPEN.to_owned()]);

    let mut modules =
        vec!["mod client;".to_owned(), "mod schemes;".to_owned(), "pub mod servers;".to_owned()];
    modules.extend(cx.names.groups.iter().map(|group| format!("pub mod {};", group.module)));
    if cx.api.webhooks.is_some() {
        modules.push(format!("pub mod {};", cx.names.webhooks.module));
    }
    if !cx.api.types.is_empty() {
        modules.push("pub mod types;".to_owned());
    }
    modules.sort_by_key(|line| line.trim_start_matches("pub ").to_owned());
    let mut exports = vec!["pub use client::{Client, ClientBuilder};".to_owned()];
    exports.extend(
        crate::emit::rust::use_line("vetted_runtime", EXPORTS)
            .into_iter()
            .map(|line| if line.starts_with("use ") { format!("pub {line}") } else { line }),
    );
    // For what few users need: a transport of their own, say.
    exports.push("pub use vetted_runtime as runtime;".to_owned());
    let result = quote! {
        #[doc = " A result whose error is [`Error`]."]
        pub type Result<T> = std::result::Result<T, Error>;
    };
    Source::rust(
        "src/lib.rs",
        lines,
        vec![Item::code(modules), Item::code(exports), Item::Rust(result)],
    )
}

fn example(cx: Context<'_>) -> Option<Vec<String>> {
    let call = sample::call(cx, sample::showcase(cx)?, Manner::Awaited)?;
    let mut lines =
        vec!["```no_run".to_owned(), format!("# async fn run() -> {} {{", call.result(cx))];
    lines.extend(call.behind(Some(client_line(cx))));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    Some(lines)
}

/// `let client = …;`
pub(super) fn client_line(cx: Context<'_>) -> String {
    let base = if cx.api.servers.is_empty() {
        let path = cx.api.relative_server.as_deref().unwrap_or_default();
        format!(".base_url({})", literal(&format!("https://api.example.com{path}")))
    } else {
        String::new()
    };
    format!(
        "let client = {}::Client::builder(){base}{}.build()?;",
        cx.names.krate,
        credential_calls(cx).concat()
    )
}
