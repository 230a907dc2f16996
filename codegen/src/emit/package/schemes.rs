//! `src/schemes.rs`: how each credential is sent.

use crate::{
    emit::{Context, Item, Source, literal::literal},
    ir::{KeyLocation, SchemeKind},
};

pub(in crate::emit) fn generate(cx: Context<'_>) -> Source {
    let lines: Vec<String> = cx
        .api
        .schemes
        .iter()
        .zip(&cx.names.schemes)
        .flat_map(|(scheme, names)| {
            let key = literal(&scheme.key);
            let value = match &scheme.kind {
                SchemeKind::ApiKey { name, location } => {
                    let call = match location {
                        KeyLocation::Header => "api_key_header",
                        KeyLocation::Query => "api_key_query",
                        KeyLocation::Cookie => "api_key_cookie",
                    };
                    format!("{call}({key}, {})", literal(name))
                }
                SchemeKind::Bearer => format!("bearer({key})"),
                SchemeKind::Basic => format!("basic({key})"),
                SchemeKind::ClientCredentials { token_url, scopes } => {
                    let scopes: Vec<String> = scopes.iter().map(|scope| literal(scope)).collect();
                    format!(
                        "client_credentials({key}, {}, &[{}])",
                        literal(token_url),
                        scopes.join(", ")
                    )
                }
            };
            statement(&names.constant, &value, &names.variables)
        })
        .collect();
    let docs = vec!["The ways to prove who calls.".to_owned()];
    let mut items = Vec::new();
    if !lines.is_empty() {
        items.push(Item::code(vec!["use vetted_runtime::Scheme;".to_owned()]));
        items.push(Item::code(lines));
    }
    Source::rust("src/schemes.rs", docs, items)
}

/// `static KEY: Scheme = …;`, broken like a person would.
fn statement(constant: &str, value: &str, variables: &[String]) -> Vec<String> {
    let head = format!("pub(crate) static {constant}: Scheme =");
    let names: Vec<String> = variables.iter().map(|name| literal(name)).collect();
    let flat = format!("{head} Scheme::{value}");
    let (mut lines, indent) = if flat.len() <= 100 {
        (vec![flat], "    ")
    } else {
        (vec![head, format!("    Scheme::{value}")], "        ")
    };
    let call = format!("{indent}.variables(&[{}]);", names.join(", "));
    if call.len() <= 100 {
        lines.push(call);
        return lines;
    }
    lines.push(format!("{indent}.variables(&["));
    lines.extend(names.iter().map(|name| format!("{indent}    {name},")));
    lines.push(format!("{indent}]);"));
    lines
}
