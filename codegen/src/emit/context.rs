//! What emitters know.

use crate::{analyse::Facts, ir::Api, name::Names, settings::Settings};

/// What all emitters read.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What the API is.
    pub api: &'a Api,
    /// What follows from its type graph.
    pub facts: &'a Facts,
    /// What things are called.
    pub names: &'a Names,
    /// What a person decided.
    pub settings: &'a Settings,
}
