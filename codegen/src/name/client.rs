//! The names of what a client is made with: schemes, variables of the environment, servers.

use super::{EnvironmentNames, SchemeNames, ident, scope::Scope};
use crate::ir::{Api, Scheme, SchemeKind, Server};

/// Methods that every builder has.
const BUILDER_METHODS: &[&str] = &[
    "server",
    "base_url",
    "timeout",
    "attempt_timeout",
    "retries",
    "transport",
    "on_request",
    "on_answer",
    "connect_timeout",
    "head_timeout",
    "max_response_bytes",
    "max_response_items",
    "allow_plain_http",
    "without_checks",
    "credentials_everywhere",
    "header",
    "token_url",
    "scopes",
    "user_agent",
    "from_env",
    "build",
    "new",
];

/// Names the variables that are not a scheme's. `krate`: the crate's name.
pub(super) fn environment(krate: &str) -> EnvironmentNames {
    let prefix = prefix(krate);
    EnvironmentNames {
        base_url: format!("{prefix}_BASE_URL"),
        token_url: format!("{prefix}_TOKEN_URL"),
    }
}

/// Names the schemes.
pub(super) fn schemes(api: &Api, krate: &str) -> Vec<SchemeNames> {
    let mut constants = Scope::default();
    let mut setters = Scope::reserving(BUILDER_METHODS);
    let EnvironmentNames { base_url, token_url } = environment(krate);
    let mut variables = Scope::reserving(&[&base_url, &token_url]);
    let prefix = prefix(krate);
    let mut names: Vec<SchemeNames> = api
        .schemes
        .iter()
        .map(|scheme| {
            let constant = constants.take(&[ident::shouty(&scheme.key)]);
            let setter = ident::snake(&scheme.key);
            SchemeNames {
                setter: setters.take(&[setter.clone(), format!("{setter}_credential")]),
                token_setter: None,
                provider_setter: None,
                variables: self::variables(scheme, &format!("{prefix}_{constant}"), &mut variables),
                constant,
            }
        })
        .collect();
    // After the schemes' own names, so that no scheme is renamed by them.
    for (scheme, names) in api.schemes.iter().zip(&mut names) {
        let plain = names.setter.trim_start_matches("r#");
        if let SchemeKind::ClientCredentials { .. } = scheme.kind {
            names.token_setter =
                Some(setters.take(&[format!("{plain}_token"), format!("{plain}_own_token")]));
        }
        if !matches!(scheme.kind, SchemeKind::Basic) {
            names.provider_setter = Some(
                setters.take(&[format!("{plain}_provider"), format!("{plain}_token_provider")]),
            );
        }
    }
    names
}

/// Names the settings, after the schemes: none of them is renamed by a setting.
pub(super) fn settings(api: &Api, schemes: &[SchemeNames]) -> Vec<String> {
    let setters = schemes.iter().flat_map(|names| {
        let all =
            [Some(&names.setter), names.token_setter.as_ref(), names.provider_setter.as_ref()];
        all.into_iter().flatten().map(String::as_str)
    });
    let taken: Vec<&str> = BUILDER_METHODS.iter().copied().chain(setters).collect();
    let mut scope = Scope::reserving(&taken);
    let named = api.settings.iter().map(|setting| {
        let name = ident::snake(&setting.name);
        scope.take(&[name.clone(), format!("{name}_header")])
    });
    named.collect()
}

/// The variables of a scheme: as many as its kind has, all beginning alike.
fn variables(scheme: &Scheme, stem: &str, taken: &mut Scope) -> Vec<String> {
    let ends: &[&str] = match scheme.kind {
        SchemeKind::Basic => &["_USER", "_PASSWORD"],
        SchemeKind::ClientCredentials { .. } => &["_CLIENT_ID", "_CLIENT_SECRET", "_TOKEN"],
        SchemeKind::ApiKey { .. } | SchemeKind::Bearer => &[""],
    };
    let all =
        |stem: &str| -> Vec<String> { ends.iter().map(|end| format!("{stem}{end}")).collect() };
    let mut names = all(stem);
    let mut number = 2_usize;
    while names.iter().any(|name| taken.has(name)) {
        names = all(&format!("{stem}{number}"));
        number += 1;
    }
    names.into_iter().map(|name| taken.take(&[name])).collect()
}

/// What all variables of a crate begin with.
fn prefix(krate: &str) -> String {
    krate.replace('-', "_").to_uppercase()
}

/// Names the servers: by the document's word where it is short, else by the host.
pub(super) fn servers(api: &Api) -> Vec<String> {
    let mut scope = Scope::default();
    api.servers.iter().map(|server| scope.take(&[server_word(server)])).collect()
}

fn server_word(server: &Server) -> String {
    let said = server.name.as_deref().or(server.description.as_deref());
    let described = said.map(ident::words).unwrap_or_default();
    if (1..=3).contains(&described.len()) {
        return ident::shouty(&described.join(" "));
    }
    let host =
        server.url.split("//").nth(1).unwrap_or(&server.url).split('/').next().unwrap_or_default();
    ident::shouty(host)
}
