//! `src/servers.rs`: where the API can be reached.

use quote::quote;

use crate::{
    emit::{
        Context, Item, Source, docs,
        rust::{literal, tokens},
    },
    ir::Server,
};

pub(in crate::emit) fn generate(cx: Context<'_>) -> Source {
    let mut docs = vec!["Where the API can be reached.".to_owned()];
    if cx.api.servers.is_empty() {
        docs.push(String::new());
        docs.push(
            "The document names no server that a client could call: set a base URL.".to_owned(),
        );
        return Source::rust("src/servers.rs", docs, Vec::new());
    }
    let variables = cx.api.servers.iter().any(|server| !server.variables.is_empty());
    let uses = if variables {
        "use vetted_runtime::{Server, Variable};"
    } else {
        "use vetted_runtime::Server;"
    };
    let mut items = vec![Item::Lines(vec![uses.to_owned()])];
    for (server, name) in cx.api.servers.iter().zip(&cx.names.servers) {
        items.push(constant(server, name));
    }
    Source::rust("src/servers.rs", docs, items)
}

fn constant(server: &Server, name: &str) -> Item {
    let mut lines = server.description.as_deref().map(docs::prose).unwrap_or_default();
    if let [only] = lines.as_mut_slice() {
        *only = docs::sentence(only);
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(format!("`{}`", server.url));
    for variable in &server.variables {
        lines.push(String::new());
        let about = variable.description.as_deref().map(docs::line).unwrap_or_default();
        let about = if about.is_empty() { String::new() } else { format!(": {about}") };
        lines.extend(docs::own(&format!(
            "`{}`, `{}` unless set by [`Server::with`]{about}",
            variable.name, variable.default
        )));
    }
    let doc = docs::attributes(&lines);
    let (ident, url) = (tokens(name), tokens(&literal(&server.url)));
    let variables = server.variables.iter().map(|variable| {
        let allowed: Vec<String> = variable.allowed.iter().map(|value| literal(value)).collect();
        tokens(&format!(
            "Variable::new({}, {}, &[{}])",
            literal(&variable.name),
            literal(&variable.default),
            allowed.join(", ")
        ))
    });
    let token_url = server.token_url.as_deref().map(|url| {
        let url = tokens(&literal(url));
        quote!(.token_url(#url))
    });
    Item::Rust(quote! {
        #doc
        pub const #ident: Server = Server::new(#url, &[#(#variables),*]) #token_url;
    })
}
