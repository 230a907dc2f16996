//! `examples/<crate>_first_call.rs`: a program that runs as it stands, with credentials from the environment.

use std::fmt::Write as _;

use super::environment;
use crate::emit::{
    Context, Source,
    sample::{self, Manner},
};

pub(in crate::emit) fn generate(cx: Context<'_>) -> Source {
    let krate = &cx.names.krate;
    let mut docs = String::from(
        "//! Makes one call and prints the answer.\n//!\n//! What it reads from the environment:\n//!\n",
    );
    for row in environment::rows(cx) {
        let _ = writeln!(docs, "//! {row}");
    }
    let client = format!("    let client = {krate}::Client::from_env()?;\n");
    let showcase = sample::showcase(cx);
    let call = match showcase
        .and_then(|index| Some((index, sample::call(cx, index, Manner::Blocking)?)))
    {
        Some((index, lines)) => {
            let mut text = client.clone();
            for line in lines {
                let _ = writeln!(text, "    {line}");
            }
            if !sample::gives_nothing(&cx.api.operations[index]) {
                text.push_str("    println!(\"{answer:?}\");\n");
            }
            text
        }
        None => format!("{client}    println!(\"{{client:?}}\");\n"),
    };
    let deprecated = showcase.is_some_and(|index| cx.api.operations[index].deprecated);
    let allowed = if deprecated { "#[allow(deprecated)]\n" } else { "" };
    let text = format!(
        "// {marker}\n\n{docs}\nuse std::{{error::Error as _, process::ExitCode}};\n\n{MAIN}\n{allowed}\
         fn call() -> {krate}::Result<()> {{\n{call}    Ok(())\n}}\n",
        marker = crate::marker(cx.settings),
    );
    Source::text(format!("examples/{}.rs", name(cx)), text)
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
