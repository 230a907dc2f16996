//! `src/client.rs`: the client and its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::{api_name, lib_rs::client_line};
use crate::{
    emit::{
        Context, Item, Row, Source, Table, docs,
        rust::{push_group, tokens, use_line},
    },
    ir::{Scheme, SchemeKind},
    name::SchemeNames,
};

pub(in crate::emit) fn generate(cx: Context<'_>) -> Source {
    let mut runtime = vec!["Config", "Core", "Method", "RawRequest"];
    if !cx.api.schemes.is_empty() {
        runtime.extend(["Credential", "Secret"]);
    }
    runtime.sort_unstable();
    let mut uses = use_line("vetted_runtime", &runtime);
    // Modules, not handles: a group can be called like something of the runtime.
    let mut own: Vec<&str> = cx.names.groups.iter().map(|group| group.module.as_str()).collect();
    own.extend((!cx.api.schemes.is_empty()).then_some("schemes"));
    own.extend((!cx.api.servers.is_empty()).then_some("servers"));
    own.sort_unstable();
    push_group(&mut uses, use_line("crate", &own));
    let mut items = vec![Item::Lines(uses), client_struct(cx), client_impl(cx), builder()];
    items.extend(builder_impl(cx));
    Source::rust("src/client.rs", Vec::new(), items)
}

fn client_struct(cx: Context<'_>) -> Item {
    let lines = [
        vec![format!(
            "A client of the {}. Cheap to clone; clones share connections and tokens.",
            api_name(cx)
        )],
        vec![
            String::new(),
            "```no_run".to_owned(),
            format!("# fn run() -> {}::Result<()> {{", cx.names.krate),
        ],
        vec![client_line(cx), "# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()],
    ]
    .concat();
    let doc = docs::attributes(&lines);
    Item::Rust(quote! {
        #doc
        #[derive(Debug, Clone)]
        pub struct Client { core: Core, }
    })
}

fn client_impl(cx: Context<'_>) -> Item {
    let config = if let Some(first) = cx.names.servers.first() {
        let first = tokens(first);
        quote!(Config::new(servers::#first))
    } else {
        quote!(Config::without_server())
    };
    let groups = cx.names.groups.iter().zip(&cx.api.groups).map(|(names, group)| {
        let (module, handle) = (tokens(&names.module), tokens(&names.handle));
        let mut lines = group.description.as_deref().map(docs::prose).unwrap_or_default();
        if lines.is_empty() {
            lines.push(format!("The operations of `{}`.", group.name.replace('`', "'")));
        }
        let doc = docs::attributes(&lines);
        quote! {
            #doc
            #[must_use]
            pub fn #module(&self) -> #module::#handle<'_> { #module::#handle { core: &self.core } }
        }
    });
    let switches = cx
        .api
        .schemes
        .iter()
        .zip(&cx.names.schemes)
        .filter_map(|(scheme, names)| switch(scheme, names));
    Item::Rust(quote! {
        impl Client {
            #[doc = " Begins a client: credentials, server, limits."]
            pub fn builder() -> ClientBuilder {
                let agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
                ClientBuilder { config: #config.user_agent(agent) }
            }
            #(#groups)*
            #(#switches)*
            #[doc = " The way out where the document is wrong: any path below the base URL, with the same credentials."]
            pub fn request(&self, method: Method, path: &str) -> RawRequest {
                self.core.raw_request(method, path)
            }
        }
    })
}

/// The same connections with another credential; for those that are one text.
fn switch(scheme: &Scheme, names: &SchemeNames) -> Option<TokenStream> {
    if !matches!(scheme.kind, SchemeKind::ApiKey { .. } | SchemeKind::Bearer) {
        return None;
    }
    let method = tokens(&format!("with_{}", names.setter.trim_start_matches("r#")));
    let constant = tokens(&names.constant);
    let doc = format!(
        " A client on the same connections with another `{}`.",
        scheme.key.replace('`', "'")
    );
    Some(quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #method(&self, value: impl Into<Secret>) -> Self {
            Self { core: self.core.with_credential(&schemes::#constant, Credential::token(value)) }
        }
    })
}

/// What the builders of all clients have is in the runtime.
fn builder() -> Item {
    Item::Table(Table {
        name: "client_builder",
        head: String::new(),
        rows: vec![Row {
            docs: vec!["What a [`Client`] is made of.".to_owned()],
            text: "ClientBuilder -> Client;".to_owned(),
        }],
    })
}

/// What only this client's builder has: its credentials.
fn builder_impl(cx: Context<'_>) -> Option<Item> {
    let credentials = cx
        .api
        .schemes
        .iter()
        .zip(&cx.names.schemes)
        .map(|(scheme, names)| credential(scheme, names));
    let fetches = |scheme: &Scheme| matches!(scheme.kind, SchemeKind::ClientCredentials { .. });
    let tokens = cx.api.schemes.iter().any(fetches).then(token_settings);
    let credentials: Vec<TokenStream> = credentials.chain(tokens).collect();
    let methods = quote! { impl ClientBuilder { #(#credentials)* } };
    (!credentials.is_empty()).then(|| Item::Rust(methods))
}

/// What can be set where tokens are fetched.
fn token_settings() -> TokenStream {
    quote! {
        #[doc = " Fetches `OAuth2` tokens here."]
        pub fn token_url(mut self, url: impl Into<String>) -> Self {
            self.config = self.config.token_url(url);
            self
        }
        #[doc = " Asks for these scopes instead of all that the document lists."]
        pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
            self.config = self.config.scopes(scopes);
            self
        }
    }
}

fn credential(scheme: &Scheme, names: &SchemeNames) -> TokenStream {
    let (method, constant) = (tokens(&names.setter), tokens(&names.constant));
    let what = match &scheme.kind {
        SchemeKind::ApiKey { name, .. } => format!("Sends this key as `{name}`."),
        SchemeKind::Bearer => "Sends this token in `Authorization: Bearer`.".to_owned(),
        SchemeKind::Basic => "Sends a user and a password in `Authorization: Basic`.".to_owned(),
        SchemeKind::ClientCredentials { .. } => {
            "Fetches tokens with this id and secret, and renews them before they end.".to_owned()
        }
    };
    let mut lines = vec![what];
    if let Some(prose) =
        scheme.description.as_deref().map(docs::prose).filter(|prose| !prose.is_empty())
    {
        lines.push(String::new());
        lines.extend(prose);
    }
    let doc = docs::attributes(&lines);
    let (arguments, value) = match &scheme.kind {
        SchemeKind::Basic => (
            quote!(user: impl Into<String>, password: impl Into<Secret>),
            quote!(Credential::basic(user, password)),
        ),
        SchemeKind::ClientCredentials { .. } => (
            quote!(client_id: impl Into<String>, client_secret: impl Into<Secret>),
            quote!(Credential::client(client_id, client_secret)),
        ),
        _ => (quote!(value: impl Into<Secret>), quote!(Credential::token(value))),
    };
    quote! {
        #doc
        pub fn #method(mut self, #arguments) -> Self {
            self.config = self.config.credential(&schemes::#constant, #value);
            self
        }
    }
}
