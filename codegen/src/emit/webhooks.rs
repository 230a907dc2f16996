//! `src/webhooks.rs`: the events that the API sends by itself, and how they are signed.

use quote::quote;

use super::{
    Context, Item, Source, Table, docs,
    literal::literal,
    rust::{Imports, push_group, tokens},
    types::{guarded_row, tagged_row, variant_docs},
};
use crate::ir::{Signature, SignatureEncoding, Webhooks};

/// What users of the module need of the runtime.
const EXPORTS: &str = "pub use vetted_runtime::webhooks::{SignatureEncoding, SignatureScheme, Verifier, WebhookError};";

pub(super) fn generate(cx: Context<'_>) -> Source {
    let none = Webhooks::default();
    let webhooks = cx.api.webhooks.as_ref().unwrap_or(&none);
    let mut imports = Imports::of_group_file(cx);
    let mut items = Vec::new();
    if let Some(signature) = &webhooks.signature {
        items.push(constant(signature));
        items.push(verifier(&imports.runtime("Secret")));
    }
    items.push(parse_unverified());
    items.extend(events(cx, webhooks, &mut imports));
    let mut uses = vec![EXPORTS.to_owned()];
    push_group(&mut uses, imports.lines_beside());
    if imports.uses_types() {
        push_group(&mut uses, vec!["use crate::types;".to_owned()]);
    }
    items.insert(0, Item::code(uses));
    let path = format!("src/{}.rs", cx.names.webhooks.module);
    Source::rust(path, module_docs(cx, webhooks), items)
}

/// A function that receives an event, for the documentation.
pub(super) fn example(cx: Context<'_>, webhooks: &Webhooks) -> Vec<String> {
    let (krate, module) = (&cx.names.krate, &cx.names.webhooks.module);
    let variant = cx.names.webhooks.events.first().map_or("Unknown", String::as_str);
    let signed = webhooks.signature.is_some();
    let [arguments, event] = if signed {
        ["secret: &str, headers: &HeaderMap, body: &[u8]", "verifier(secret).verify(headers, body)"]
    } else {
        ["body: &[u8]", "parse_unverified(body)"]
    };
    let imported = format!("{module}::{{self, Event, WebhookError}}");
    let imported = if signed { format!("{{HeaderMap, {imported}}}") } else { imported };
    vec![
        format!("use {krate}::{imported};"),
        String::new(),
        format!("fn receive({arguments}) -> Result<(), WebhookError> {{"),
        format!("    match {module}::{event}? {{"),
        format!("        Event::{variant}(event) => println!(\"{{event:?}}\"),"),
        "        other => println!(\"not for us: {other:?}\"),".to_owned(),
        "    }".to_owned(),
        "    Ok(())".to_owned(),
        "}".to_owned(),
    ]
}

/// What the document says of signatures, in a sentence.
pub(super) fn about_signature(webhooks: &Webhooks) -> String {
    match &webhooks.signature {
        Some(signature) => format!(
            "Each event is signed in the header {}. A verifier checks the signature over the body as it came, before \
             anything is read from it.",
            docs::code(&signature.header)
        ),
        None => "The document describes no signature, so whoever knows the URL can send an event: check by other means \
                 who calls. Where the vendor signs all the same, make a `Verifier` of a `SignatureScheme`."
            .to_owned(),
    }
}

fn module_docs(cx: Context<'_>, webhooks: &Webhooks) -> Vec<String> {
    let mut lines = vec!["The events that the API sends by itself.".to_owned(), String::new()];
    lines.extend(docs::own(&about_signature(webhooks)));
    lines.extend([String::new(), "```no_run".to_owned()]);
    lines.extend(example(cx, webhooks));
    lines.push("```".to_owned());
    lines
}

/// How the vendor signs.
fn constant(signature: &Signature) -> Item {
    let mut about = vec!["How the API signs events.".to_owned()];
    let prose = signature.description.as_deref().map(docs::prose).unwrap_or_default();
    if !prose.is_empty() {
        about.push(String::new());
        about.extend(prose);
    }
    let encoding = match signature.encoding {
        SignatureEncoding::Hex => "Hex",
        SignatureEncoding::Base64 => "Base64",
        SignatureEncoding::Base64Url => "Base64Url",
    };
    let mut code = vec!["pub const SIGNATURE: SignatureScheme =".to_owned()];
    let header = literal(&signature.header);
    code.push(format!("    SignatureScheme::hmac_sha256({header}, SignatureEncoding::{encoding})"));
    let texts = [
        ("prefix", &signature.prefix),
        ("separator", &signature.separator),
        ("signed", &signature.signed),
        ("base64_secret", &signature.base64_secret),
    ];
    for (method, text) in texts {
        let text = text.iter().map(|text| format!("        .{method}({})", literal(text)));
        code.extend(text);
    }
    if let Some((header, tolerance)) = &signature.timestamp {
        code.push(format!("        .timestamp({}, {tolerance})", literal(header)));
    }
    if let Some(last) = code.last_mut() {
        last.push(';');
    }
    Item::Code { docs: about, lines: code }
}

fn verifier(secret: &str) -> Item {
    let secret = tokens(secret);
    Item::Rust(quote! {
        #[doc = " Takes events that are signed with this secret. Made once, it checks every event."]
        #[must_use]
        pub fn verifier(secret: impl Into<#secret>) -> Verifier<Event> {
            Verifier::new(SIGNATURE, secret)
        }
    })
}

fn parse_unverified() -> Item {
    let doc = docs::attributes(
        &[
            "Reads an event without asking who sent it: anybody can have.",
            "",
            "# Errors",
            "",
            "The body is no JSON, or not what the document says.",
        ]
        .map(str::to_owned),
    );
    Item::Rust(quote! {
        #doc
        pub fn parse_unverified(body: &[u8]) -> Result<Event, WebhookError> {
            vetted_runtime::webhooks::parse_unverified(body)
        }
    })
}

/// The enum of events and its table.
fn events(cx: Context<'_>, webhooks: &Webhooks, imports: &mut Imports<'_>) -> Vec<Item> {
    let mut variants = Vec::new();
    let mut rows = Vec::new();
    for (event, name) in webhooks.events.iter().zip(&cx.names.webhooks.events) {
        let held = imports.ty(&event.ty);
        let (doc, ident, ty) =
            (docs::attributes(&variant_docs(event, name)), tokens(name), tokens(&held));
        variants.push(quote! { #doc #ident(#ty), });
        let row = match webhooks.tag.as_slice() {
            [] => guarded_row(&event.guard, name, &held),
            _ => tagged_row(event, name, &held),
        };
        rows.push(row.into());
    }
    let unknown = tokens(&imports.runtime("UnknownValue"));
    let keys: Vec<String> = webhooks.tag.iter().map(|key| literal(key)).collect();
    let head =
        if keys.is_empty() { "Event".to_owned() } else { format!("Event by {}", keys.join(".")) };
    vec![
        Item::Rust(quote! {
            #[doc = " An event that the API sends by itself."]
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub enum Event {
                #(#variants)*
                #[doc = " An event that this version of the client does not know, as it came."]
                Unknown(#unknown),
            }
        }),
        Item::Table(Table { name: "union", head, rows }),
    ]
}
