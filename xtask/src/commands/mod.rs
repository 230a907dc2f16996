//! One file a command.

pub(crate) mod codegen;
pub(crate) mod coverage;
pub(crate) mod lint;
pub(crate) mod overlay;
pub(crate) mod program;
