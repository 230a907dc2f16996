//! What a crate has once: its manifest, its README, its client.

mod behaviour;
pub(super) mod client;
mod credentials;
mod environment;
mod evidence;
pub(super) mod example;
pub(super) mod lib_rs;
mod limits;
pub(super) mod manifest;
mod pages;
pub(super) mod readme;
pub(super) mod schemes;
pub(super) mod servers;
mod settings;

use super::{Context, characters::one_line};
use crate::ir::SchemeKind;

/// What to call the API in a sentence of Markdown: its title, with `API` behind it unless it ends so.
pub(super) fn api_name(cx: Context<'_>) -> String {
    named(cx, super::docs::line(&cx.api.info.title))
}

/// The same in plain text.
fn plain_api_name(cx: Context<'_>) -> String {
    let title = one_line(&cx.api.info.title);
    named(cx, title.split_whitespace().collect::<Vec<&str>>().join(" "))
}

fn named(cx: Context<'_>, title: String) -> String {
    let title = if title.is_empty() { cx.settings.name.clone() } else { title };
    if title.to_ascii_lowercase().contains("api") { title } else { format!("{title} API") }
}

/// The builder calls of an example: the first scheme of each kind that an operation can be called with.
pub(super) fn credential_calls(cx: Context<'_>) -> Vec<String> {
    let Some(set) = cx
        .api
        .operations
        .iter()
        .filter_map(|operation| operation.security.first())
        .find(|set| !set.is_empty())
    else {
        return Vec::new();
    };
    set.iter()
        .map(|requirement| {
            let names = &cx.names.schemes[requirement.scheme.0];
            match cx.api.scheme(requirement.scheme).kind {
                SchemeKind::Basic => format!(".{}(\"user\", \"password\")", names.setter),
                SchemeKind::ClientCredentials { .. } => {
                    format!(".{}(\"client-id\", \"client-secret\")", names.setter)
                }
                _ => format!(".{}(\"key\")", names.setter),
            }
        })
        .collect()
}
