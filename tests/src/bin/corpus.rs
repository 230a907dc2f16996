//! `cargo xtask corpus`: the corpus runner. The work is the library's.

use std::process::ExitCode;

fn main() -> ExitCode {
    vetted_tests::corpus::main(std::env::args_os())
}
