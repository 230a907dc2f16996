//! `Cargo.toml`.
//!
//! The crate has the runtime's features under the same names and switches the runtime's own defaults off: what a user
//! of the crate leaves out is then built nowhere below it.

use toml_writer::{TomlStringBuilder, TomlWrite as _, WriteTomlValue};

use crate::{
    emit::{Body, Context, Source},
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
    let mut toml = Toml::default();
    toml.table("package");
    toml.text("name", &settings.name);
    toml.text("description", &format!("Client for the {}", super::plain_api_name(cx)));
    toml.text("version", &settings.version);
    match settings.membership {
        Membership::Workspace => {
            for key in ["edition", "rust-version", "license"] {
                toml.workspace(key);
            }
        }
        Membership::Standalone => {
            toml.text("edition", "2024");
            toml.text("rust-version", "1.89");
        }
    }
    toml.value("publish", false);
    toml.end();

    toml.table("features");
    toml.texts("default", &DEFAULT);
    for feature in FEATURES {
        toml.texts(feature, &[format!("vetted-runtime/{feature}")]);
    }
    toml.end();

    toml.table("dependencies");
    toml.runtime(cx);
    toml.end();

    toml.tables("example");
    toml.text("name", &super::example::name(cx));
    toml.texts("required-features", &["blocking"]);
    if settings.membership == Membership::Workspace {
        toml.end();
        toml.table("lints");
        toml.value("workspace", true);
    }
    Source::other("Cargo.toml", Body::Manifest(toml.0))
}

/// A manifest while it is written: how tables stand in it. What is no syntax, the library writes. Writing to a `String`
/// cannot fail.
#[derive(Default)]
struct Toml(String);

impl Toml {
    fn table(&mut self, name: &str) {
        let _ = self.0.open_table_header();
        let _ = self.0.key(name);
        let _ = self.0.close_table_header();
        let _ = self.0.newline();
    }

    /// Begins one of several tables of a name.
    fn tables(&mut self, name: &str) {
        let _ = self.0.open_array_of_tables_header();
        let _ = self.0.key(name);
        let _ = self.0.close_array_of_tables_header();
        let _ = self.0.newline();
    }

    /// Ends a table that another one follows.
    fn end(&mut self) {
        let _ = self.0.newline();
    }

    fn value(&mut self, key: &str, value: impl WriteTomlValue) {
        self.pair(key, value);
        let _ = self.0.newline();
    }

    fn text(&mut self, key: &str, text: &str) {
        self.value(key, TomlStringBuilder::new(text).as_basic());
    }

    fn texts(&mut self, key: &str, texts: &[impl AsRef<str>]) {
        self.value(key, basic(texts));
    }

    /// `key.workspace = true`
    fn workspace(&mut self, key: &str) {
        let _ = self.0.key(key);
        let _ = self.0.key_sep();
        self.value("workspace", true);
    }

    /// The dependency on the runtime.
    fn runtime(&mut self, cx: Context<'_>) {
        let (key, text) = match &cx.settings.runtime {
            Runtime::Path(path) => ("path", path),
            Runtime::Version(version) => ("version", version),
        };
        let mut needed = cx.settings.features.clone();
        if cx.api.webhooks.is_some() && !needed.iter().any(|feature| feature == WEBHOOKS) {
            needed.push(WEBHOOKS.to_owned());
        }
        let _ = self.0.key("vetted-runtime");
        let _ = self.0.space();
        let _ = self.0.keyval_sep();
        let _ = self.0.space();
        let _ = self.0.open_inline_table();
        let _ = self.0.space();
        self.pair(key, TomlStringBuilder::new(text).as_basic());
        self.next();
        self.pair("default-features", false);
        if !needed.is_empty() {
            self.next();
            self.pair("features", basic(&needed));
        }
        let _ = self.0.space();
        let _ = self.0.close_inline_table();
        let _ = self.0.newline();
    }

    fn pair(&mut self, key: &str, value: impl WriteTomlValue) {
        let _ = self.0.key(key);
        let _ = self.0.space();
        let _ = self.0.keyval_sep();
        let _ = self.0.space();
        let _ = self.0.value(value);
    }

    fn next(&mut self) {
        let _ = self.0.val_sep();
        let _ = self.0.space();
    }
}

/// Texts, each between quotes on one line.
fn basic(texts: &[impl AsRef<str>]) -> Vec<impl WriteTomlValue> {
    texts.iter().map(|text| TomlStringBuilder::new(text.as_ref()).as_basic()).collect()
}
