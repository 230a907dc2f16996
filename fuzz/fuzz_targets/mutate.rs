//! A case of `tests/cases` with some edits through the whole generator.

#![no_main]

use libfuzzer_sys::{
    arbitrary::{Result, Unstructured},
    fuzz_target,
};
use vetted_fuzz::{cases::CASES, edits, generator};

fuzz_target!(|data: &[u8]| {
    // Bytes that are not enough choose a document all the same: the one so far.
    let _ = run(&mut Unstructured::new(data));
});

fn run(u: &mut Unstructured<'_>) -> Result<()> {
    let case = u.choose(&CASES)?;
    let mut tree = case.value.clone();
    let edited = edits::edit(&mut tree, u);
    let name = match u.ratio(1, 4) {
        Ok(true) => edits::hostile(u).unwrap_or_default(),
        _ => "openapi.json",
    };
    let text = tree.to_string();
    // `FUZZ_SHOW=1` with a single input shows the document that it stands for.
    if std::env::var_os("FUZZ_SHOW").is_some() {
        eprintln!("{name:?}: {text}");
    }
    generator::check(name, &text);
    edited
}
