//! The environment variables that a client can be made of: the static that names them, and the table for readers.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    emit::{
        Context,
        docs::{self, cell, code},
        literal::literal,
        rust::{chained, tokens},
    },
    ir::{Scheme, SchemeKind},
};

/// `static ENVIRONMENT: Environment = …;`
pub(super) fn table(cx: Context<'_>) -> Vec<String> {
    let names = &cx.names.environment;
    let mut calls = Vec::new();
    if fetches_tokens(cx) {
        calls.push(format!(".token_url({})", literal(&names.token_url)));
    }
    let schemes: Vec<String> =
        cx.names.schemes.iter().map(|names| format!("&schemes::{}", names.constant)).collect();
    if !schemes.is_empty() {
        calls.push(format!(".schemes(&[{}])", schemes.join(", ")));
    }
    let head =
        format!("static ENVIRONMENT: Environment = Environment::new({})", literal(&names.base_url));
    chained(head, calls)
}

/// The builder's method that reads the environment.
pub(super) fn builder_method(cx: Context<'_>) -> TokenStream {
    let mut lines = docs::own(
        "Takes what is set in the environment; the rest stays as it is, and what is set after this counts instead.",
    );
    lines.push(String::new());
    lines.extend(rows(cx));
    lines.push(String::new());
    lines.extend(docs::own(
        "A credential that is nowhere is an error of the calls that need it. A variable that is empty or not Unicode \
         is one of [`build`](Self::build).",
    ));
    let doc = docs::attributes(&lines);
    quote! {
        #doc
        pub fn from_env(mut self) -> Self {
            self.config = self.config.from_env(&ENVIRONMENT);
            self
        }
    }
}

/// The client's method that does the same and no more.
pub(super) fn client_method() -> TokenStream {
    let result = tokens("crate::Result<Self>");
    quote! {
        #[doc = " Makes a client of what the environment holds: [`ClientBuilder::from_env`] lists the variables."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " When a variable, named by the error, cannot be used."]
        pub fn from_env() -> #result { Self::builder().from_env().build() }
    }
}

/// The variables and what they hold, as a table.
pub(super) fn rows(cx: Context<'_>) -> Vec<String> {
    let names = &cx.names.environment;
    let mut lines = vec!["| variable | what it holds |".to_owned(), "|---|---|".to_owned()];
    let mut row = |name: &str, about: String| {
        lines.push(format!("| `{name}` | {} |", cell(&about)));
    };
    let server = match &cx.api.relative_server {
        _ if !cx.api.servers.is_empty() => {
            "The server's URL, in place of the document's.".to_owned()
        }
        Some(path) => format!(
            "The server's URL, of which the document gives the path: it ends in {}.",
            code(path)
        ),
        None => "The server's URL, which the document does not name.".to_owned(),
    };
    row(&names.base_url, server);
    if fetches_tokens(cx) {
        row(
            &names.token_url,
            "Where tokens are fetched, in place of the document's URL.".to_owned(),
        );
    }
    for (scheme, names) in cx.api.schemes.iter().zip(&cx.names.schemes) {
        for (name, about) in names.variables.iter().zip(what_they_hold(scheme)) {
            row(name, about);
        }
    }
    lines
}

/// What the variables of a scheme hold, in the order of their names.
fn what_they_hold(scheme: &Scheme) -> Vec<String> {
    let key = code(&scheme.key);
    match &scheme.kind {
        SchemeKind::ApiKey { name, .. } => {
            vec![format!("The key for {key}, sent as {}.", code(name))]
        }
        SchemeKind::Bearer => vec![format!("The token for {key}.")],
        SchemeKind::Basic => vec![format!("The user for {key}."), "The password.".to_owned()],
        SchemeKind::ClientCredentials { .. } => vec![
            format!("The client's id for {key}."),
            "The client's secret.".to_owned(),
            format!("A token for {key}, in place of an id and a secret."),
        ],
    }
}

/// Whether the client fetches tokens itself.
pub(super) fn fetches_tokens(cx: Context<'_>) -> bool {
    let fetches = |scheme: &Scheme| matches!(scheme.kind, SchemeKind::ClientCredentials { .. });
    cx.api.schemes.iter().any(fetches)
}
