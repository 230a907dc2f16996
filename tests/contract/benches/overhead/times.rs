//! Times of the caller's thread, in pairs: what disturbs the machine disturbs both halves of a pair, and waiting for the
//! server is in none.

use std::{env, process::Command, time::Duration};

use tokio::runtime::Runtime;

use crate::{
    Result,
    calls::{Call, Caller, Size},
    runtime,
};

/// How many pairs of pairs are compared.
const ROUNDS: usize = 200;

/// Measures in a process of its own, whose memory stays with it. glibc gives the end of it back to the system when a
/// large answer is freed, and fetches it again for the next: which half of a pair pays for that is chance.
pub(crate) fn print(url: &str) -> Result<()> {
    const MUCH: &str = "1000000000";
    let mut command = Command::new(env::current_exe()?);
    command.args(["times", url]);
    command.env("MALLOC_TRIM_THRESHOLD_", MUCH).env("MALLOC_MMAP_THRESHOLD_", MUCH);
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("measuring failed: {status}").into()) }
}

/// Prints a line a comparison.
pub(crate) fn measure(url: &str) -> Result<()> {
    let runtime = runtime()?;
    let call = Call::new(url)?;
    println!(
        "time of the caller over a call by hand: median of {ROUNDS} pairs, and where it is with 95 %"
    );
    for size in Size::ALL {
        for other in [Caller::Hand, Caller::Derive] {
            let mut ratios = Vec::new();
            let mut micros = [Vec::new(), Vec::new()];
            // The first round only warms up.
            for round in 0..=ROUNDS {
                let [ours, theirs] = pair(&runtime, &call, size, other)?;
                if round > 0 {
                    ratios.push(ours / theirs - 1.0);
                    micros[0].push(ours);
                    micros[1].push(theirs);
                }
            }
            let [low, middle, high] = spread(&mut ratios).map(|ratio| 100.0 * ratio);
            let [ours, theirs] = micros.map(|mut all| spread(&mut all)[1]);
            println!(
                "{:5} against {:6} {middle:+6.2} %  ({low:+.2} to {high:+.2})  {ours:.1} against {theirs:.1} µs",
                size.name(),
                other.name(),
            );
        }
    }
    Ok(())
}

/// Microseconds a call: ours, theirs. In the order ours, theirs, theirs, ours, so that a drift falls on both.
fn pair(runtime: &Runtime, call: &Call, size: Size, other: Caller) -> Result<[f64; 2]> {
    let ours =
        |time: f64| -> Result<f64> { Ok(time + batch(runtime, call, size, Caller::Generated)?) };
    let first = ours(0.0)?;
    let theirs = batch(runtime, call, size, other)? + batch(runtime, call, size, other)?;
    Ok([ours(first)? / 2.0, theirs / 2.0])
}

/// Microseconds a call, over as many as take some milliseconds.
fn batch(runtime: &Runtime, call: &Call, size: Size, caller: Caller) -> Result<f64> {
    let count = match size {
        Size::Small => 100_u32,
        Size::Large => 2,
    };
    let started = now();
    runtime.block_on(async {
        for _ in 0..count {
            call.make(caller, size).await?;
        }
        Ok::<(), Box<dyn std::error::Error>>(())
    })?;
    Ok(now().saturating_sub(started).as_secs_f64() * 1e6 / f64::from(count))
}

/// How long the thread has run.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    // Neither is negative.
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or_default(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}

/// The time: elsewhere, waiting is in it.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn now() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

/// The median, between the two values that it lies between with 95 %.
fn spread(values: &mut [f64]) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    // Ranks of the binomial distribution: 0.98 standard deviations of half a value a round.
    let off = (values.len() * 96 / 100).isqrt();
    let at = |rank: usize| values.get(rank).copied().unwrap_or(f64::NAN);
    [at(middle.saturating_sub(off)), at(middle), at(middle + off)]
}
