//! The corpus runner: the whole generator over a folder of documents that nobody here wrote, and what came of each.
//!
//! `cargo xtask corpus DIR` runs it. Its phases: [`documents`] lists what is there, [`generating`] makes the crates,
//! [`workspace`] has the compiler look at them and at [`programs`] that call some of them, [`doctests`] at the examples
//! in their documentation, [`round_trip`] has values go through them; [`table`] and [`report`] say what came of it.
//! [`mod@style`] counts how the crates read. [`versions`] is another run: the same documents in several versions of
//! `OpenAPI`.

pub mod arguments;
pub mod doctests;
pub mod documents;
pub mod generating;
pub mod outcome;
pub mod programs;
pub mod report;
pub mod round_trip;
mod run;
pub mod style;
pub mod table;
pub mod versions;
pub mod workspace;

pub use run::main;

use std::{num::NonZero, path::PathBuf};

use vetted_codegen::settings::Levels;

/// What a run is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// How many documents are worked on at a time.
    pub jobs: NonZero<usize>,
    /// How much findings count.
    pub levels: Levels,
    /// Where the crates are written, if they are.
    pub write_to: Option<PathBuf>,
    /// Where the crates find the runtime.
    pub runtime: String,
    /// Whether warnings are listed with their places, for the report. Finding the places takes time.
    pub list: bool,
    /// Whether it is counted how the crates read.
    pub style: bool,
    /// Takes the documents in an order that depends on this number.
    pub shuffle: Option<u64>,
}
