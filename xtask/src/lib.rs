//! What the commands have in common with the programs of `vetted-tests`: cargo, paths, tables,
//! progress.

pub mod cargo;
pub mod paths;
pub mod progress;
pub mod table;
