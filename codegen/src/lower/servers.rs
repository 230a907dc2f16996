//! Servers: where the API can be reached.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::{
    diagnostic::{Code, Pointer},
    ir::{Server, ServerVariable},
    model,
};

use super::context::Context;

pub(crate) static NO_SERVER: Code = Code::note(
    "no-server",
    "no server with an absolute URL",
    "`servers` is absent, or holds relative URLs alone. Whoever makes a client gives its base URL.",
);

pub(crate) static SERVER_PLAIN_HTTP: Code = Code::warning(
    "server-plain-http",
    "a server without encryption",
    "Whoever listens reads credentials that are sent over `http:`. The client calls such a server \
     only after `allow_plain_http()`.",
);

pub(crate) static SERVER_RELATIVE: Code = Code::warning(
    "server-relative",
    "a server whose URL is not absolute",
    "A relative URL is relative to where the document was found, which a crate does not know. The \
     server is left out; whoever makes a client gives the base URL.",
);

pub(crate) static SERVER_VARIABLE_DEFAULT: Code = Code::warning(
    "server-variable-default",
    "a server variable's default is not among its values",
    "`default` of a server's variable must be among `enum`. The client allows the default too.",
);

pub(crate) static SERVER_VARIABLE_UNKNOWN: Code = Code::warning(
    "server-variable-unknown",
    "a server's URL holds a variable that is not there",
    "The URL has `{name}`, and `variables` does not say what that is. The server is left out.",
);

/// The servers that stand on their own: a URL that only makes sense beside the document is left out, and the caller
/// gives one. Also the path that such a URL is, where there is no other.
pub(super) fn lower(cx: &mut Context<'_>) -> (Vec<Server>, Option<String>) {
    let root = Pointer::root().join("servers");
    let servers: Vec<Server> = cx
        .model
        .servers
        .iter()
        .enumerate()
        .filter_map(|(index, server)| one(cx, server, &root.item(index)))
        .collect();
    if servers.is_empty()
        && let Some((server, at)) = first_inside(cx)
        && let Some(server) = one(cx, server, &at)
    {
        return (vec![server], None);
    }
    if servers.is_empty() {
        cx.report(
            &NO_SERVER,
            &Pointer::root(),
            "no server with an absolute URL is given; a caller of the client must give one",
        );
        let relative = cx.model.servers.iter().find_map(relative);
        return (servers, relative);
    }
    (servers, None)
}

/// The path of a server whose URL is one, its variables at their defaults. The root is none.
fn relative(server: &model::Server) -> Option<String> {
    let url = server.url.trim();
    let defaults = server.variables.iter().flatten().map(|(name, variable)| ServerVariable {
        name: name.clone(),
        default: variable.default.clone(),
        allowed: Vec::new(),
        description: None,
    });
    let path = filled(url, &defaults.collect::<Vec<_>>());
    let path = path.trim_start_matches("./").trim_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-._~%@".contains(c);
    let is_path = !path.is_empty() && !path.contains("//") && path.chars().all(plain);
    is_path.then(|| format!("/{path}"))
}

fn one(cx: &mut Context<'_>, server: &model::Server, at: &Pointer) -> Option<Server> {
    let url = server.url.trim().trim_end_matches('/').to_owned();
    let mut variables: Vec<ServerVariable> = Vec::new();
    let mut known = HashSet::new();
    for name in template_names(&url) {
        let Some(variable) = server.variables.as_ref().and_then(|all| all.get(name)) else {
            cx.report(
                &SERVER_VARIABLE_UNKNOWN,
                at,
                format!("the URL holds `{{{name}}}`, but there is no such variable; the server is left out"),
            );
            return None;
        };
        if !known.insert(name) {
            continue;
        }
        let default = &variable.default;
        if !variable.enumeration.is_empty() && !variable.enumeration.contains(default) {
            cx.report(
                &SERVER_VARIABLE_DEFAULT,
                &at.join("variables").join(name),
                format!(
                    "the default `{default}` is not among the allowed values; it is allowed too"
                ),
            );
        }
        let mut allowed = variable.enumeration.clone();
        if !allowed.is_empty() && !allowed.contains(default) {
            allowed.insert(0, default.clone());
        }
        variables.push(ServerVariable {
            name: name.to_owned(),
            default: default.clone(),
            allowed,
            description: variable.description.clone(),
        });
    }
    if !is_absolute(&url, &variables) {
        cx.report(
            &SERVER_RELATIVE,
            &at.join("url"),
            format!("the server's URL `{}` is not absolute; the server is left out", server.url),
        );
        return None;
    }
    if url.starts_with("http://") && !url.contains("://localhost") && !url.contains("://127.") {
        cx.report(
            &SERVER_PLAIN_HTTP,
            &at.join("url"),
            "credentials would travel in the clear: the client calls this server only after `allow_plain_http()`",
        );
    }
    let token_url = server.extensions.get("x-token-url").and_then(Value::as_str);
    Some(Server {
        url,
        name: server.name.clone().filter(|text| !text.trim().is_empty()),
        description: server.description.clone().filter(|text| !text.trim().is_empty()),
        variables,
        token_url: token_url.map(str::to_owned),
    })
}

/// The names between braces, in order.
pub(super) fn template_names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

fn is_absolute(url: &str, variables: &[ServerVariable]) -> bool {
    let filled = filled(url, variables);
    ["https://", "http://"].iter().any(|scheme| {
        filled.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    })
}

/// The URL with its variables at their defaults.
fn filled(url: &str, variables: &[ServerVariable]) -> String {
    let defaults: HashMap<&str, &str> =
        variables.iter().map(|it| (it.name.as_str(), it.default.as_str())).collect();
    let mut parts = url.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let variable =
            part.split_once('}').and_then(|(name, rest)| Some((defaults.get(name)?, rest)));
        match variable {
            Some((default, rest)) => filled.extend([default, rest]),
            None => filled.extend(["{", part]),
        }
    }
    filled
}

/// The first server of a path or an operation: the whole API's, where the document names none for it.
fn first_inside<'a>(cx: &Context<'a>) -> Option<(&'a model::Server, Pointer)> {
    let paths = Pointer::root().join("paths");
    cx.model.paths.iter().find_map(|(path, item)| {
        let at = paths.join(path);
        let own = item.servers.first().map(|server| (server, at.join("servers").item(0)));
        own.or_else(|| {
            item.operations.iter().find_map(|(method, operation)| {
                let at = method.below(&at).join("servers").item(0);
                Some((operation.servers.first()?, at))
            })
        })
    })
}

/// The URL that an operation stands below, where that is not the one of the whole API. `servers`: the API's. `own`:
/// those of the operation or else of its path; the first counts, its variables at their defaults.
pub(super) fn of_operation(
    cx: &mut Context<'_>,
    servers: &[Server],
    own: &[model::Server],
    at: &Pointer,
) -> Option<String> {
    let at = at.join("servers").item(0);
    let Server { url, variables, .. } = one(cx, own.first()?, &at)?;
    if servers.iter().any(|server| server.url == url) {
        return None;
    }
    Some(filled(&url, &variables))
}
