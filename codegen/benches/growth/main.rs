//! How the generator's time and memory grow with a document: documents of one shape are made in two sizes, and each is
//! generated in a process of its own, so that its peak of memory is its own.
//!
//! [`shapes`] makes the documents, [`made`] writes them, [`table`] runs the processes and says what came of it,
//! [`child`] is such a process. No crate is written: the disk is measured elsewhere. Nothing here fails for time.

mod child;
mod made;
mod shapes;
mod table;

use std::process::ExitCode;

/// The word before what a process of its own is asked for.
const CHILD: &str = "--child";

/// Runs the shapes that are named, or all.
fn main() -> ExitCode {
    // Cargo adds a word of its own.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [child, path] = words.as_slice()
        && child == CHILD
    {
        return child::run(path);
    }
    let unknown = words.iter().find(|word| shapes::named(word).is_none());
    if let Some(word) = unknown {
        let known: Vec<&str> = shapes::ALL.iter().map(|shape| shape.name).collect();
        eprintln!("there is no shape `{word}`; there are {}", known.join(", "));
        return ExitCode::FAILURE;
    }
    table::run(&words)
}
