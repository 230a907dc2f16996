//! The same document gives the same crate, whatever version of OpenAPI it is written in: `tests/equivalence/<version>`.
//!
//! `VETTED_EQUIVALENCE` names another folder of this kind, whose documents are compared and shown, and fail nothing.

use std::{env, path::Path};

use vetted_tests::equivalence::{Compared, Outcome, compare};

#[test]
fn versions_of_a_document_give_the_same_crate() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("equivalence");
    let compared = compare(&folder).expect("the folder can be listed");
    assert!(!compared.is_empty(), "no document below {}", folder.display());
    let differing: Vec<&Compared> =
        compared.iter().filter(|compared| compared.outcome != Outcome::Same).collect();
    assert!(differing.is_empty(), "{differing:#?}");
}

#[test]
fn documents_of_others_are_compared() {
    let Some(folder) = env::var_os("VETTED_EQUIVALENCE") else { return };
    for Compared { name, versions, outcome } in
        compare(Path::new(&folder)).expect("the folder can be listed")
    {
        println!("{name} ({}): {outcome:#?}", versions.join(", "));
    }
}
