//! What the commands have in common with the programs of `vetted-tests`: paths, tables, progress.

pub mod paths;
pub mod progress;
pub mod table;
