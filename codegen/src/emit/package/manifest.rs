//! `Cargo.toml`.

use std::fmt::Write as _;

use crate::{
    emit::{Context, Source, docs},
    settings::{Membership, Runtime},
};

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
    if !settings.features.is_empty() {
        let features: Vec<String> =
            settings.features.iter().map(|feature| format!("{feature:?}")).collect();
        let _ = write!(runtime, ", features = [{}]", features.join(", "));
    }
    let text = format!(
        "# {marker}\n[package]\nname = {name:?}\ndescription = {description}\nversion = {version:?}\n{package}\n\
         [dependencies]\nvetted-runtime = {{ {runtime} }}\n\n\
         [dev-dependencies]\ntokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n{lints}",
        marker = crate::marker(settings),
        name = settings.name,
        version = settings.version,
    );
    Source::text("Cargo.toml", text)
}
