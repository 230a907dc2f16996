//! The commands as a user runs them: the real program, in a folder of its own, with tiny documents.

mod commands;
#[cfg(unix)]
mod faults;
mod kills;
mod repo;
