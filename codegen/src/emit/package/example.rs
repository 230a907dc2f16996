//! `examples/<crate>_first_call.rs`: a program that runs as it stands, with credentials from the environment.

use std::fmt::Write as _;

use crate::{
    emit::{Context, Source, sample},
    ir::SchemeKind,
};

pub(in crate::emit) fn generate(cx: Context<'_>) -> Source {
    let krate = &cx.names.krate;
    let prefix = krate.to_uppercase();
    let mut variables = vec![(format!("{prefix}_BASE_URL"), ".base_url(value)".to_owned())];
    let set = cx
        .api
        .operations
        .iter()
        .filter_map(|operation| operation.security.first())
        .find(|set| !set.is_empty());
    for requirement in set.into_iter().flatten() {
        let names = &cx.names.schemes[requirement.scheme.0];
        let variable = format!("{prefix}_{}", names.constant);
        let call = match cx.api.scheme(requirement.scheme).kind {
            SchemeKind::Basic | SchemeKind::ClientCredentials { .. } => {
                format!(".{}(id, secret)", names.setter)
            }
            _ => format!(".{}(value)", names.setter),
        };
        variables.push((variable, call));
    }

    let mut body = format!("    let mut client = {krate}::Client::builder();\n");
    for (variable, call) in &variables {
        let pair = call.ends_with("(id, secret)");
        let _ = if pair {
            writeln!(
                body,
                "    if let (Ok(id), Ok(secret)) = (env::var(\"{variable}_ID\"), env::var(\"{variable}_SECRET\")) {{\n        client = client{call};\n    }}"
            )
        } else {
            writeln!(
                body,
                "    if let Ok(value) = env::var(\"{variable}\") {{\n        client = client{call};\n    }}"
            )
        };
    }
    let mut docs = String::from(
        "//! Makes one call and prints the answer.\n//!\n//! What it reads from the environment:\n//!\n",
    );
    for (variable, call) in &variables {
        let names = if call.ends_with("(id, secret)") {
            format!("`{variable}_ID` and `{variable}_SECRET`")
        } else {
            format!("`{variable}`")
        };
        let _ = writeln!(docs, "//! - {names}");
    }
    let showcase = sample::showcase(cx);
    let call = match showcase.and_then(|index| Some((index, sample::call(cx, index)?))) {
        Some((index, lines)) => {
            let mut text = String::from("    let client = client.build()?;\n");
            for line in lines {
                let _ = writeln!(text, "    {line}");
            }
            if !sample::gives_nothing(&cx.api.operations[index]) {
                text.push_str("    println!(\"{answer:?}\");\n");
            }
            text
        }
        None => "    let client = client.build()?;\n    println!(\"{client:?}\");\n".to_owned(),
    };
    let deprecated = showcase.is_some_and(|index| cx.api.operations[index].deprecated);
    let allowed = if deprecated { "#[allow(deprecated)]\n" } else { "" };
    let text = format!(
        "// {marker}\n\n{docs}\nuse std::{{env, error::Error as _, process::ExitCode}};\n\n{MAIN}\n{allowed}\
         async fn call() -> {krate}::Result<()> {{\n{body}{call}    Ok(())\n}}\n",
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
#[tokio::main(flavor = \"current_thread\")]
async fn main() -> ExitCode {
    let Err(err) = call().await else { return ExitCode::SUCCESS };
    eprintln!(\"{err}\");
    let mut source = err.source();
    while let Some(cause) = source {
        eprintln!(\"  {cause}\");
        source = cause.source();
    }
    ExitCode::FAILURE
}
";
