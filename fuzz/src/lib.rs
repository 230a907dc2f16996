//! What the fuzz targets share.
//!
//! `generator` takes a document through the generator and checks what came out, `edits` changes trees of JSON as bytes
//! say, `cases` are the documents of `tests/cases`, `prose` reads documentation, and `server` answers calls in the
//! process.

pub mod cases;
pub mod edits;
pub mod generator;
pub mod prose;
pub mod server;
