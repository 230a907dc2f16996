//! Every operation of the four vendors' crates says on the wire what its document says, and reads what the document
//! answers.
//!
//! The documents are the expectation: `vetted_contract` reads them when the test runs, [`expect`] holds a request
//! against them, [`sample`] makes answers where they show none. The typed calls stand in `vetted_contract` too, since a
//! run against a mock makes the same ones; an operation without a call fails, and a call without an operation too.

mod bindbee_ats;
mod checkout_identities;
mod compare;
mod expect;
mod hb_portal_v1;
mod hb_portal_v2;
mod places;
mod run;
mod sample;
mod shape;
mod statuses;

use serde::de::DeserializeOwned;
use vetted_contract::{APIS, document::Document};

#[test]
fn every_document_has_its_calls_here() {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs");
    let mut documents: Vec<String> = std::fs::read_dir(specs)
        .expect("the documents")
        .map(|entry| entry.expect("a document").path())
        .filter(|path| path.extension().is_some_and(|it| it == "yaml" || it == "json"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    documents.sort();
    assert_eq!(documents, APIS, "a document in specs/ needs tests/contract/src/<api>.rs");
}

/// A document of `specs/`.
fn read(api: &str) -> Document {
    Document::read(api).unwrap_or_else(|unreadable| panic!("{unreadable}"))
}

/// The example of an answer in a document, as a type.
fn example<T: DeserializeOwned>(api: &str, operation: &str, status: &str) -> T {
    let document = read(api);
    let operations = document.operations();
    let found = operations
        .iter()
        .find(|it| it.id == operation)
        .and_then(|it| it.responses.iter().find(|it| it.key == status))
        .and_then(|response| response.media?.example);
    let Some(example) = found else { panic!("{api} shows no {status} of {operation}") };
    match T::deserialize(example) {
        Ok(value) => value,
        Err(err) => panic!("the {status} of {operation} does not read: {err}"),
    }
}

/// Runs a future to its end, with its timers and sockets.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(future),
        Err(err) => panic!("no runtime: {err}"),
    }
}
