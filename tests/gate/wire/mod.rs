//! Every operation of the four vendors' crates says on the wire what its document says, and reads what the document
//! answers.
//!
//! The documents are the expectation: [`document`] reads them when the test runs, [`expect`] holds a request against
//! them, [`sample`] makes answers where they show none. A crate's file states the typed calls and nothing else, so that
//! an operation without a call fails, and a call without an operation too.

mod compare;
mod document;
mod expect;
mod places;
mod run;
mod sample;
mod shape;
mod table;

/// Runs a future to its end, with its timers and sockets.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(future),
        Err(err) => panic!("no runtime: {err}"),
    }
}
