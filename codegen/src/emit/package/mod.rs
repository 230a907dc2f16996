//! What a crate has once: its manifest, its README, its client.

mod behaviour;
pub(super) mod client;
mod credentials;
mod environment;
mod evidence;
pub(super) mod example;
mod index;
pub(super) mod lib_rs;
mod limits;
pub(super) mod manifest;
mod pages;
pub(super) mod readme;
mod rustdoc;
pub(super) mod schemes;
pub(super) mod servers;
mod settings;

use super::{Context, characters::one_line, docs};
use crate::ir::SchemeKind;

pub(super) use index::of_group as operations_of_group;

/// What the crate is, in a sentence.
fn headline(cx: Context<'_>) -> String {
    headed(&api_name(cx), &docs::line(&cx.api.info.version))
}

fn headed(name: &str, version: &str) -> String {
    let version = number(version);
    let is_version = |word: &str| number(word.trim_matches(['(', ')', ','])) == version;
    if version.is_empty() || name.split(' ').any(is_version) {
        format!("Client for the {name}.")
    } else {
        format!("Client for the {name}, version {version}.")
    }
}

/// A version without the letter that stands before its number.
fn number(version: &str) -> &str {
    let is_number = |text: &&str| text.starts_with(|c: char| c.is_ascii_digit());
    version.strip_prefix(['v', 'V']).filter(is_number).unwrap_or(version)
}

/// What to call the API in a sentence of Markdown, behind an article.
fn api_name(cx: Context<'_>) -> String {
    named(&docs::line(&cx.api.info.title), &cx.settings.name)
}

/// The same in plain text.
fn plain_api_name(cx: Context<'_>) -> String {
    let title = one_line(&cx.api.info.title);
    named(&title.split_whitespace().collect::<Vec<&str>>().join(" "), &cx.settings.name)
}

/// A title without its article and without words for the document, with `API` behind it unless it says so.
/// `otherwise`: what stands in for a title that says nothing.
fn named(title: &str, otherwise: &str) -> String {
    const DOCUMENT: [&str; 6] =
        ["documentation", "docs", "specification", "spec", "reference", "overview"];
    let mut words: Vec<&str> = title.split(' ').filter(|word| !word.is_empty()).collect();
    if words.len() > 1 && words.first().is_some_and(|word| word.eq_ignore_ascii_case("the")) {
        words.remove(0);
    }
    while words.len() > 1
        && words.last().is_some_and(|word| {
            DOCUMENT.iter().any(|it| word.trim_end_matches('.').eq_ignore_ascii_case(it))
        })
    {
        words.pop();
    }
    let name = match words.join(" ") {
        name if name.is_empty() => otherwise.to_owned(),
        name => name.trim_end_matches('.').to_owned(),
    };
    let says = |word: &str| {
        word.ends_with("API") || ["api", "apis"].iter().any(|it| word.eq_ignore_ascii_case(it))
    };
    if name.split(|c: char| !c.is_alphanumeric()).any(says) { name } else { format!("{name} API") }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_reads_well_whatever_the_title_holds() {
        for (title, version, expected) in [
            ("Petstore", "1.0.0", "Client for the Petstore API, version 1.0.0."),
            ("The Petstore API", "v2", "Client for the Petstore API, version 2."),
            ("Petstore API v2", "v2", "Client for the Petstore API v2."),
            ("Petstore API (2.1)", "2.1", "Client for the Petstore API (2.1)."),
            ("Capital Rapids", "", "Client for the Capital Rapids API."),
            ("Petstore API Documentation", "1", "Client for the Petstore API, version 1."),
            ("pets-api", "1", "Client for the pets-api, version 1."),
            ("", "latest", "Client for the pets API, version latest."),
            ("The", "1", "Client for the The API, version 1."),
        ] {
            assert_eq!(headed(&named(title, "pets"), version), expected);
        }
    }
}
