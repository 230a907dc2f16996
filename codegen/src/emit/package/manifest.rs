//! `Cargo.toml`.
//!
//! The crate has the runtime's features under the same names and switches the runtime's own defaults off: what a user
//! of the crate leaves out is then built nowhere below it.

use std::fmt::Write as _;

use crate::{
    emit::{Context, Source, docs},
    settings::{Membership, Runtime},
};

/// Features that the crate hands on to the runtime.
const FEATURES: [&str; 5] = ["async", "blocking", "rustls", "native-tls", "tracing"];

/// Those that are on unless a user switches them off.
const DEFAULT: [&str; 2] = ["async", "rustls"];

/// The feature that a crate with events needs, whatever its user chooses.
const WEBHOOKS: &str = "webhooks";

pub(in crate::emit) fn generate(cx: Context<'_>) -> Source {
    let settings = cx.settings;
    let title =
        docs::line(&format!("Client for the {}", super::api_name(cx))).replace(['`', '\\'], "");
    let description =
        format!("{:?}", title.chars().filter(|c| !c.is_control()).collect::<String>());
    let (package, lints) = match settings.membership {
        Membership::Workspace => (
            "edition.workspace = true\nrust-version.workspace = true\nlicense.workspace = true\npublish = false\n",
            "\n[lints]\nworkspace = true\n",
        ),
        Membership::Standalone => {
            ("edition = \"2024\"\nrust-version = \"1.89\"\npublish = false\n", "")
        }
    };
    let mut runtime = match &settings.runtime {
        Runtime::Path(path) => format!("path = {path:?}"),
        Runtime::Version(version) => format!("version = {version:?}"),
    };
    runtime.push_str(", default-features = false");
    let mut needed = settings.features.clone();
    if cx.api.webhooks.is_some() && !needed.iter().any(|feature| feature == WEBHOOKS) {
        needed.push(WEBHOOKS.to_owned());
    }
    if !needed.is_empty() {
        let _ = write!(runtime, ", features = {}", list(&needed));
    }
    let text = format!(
        "# {marker}\n[package]\nname = {name:?}\ndescription = {description}\nversion = {version:?}\n{package}\n{features}\n\
         [dependencies]\nvetted-runtime = {{ {runtime} }}\n\n\
         [[example]]\nname = {example:?}\nrequired-features = [\"blocking\"]\n{lints}",
        marker = crate::marker(settings),
        features = features(),
        example = super::example::name(cx),
        name = settings.name,
        version = settings.version,
    );
    Source::text("Cargo.toml", text)
}

/// `[features]`.
fn features() -> String {
    let mut text = format!("[features]\ndefault = {}\n", list(&DEFAULT));
    for feature in FEATURES {
        let _ = writeln!(text, "{feature} = {}", list(&[format!("vetted-runtime/{feature}")]));
    }
    text
}

/// A list of strings.
fn list(items: &[impl AsRef<str>]) -> String {
    let items: Vec<String> = items.iter().map(|item| format!("{:?}", item.as_ref())).collect();
    format!("[{}]", items.join(", "))
}
