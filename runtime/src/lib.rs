//! What every generated client shares.

// Types on the wire.
pub mod wire;
#[doc(hidden)]
pub use serde;
pub use serde_json::{self, Value};
pub use wire::{Maybe, Unknown};
