//! What the commands have in common with the programs of `vetted-tests`: cargo, settings of
//! crates, paths, tables, progress.

pub mod cargo;
pub mod crate_settings;
pub mod overlays;
pub mod paths;
pub mod progress;
pub mod table;
