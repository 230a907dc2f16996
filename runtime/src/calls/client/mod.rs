//! What the calls of one client share.

mod config;
mod core;
mod macros;
pub(crate) mod origin;
mod secret;
mod server;

pub use self::{
    config::Config,
    core::Core,
    secret::Secret,
    server::{Server, Variable},
};
pub(crate) use self::{config::base, core::Shared};
