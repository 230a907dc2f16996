//! What the calls of one client share.

mod config;
mod core;
mod macros;
pub(crate) mod origin;
mod secret;
mod server;

pub(crate) use self::core::Shared;
pub use self::{
    config::Config,
    core::Core,
    secret::Secret,
    server::{Server, Variable},
};
