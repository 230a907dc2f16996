//! Generates typed Rust clients from `OpenAPI` documents.

pub mod analyse;
pub mod diagnostic;
pub mod ir;
pub mod load;
pub mod lower;
pub mod name;
pub mod normalise;
pub mod resolve;
pub mod settings;
