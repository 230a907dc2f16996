//! What a person decides about a crate, beside its document. Plain data; reading the file is the caller's.

mod crate_name;
mod levels;
mod ways;

use std::collections::BTreeMap;

use crate::diagnostic::Code;

pub use crate_name::{crate_name, default_crate_name};
pub use levels::{Level, Levels, set_levels};
pub use ways::{FieldName, Ways};

/// A settings file that is wrong.
pub static SETTINGS: Code = Code::error(
    "settings",
    "a settings file is wrong",
    "The settings beside the document (`specs/<api>.toml`) hold a key or a value that they cannot. \
     The README lists all keys.",
);

/// The settings of one crate. All have defaults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The crate's name, `kebab-case`.
    pub name: String,
    /// The crate's version.
    pub version: String,
    /// Component names, and the Rust path that stands in the component's place.
    pub replace: BTreeMap<String, String>,
    /// Where `vetted-runtime` comes from.
    pub runtime: Runtime,
    /// The document's path as the output names it: relative to the repository, with `/`.
    pub source: String,
    /// Whether the crate inherits from this workspace (package fields, lints, dependencies) or stands alone.
    pub membership: Membership,
    /// Features of `vetted-runtime` that the crate switches on.
    pub features: Vec<String>,
    /// What a person knows better than the document.
    pub ways: Ways,
}

/// Where a generated crate gets `vetted-runtime` from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runtime {
    /// A folder, as the manifest writes it.
    Path(String),
    /// A version of the registry.
    Version(String),
}

/// Whether a generated crate belongs to a workspace that it may inherit from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// A member of this repository's workspace.
    Workspace,
    /// On its own: its manifest inherits nothing.
    Standalone,
}
