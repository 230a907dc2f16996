//! Times, in pairs: what disturbs the machine disturbs both halves of a pair.
//!
//! Two of them: that of a call, and that of the caller's thread, in which no waiting for the server is. Of these the
//! overhead is a larger share, but other programs disturb it less.

use std::{
    env,
    process::Command,
    time::{Duration, Instant},
};

use tokio::runtime::Runtime;

use crate::{
    Result,
    calls::{Call, Caller, Size},
    runtime,
};

/// How many pairs are compared.
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

/// Prints two lines a comparison.
pub(crate) fn measure(url: &str) -> Result<()> {
    let runtime = runtime()?;
    let call = Call::new(url)?;
    println!("time over a call by hand: median of {ROUNDS} pairs, and where it is with 95 %");
    for size in Size::ALL {
        for other in [Caller::Hand, Caller::Derive] {
            let mut pairs = Vec::new();
            // The first round only warms up.
            for round in 0..=ROUNDS {
                let pair = pair(&runtime, &call, size, other)?;
                if round > 0 {
                    pairs.push(pair);
                }
            }
            let what = format!("{:5} against {:6}", size.name(), other.name());
            println!("{what}  call   {}", compared(&pairs, |time| time.call));
            println!("{what}  thread {}", compared(&pairs, |time| time.thread));
        }
    }
    Ok(())
}

/// Microseconds a call.
#[derive(Debug, Clone, Copy)]
struct Time {
    /// From its beginning to its end.
    call: f64,
    /// As long as the caller's thread has run.
    thread: f64,
}

/// Ours and theirs, in the order ours, theirs, theirs, ours, so that a drift falls on both.
fn pair(runtime: &Runtime, call: &Call, size: Size, other: Caller) -> Result<[Time; 2]> {
    let first = batch(runtime, call, size, Caller::Generated)?;
    let theirs = [batch(runtime, call, size, other)?, batch(runtime, call, size, other)?];
    let ours = [first, batch(runtime, call, size, Caller::Generated)?];
    let mean = |[a, b]: [Time; 2]| Time {
        call: f64::midpoint(a.call, b.call),
        thread: f64::midpoint(a.thread, b.thread),
    };
    Ok([mean(ours), mean(theirs)])
}

/// A call's times, over as many calls as take some milliseconds.
fn batch(runtime: &Runtime, call: &Call, size: Size, caller: Caller) -> Result<Time> {
    let count = match size {
        Size::Small => 100_u32,
        Size::Large => 2,
    };
    let (begun, had_run) = (Instant::now(), thread_time());
    runtime.block_on(async {
        for _ in 0..count {
            call.make(caller, size).await?;
        }
        Ok::<(), Box<dyn std::error::Error>>(())
    })?;
    let (passed, ran) = (begun.elapsed(), thread_time().saturating_sub(had_run));
    let micros = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(count);
    Ok(Time { call: micros(passed), thread: micros(ran) })
}

/// How long the thread has run.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn thread_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    // Neither is negative.
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or_default(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}

/// The time: elsewhere, waiting is in it.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn thread_time() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    START.elapsed()
}

/// One of the two times, over all pairs.
fn compared(pairs: &[[Time; 2]], of: fn(&Time) -> f64) -> String {
    let mut ratios: Vec<f64> =
        pairs.iter().map(|[ours, theirs]| 100.0 * (of(ours) / of(theirs) - 1.0)).collect();
    let mut ours: Vec<f64> = pairs.iter().map(|[ours, _]| of(ours)).collect();
    let mut theirs: Vec<f64> = pairs.iter().map(|[_, theirs]| of(theirs)).collect();
    let [low, middle, high] = spread(&mut ratios);
    let ([_, ours, _], [_, theirs, _]) = (spread(&mut ours), spread(&mut theirs));
    format!("{middle:+6.2} %  ({low:+.2} to {high:+.2})  {ours:.1} against {theirs:.1} µs")
}

/// The median, between the two values that it lies between with 95 %.
fn spread(values: &mut [f64]) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    // The ranks are two standard deviations of a binomial distribution apart from the middle.
    let off = (values.len() * 96 / 100).isqrt();
    let at = |rank: usize| values.get(rank).copied().unwrap_or(f64::NAN);
    [at(middle.saturating_sub(off)), at(middle), at(middle + off)]
}
