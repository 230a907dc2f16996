//! What the calls of one client share.

mod config;
mod core;
mod macros;
mod server;

pub(crate) use self::server::base_url;
pub use self::{
    config::{Config, Environment},
    core::Core,
    server::{Server, Variable},
};
