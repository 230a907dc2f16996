//! What a generated client costs over a call that is written by hand on reqwest: the same server, the same JSON.
//!
//! ```sh
//! cargo bench -p vetted-contract --bench overhead                  # times, in pairs
//! cargo bench -p vetted-contract --bench overhead -- instructions  # instructions, counted by valgrind
//! ```
//!
//! Nothing fails for being slow: a person reads the figures, on a machine that does nothing else.

mod calls;
mod instructions;
mod server;
mod times;

use std::{env, error::Error, process::ExitCode};

use calls::{Call, Caller, Size};
use server::Server;

/// What goes wrong is said, and ends the run.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let words: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        [] => Server::start().and_then(|server| times::print(server.url())),
        ["instructions"] => Server::start().and_then(|server| instructions::print(server.url())),
        // The parts of a run that are processes of their own.
        ["serve"] => server::serve(),
        ["times", url] => times::measure(url),
        ["call", caller, size, count, url] => repeat(caller, size, count, url),
        _ => Err("usage: overhead [instructions]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Makes a call a number of times, for somebody who looks at the process.
fn repeat(caller: &str, size: &str, count: &str, url: &str) -> Result<()> {
    let caller = Caller::ALL.into_iter().find(|it| it.name() == caller).ok_or("no such caller")?;
    let size = Size::ALL.into_iter().find(|it| it.name() == size).ok_or("no such size")?;
    let count = count.parse()?;
    let call = Call::new(url)?;
    runtime()?.block_on(async {
        for _ in 0..count {
            call.make(caller, size).await?;
        }
        Ok(())
    })
}

/// One thread, so that nothing but the calls is counted.
fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}
