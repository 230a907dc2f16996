//! What the gate and its example share: an HTTP server in the process, and the three vendors as far as the example
//! needs them.

pub mod server;
pub mod vendors;
