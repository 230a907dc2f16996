//! `cargo xtask corpus`: the corpus runner. The work is the library's.

use std::process::ExitCode;

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    vetted_tests::corpus::main(std::env::args_os())
}
