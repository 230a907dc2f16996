//! Calls against a real HTTP server on this machine.

mod answers;
mod auth;
mod durations;
mod errors;
mod hooks;
mod limits;
mod misbehaviour;
mod paging;
mod providers;
mod proxies;
mod reconnect;
mod redirects;
mod repeats;
mod requests;
mod server;
mod streams;
mod styles;
mod tracing;
mod uploads;

use vetted_runtime::{Config, Core, Operation};

use crate::server::{Reply, Seen, Server};

static GET: Operation = Operation::new("getThing", "GET", "/things");
static POST: Operation = Operation::new("createThing", "POST", "/things");

/// The settings of a client of `server`.
fn config(server: &Server) -> Config {
    let document = vetted_runtime::Server::new("https://api.example.invalid", &[]);
    Config::new(document).base_url(server.url("/v1")).user_agent("things/1.0")
}

/// A client of `server`.
fn core(server: &Server) -> Core {
    config(server).build().unwrap()
}

/// An error, its sources and its debug form: all that a log could hold of it.
fn shown(err: &vetted_runtime::Error) -> String {
    let mut text = format!("{err}\n{err:?}");
    let mut source = std::error::Error::source(err);
    while let Some(err) = source {
        text = format!("{text}\n{err}\n{err:?}");
        source = err.source();
    }
    text
}
