//! Every operation of the four vendors' crates says on the wire what its document says, and reads what the document
//! answers.
//!
//! The documents are the expectation: [`document`] reads them when the test runs, [`expect`] holds a request against
//! them, [`sample`] makes answers where they show none. A crate's file states the typed calls and nothing else, so that
//! an operation without a call fails, and a call without an operation too.

mod bindbee_ats;
mod checkout_identities;
mod compare;
mod document;
mod expect;
mod hb_portal_v1;
mod hb_portal_v2;
mod places;
mod run;
mod sample;
mod shape;
mod table;

use serde::de::DeserializeOwned;

use document::Document;

/// The APIs whose calls stand in a file here.
const CALLED: [&str; 4] = ["bindbee-ats", "checkout-identities", "hb-portal-v1", "hb-portal-v2"];

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
    assert_eq!(documents, CALLED, "a document in specs/ needs tests/gate/wire/<api>.rs");
}

/// The example of an answer in a document, as a type.
fn example<T: DeserializeOwned>(api: &str, operation: &str, status: &str) -> T {
    let document = Document::read(api);
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
