//! Runs a process for each document, and prints a line for each shape.

use std::{
    env, io,
    process::{Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{
    CHILD,
    shapes::{self, Shape},
};

/// Longer than this no document may take.
const LIMIT: Duration = Duration::from_secs(120);

/// What a document took.
#[derive(Debug, Clone, Copy)]
struct Took {
    bytes: f64,
    seconds: f64,
    cores: f64,
    megabytes: f64,
    findings: u64,
}

pub(super) fn run(names: &[String]) -> ExitCode {
    println!(
        "{:<18} {:>9} {:>7} {:>8} {:>8} {:>7} {:>8} {:>6} {:>6}  aim",
        "shape", "size", "MB", "seconds", "of cores", "peak MB", "findings", "time", "memory"
    );
    println!("{:>78} {:>6}", "× for", "2 ×");
    let mut exit = ExitCode::SUCCESS;
    for shape in shapes::ALL {
        if !names.is_empty() && !names.iter().any(|name| name == shape.name) {
            continue;
        }
        match line(shape) {
            Ok(line) => println!("{line}"),
            Err(why) => {
                println!("{:<18} {:>9} {why}", shape.name, shape.size);
                exit = ExitCode::FAILURE;
            }
        }
    }
    exit
}

fn line(shape: &Shape) -> Result<String, String> {
    let half = child(shape, shape.size / 2)?;
    let whole = child(shape, shape.size)?;
    Ok(format!(
        "{:<18} {:>9} {:>7.2} {:>8.2} {:>8.2} {:>7.0} {:>8} {:>6.1} {:>6.1}  {}",
        shape.name,
        shape.size,
        whole.bytes / 1e6,
        whole.seconds,
        whole.cores,
        whole.megabytes,
        whole.findings,
        whole.cores / half.cores.max(0.01),
        whole.megabytes / half.megabytes,
        shape.aim,
    ))
}

fn child(shape: &Shape, size: usize) -> Result<Took, String> {
    let said = |err: io::Error| err.to_string();
    let program = env::current_exe().map_err(said)?;
    let made = (shape.make)(size);
    let bytes = made.bytes();
    let (_folder, path) = made.write().map_err(said)?;
    let mut child =
        Command::new(program).arg(CHILD).arg(path).stdout(Stdio::piped()).spawn().map_err(said)?;
    let since = Instant::now();
    while child.try_wait().map_err(said)?.is_none() {
        if since.elapsed() > LIMIT {
            child.kill().map_err(said)?;
            child.wait().map_err(said)?;
            return Err(format!("takes longer than {} s with {size}", LIMIT.as_secs()));
        }
        thread::sleep(Duration::from_millis(5));
    }
    // The line is shorter than a pipe is long, so that nothing waited for this.
    let output = child.wait_with_output().map_err(said)?;
    read(bytes, &String::from_utf8_lossy(&output.stdout))
        .ok_or_else(|| format!("ends with {} at {size}", output.status))
}

#[expect(clippy::cast_precision_loss, reason = "for people to read")]
fn read(bytes: usize, line: &str) -> Option<Took> {
    let mut numbers = line.split_whitespace().map(str::parse::<u64>);
    let mut next = || numbers.next()?.ok();
    let (microseconds, cores, kilobytes, findings) = (next()?, next()?, next()?, next()?);
    Some(Took {
        bytes: bytes as f64,
        seconds: microseconds as f64 / 1e6,
        cores: cores as f64 / 1e3,
        megabytes: kilobytes as f64 / 1e3,
        findings,
    })
}
