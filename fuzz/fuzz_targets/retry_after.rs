//! What a server says of the next try, in `Retry-After` and the like: no call waits longer than it may.
//!
//! The first line is the status and the longest wait in seconds, the others are headers.

#![no_main]

use std::time::Duration;

use http::{HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;
use vetted_fuzz::server;
use vetted_runtime::{HeaderMap, HttpResponse, Json, Retries, StatusCode, Value};

fuzz_target!(|text: &str| {
    let mut lines = text.split('\n');
    let mut first = lines.next().unwrap_or_default().split(' ');
    let status = first.next().and_then(|status| status.parse().ok());
    let status = status.unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
    let longest = match first.next() {
        Some("max") => Duration::MAX,
        other => Duration::from_secs(other.and_then(|text| text.parse().ok()).unwrap_or(60)),
    };
    let mut headers = HeaderMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            headers.append(name, value);
        }
    }
    let (core, log) = server::client(move |_| HttpResponse::new(status, headers.clone(), "{}"));
    let retries = Retries::default().longest_wait(longest);
    let answer = server::now(core.request(&server::GET).retries(retries).send::<Json<Value>>());
    if let Err(err) = answer {
        let _ = (err.to_string(), err.retry_after());
    }
    let log = log.lock().expect("no panic");
    assert!(log.seen.len() <= 3, "{} attempts", log.seen.len());
    // A tenth more keeps those apart that were told the same, and the client's own pauses take up to 8 s.
    let most = longest.saturating_add(longest / 10).max(Duration::from_secs(8));
    let long = log.slept.iter().find(|slept| **slept > most);
    assert!(long.is_none(), "waits {long:?}, where {longest:?} is the most");
});
