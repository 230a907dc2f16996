//! `src/client.rs`: the client and its builder.

use quote::quote;

use super::{api_name, credentials, environment, lib_rs::client_line, settings};
use crate::emit::{
    Context, Function, Item, Member, Row, Source, Table, docs,
    rust::{LITERAL, listed, push_group, tokens, use_line},
};

pub(in crate::emit) fn generate(cx: Context<'_>) -> Source {
    let mut runtime = vec!["Config", "Core", "Environment", "Method", "RawRequest"];
    if !cx.api.schemes.is_empty() {
        runtime.extend(["Credential", "Secret"]);
    }
    if cx.names.schemes.iter().any(|scheme| scheme.provider_setter.is_some()) {
        runtime.push("TokenProvider");
    }
    runtime.sort_unstable();
    let mut uses = use_line("vetted_runtime", &runtime);
    // Modules, not handles: a group can be called like something of the runtime.
    let mut own: Vec<&str> = cx.names.groups.iter().map(|group| group.module.as_str()).collect();
    own.extend((!cx.api.schemes.is_empty()).then_some("schemes"));
    own.extend((!cx.api.servers.is_empty()).then_some("servers"));
    own.sort_unstable();
    push_group(&mut uses, use_line("crate", &own));
    let items = vec![
        Item::code(uses),
        Item::code(environment::table(cx)),
        client_struct(cx),
        client_impl(cx),
        builder(),
        builder_impl(cx),
    ];
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
    let settings = settings::defaults(cx);
    let everywhere =
        cx.settings.ways.credentials_everywhere.then(|| quote!(.credentials_everywhere()));
    let config = if let Some(first) = cx.names.servers.first() {
        let first = tokens(first);
        quote!(Config::new(servers::#first))
    } else {
        quote!(Config::without_server())
    };
    let groups = cx.names.groups.iter().zip(&cx.api.groups).map(|(names, group)| {
        let (module, handle) = (&names.module, &names.handle);
        let mut docs = group.description.as_deref().map(docs::prose).unwrap_or_default();
        if docs.is_empty() {
            docs.push(format!("The operations of {}.", docs::code(&group.name)));
        }
        let mut lines = vec![
            "#[must_use]".to_owned(),
            format!("pub fn {module}(&self) -> {module}::{handle}<'_> {{"),
        ];
        let open = format!("{module}::{handle} {{");
        lines.extend(listed("    ", &open, &["core: &self.core".to_owned()], "}", LITERAL));
        lines.push("}".to_owned());
        Member::Laid(Function { docs, lines })
    });
    let switches = credentials::client_methods(cx);
    let from_env = environment::client_method();
    let first = quote! {
        #[doc = " Begins a client: credentials, server, limits."]
        pub fn builder() -> ClientBuilder {
            let agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
            ClientBuilder { config: #config.user_agent(agent) #settings #everywhere }
        }
        #from_env
    };
    let last = quote! {
        #(#switches)*
        #[doc = " The way out where the document is wrong: any path below the base URL, with the same credentials."]
        pub fn request(&self, method: Method, path: &str) -> RawRequest {
            self.core.raw_request(method, path)
        }
    };
    let functions = std::iter::once(Member::Rust(first)).chain(groups);
    let functions = functions.chain([Member::Rust(last)]).collect();
    Item::Impl { name: "Client".to_owned(), functions }
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

/// What only this client's builder has: its credentials, and where they can be read.
fn builder_impl(cx: Context<'_>) -> Item {
    let from_env = environment::builder_method(cx);
    let credentials = credentials::builder_methods(cx);
    let settings = settings::builder_methods(cx);
    Item::Rust(quote! { impl ClientBuilder { #(#credentials)* #(#settings)* #from_env } })
}
