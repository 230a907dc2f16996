//! `examples/<crate>_first_call.rs`: a program that runs as it stands, with credentials from the environment.

use super::environment;
use crate::emit::{
    Context, Item, Source,
    sample::{self, Manner},
};

pub(in crate::emit) fn generate(cx: Context<'_>) -> Source {
    let krate = &cx.names.krate;
    let mut docs =
        ["Makes one call and prints the answer.", "", "What it reads from the environment:", ""]
            .map(str::to_owned)
            .to_vec();
    docs.extend(environment::rows(cx));
    let showcase = sample::showcase(cx);
    let mut call = Vec::new();
    if showcase.is_some_and(|index| cx.api.operations[index].deprecated) {
        call.push("#[allow(deprecated)]".to_owned());
    }
    call.push("fn call() -> Result<(), Box<dyn Error>> {".to_owned());
    let client = format!("let client = {krate}::Client::from_env()?;");
    let shown =
        showcase.and_then(|index| Some((index, sample::call(cx, index, Manner::Blocking)?)));
    if let Some((index, example)) = shown {
        let lines = example.behind(Some(client)).into_iter();
        call.extend(lines.map(|line| format!("    {line}").trim_end().to_owned()));
        if !sample::gives_nothing(&cx.api.operations[index]) {
            call.push("    println!(\"{answer:?}\");".to_owned());
        }
    } else {
        call.extend([format!("    {client}"), "    println!(\"{client:?}\");".to_owned()]);
    }
    call.extend(["    Ok(())".to_owned(), "}".to_owned()]);
    let uses = "use std::{error::Error, process::ExitCode};";
    let items = vec![
        Item::code(vec![uses.to_owned()]),
        Item::code(MAIN.lines().map(str::to_owned).collect()),
        Item::code(call),
    ];
    Source::rust(format!("examples/{}.rs", name(cx)), docs, items)
}

/// The example's name: cargo wants it to be another in each crate of a workspace.
pub(super) fn name(cx: Context<'_>) -> String {
    format!("{}_first_call", cx.names.krate)
}

/// What is the same in all examples: an error with all that caused it.
const MAIN: &str = "\
fn main() -> ExitCode {
    let Err(err) = call() else { return ExitCode::SUCCESS };
    eprintln!(\"{err}\");
    let mut source = err.source();
    while let Some(cause) = source {
        eprintln!(\"  {cause}\");
        source = cause.source();
    }
    ExitCode::FAILURE
}
";
