//! Emit: (`ir::Api`, `Facts`, `Names`) → items per file. One emitted construct a file.
//!
//! What an emitted crate does is in the runtime; what is emitted is data, and one line a parameter.

pub(crate) mod characters;
mod context;
mod docs;
mod item;
mod literal;
mod operations;
mod package;
mod rust;
mod sample;
mod scalars;
mod types;
mod webhooks;

pub use context::Context;
pub use item::{Body, Function, Item, Member, Row, Source, Struct, Table};

/// One file that will be emitted. Files do not depend on one another, so they can be emitted side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// `Cargo.toml`
    Manifest,
    /// `README.md`
    Readme,
    /// `examples/<crate>_first_call.rs`
    Example,
    /// `src/lib.rs`
    Lib,
    /// `src/client.rs`
    Client,
    /// `src/schemes.rs`
    Schemes,
    /// `src/servers.rs`
    Servers,
    /// `src/webhooks.rs`
    Webhooks,
    /// `src/types.rs` and the files of types below it, by their index
    Types(usize),
    /// `src/<group>.rs` and the files of operations below it, by the group's index and theirs
    Operations(usize, usize),
}

/// Lists the files of a crate, in a fixed order.
#[must_use]
pub fn units(cx: Context<'_>) -> Vec<Unit> {
    let mut units = vec![
        Unit::Manifest,
        Unit::Readme,
        Unit::Example,
        Unit::Lib,
        Unit::Client,
        Unit::Schemes,
        Unit::Servers,
    ];
    if cx.api.webhooks.is_some() {
        units.push(Unit::Webhooks);
    }
    if !cx.api.types.is_empty() {
        units.extend((0..cx.names.type_files.len()).map(Unit::Types));
    }
    for (group, names) in cx.names.groups.iter().enumerate() {
        units.extend((0..names.files.len()).map(|file| Unit::Operations(group, file)));
    }
    units
}

/// Emits one file.
#[must_use]
pub fn emit(cx: Context<'_>, unit: Unit) -> Source {
    let server = cx.api.servers.first().map(|server| server.url.as_str());
    docs::set_base(docs::Base::of(cx.api.info.docs_url.as_deref(), server));
    match unit {
        Unit::Manifest => package::manifest::generate(cx),
        Unit::Readme => package::readme::generate(cx),
        Unit::Example => package::example::generate(cx),
        Unit::Lib => package::lib_rs::generate(cx),
        Unit::Client => package::client::generate(cx),
        Unit::Schemes => package::schemes::generate(cx),
        Unit::Servers => package::servers::generate(cx),
        Unit::Webhooks => webhooks::generate(cx),
        Unit::Types(file) => types::generate(cx, file),
        Unit::Operations(group, file) => operations::generate(cx, group, file),
    }
}
