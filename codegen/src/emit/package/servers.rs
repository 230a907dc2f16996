//! `src/servers.rs`: where the API can be reached.

use crate::{
    emit::{Context, Item, Source, docs, literal::literal},
    ir::Server,
};

pub(in crate::emit) fn generate(cx: Context<'_>) -> Source {
    let mut docs = vec!["Where the API can be reached.".to_owned()];
    if cx.api.servers.is_empty() {
        docs.push(String::new());
        docs.push(
            "The document names no server that a client could call: set a base URL.".to_owned(),
        );
        if let Some(path) = &cx.api.relative_server {
            docs.push(format!("The document gives its path, {}.", docs::code(path)));
        }
        return Source::rust("src/servers.rs", docs, Vec::new());
    }
    let variables = cx.api.servers.iter().any(|server| !server.variables.is_empty());
    let uses = if variables {
        "use vetted_runtime::{Server, Variable};"
    } else {
        "use vetted_runtime::Server;"
    };
    let mut items = vec![Item::code(vec![uses.to_owned()])];
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
    lines.push(docs::code(&server.url));
    for variable in &server.variables {
        lines.push(String::new());
        let about = variable.description.as_deref().map(docs::line).unwrap_or_default();
        let about = if about.is_empty() { String::new() } else { format!(": {about}") };
        lines.extend(docs::own(&format!(
            "{}, {} unless set by [`Server::with`]{about}",
            docs::code(&variable.name),
            docs::code(&variable.default)
        )));
    }
    let variables: Vec<String> = server
        .variables
        .iter()
        .map(|variable| {
            let allowed: Vec<String> =
                variable.allowed.iter().map(|value| literal(value)).collect();
            let (key, default) = (literal(&variable.name), literal(&variable.default));
            format!("Variable::new({key}, {default}, &[{}])", allowed.join(", "))
        })
        .collect();
    let token_url = server.token_url.as_deref().map(|url| format!(".token_url({})", literal(url)));
    let tail = token_url.unwrap_or_default();
    let url = literal(&server.url);
    let flat = format!("Server::new({url}, &[{}]){tail};", variables.join(", "));
    let mut code = Vec::new();
    if name.len() + flat.len() <= 75 {
        code.push(format!("pub const {name}: Server = {flat}"));
    } else if flat.len() <= 96 {
        code.push(format!("pub const {name}: Server ="));
        code.push(format!("    {flat}"));
    } else {
        code.push(format!("pub const {name}: Server = Server::new("));
        code.push(format!("    {url},"));
        if variables.is_empty() {
            code.push("    &[],".to_owned());
        } else {
            code.push("    &[".to_owned());
            code.extend(variables.iter().map(|variable| format!("        {variable},")));
            code.push("    ],".to_owned());
        }
        code.push(format!("){tail};"));
    }
    Item::Code { docs: lines, lines: code }
}
