//! What the calls of one client share.

mod config;
mod core;
mod macros;
pub(crate) mod origin;
mod secret;
mod server;

pub(crate) use self::{config::base, core::Shared};
pub use self::{
    config::{Config, Environment},
    core::Core,
    secret::Secret,
    server::{Server, Variable},
};
