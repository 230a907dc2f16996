//! Times without measure, from callers and from servers.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use vetted_runtime::{Chunks, Config, Credential, Json, Operation, Request, Retries, Scheme};

use super::{
    GET, Reply, Server, config,
    misbehaviour::{Way, hasty},
};

const EXTREMES: [Duration; 6] = [
    Duration::MAX,
    Duration::from_secs(u64::MAX),
    Duration::from_secs(i64::MAX as u64),
    Duration::from_nanos(u64::MAX),
    Duration::from_nanos(1),
    Duration::ZERO,
];

/// Every setting of a client and of a call that is a time. What is short enough ends the call, and nothing panics.
#[tokio::test]
async fn a_limit_can_be_of_any_length() {
    type Set = fn(Config, Duration) -> Config;
    type SetCall = fn(Request, Duration) -> Request;
    let settings: [(Set, SetCall); 6] = [
        (Config::timeout, |request, _| request),
        (Config::attempt_timeout, |request, _| request),
        (Config::connect_timeout, |request, _| request),
        (Config::head_timeout, |request, _| request),
        (|config, _| config, Request::timeout),
        (|config, _| config, Request::attempt_timeout),
    ];
    let server = Server::start(|_| Reply::json("1")).await;
    for (way, limit) in Way::BOTH.into_iter().flat_map(|way| EXTREMES.map(|limit| (way, limit))) {
        for (at, (set, set_call)) in settings.into_iter().enumerate() {
            let core = set(config(&server).retries(Retries::none()), limit).build().unwrap();
            match way.send::<Json<i64>>(set_call(core.request(&GET), limit)).await {
                Ok(answer) => assert_eq!(answer, 1),
                Err(err) => {
                    assert!(err.is_timeout(), "{way:?} {at} {limit:?} {err:?}");
                    assert!(limit < Duration::from_secs(1), "{way:?} {at} {limit:?} {err:?}");
                }
            }
            // A stream has a limit for its silences too.
            let request = set_call(core.request(&GET), limit);
            let bytes = match way {
                Way::Awaited => match request.send_stream::<Chunks>().await {
                    Ok(mut stream) => stream.next().await.map(|chunk| chunk.is_ok()),
                    Err(_) => Some(false),
                },
                Way::Blocking => tokio::task::spawn_blocking(move || {
                    match request.send_stream_blocking::<Chunks>() {
                        Ok(mut stream) => stream.next_blocking().map(|chunk| chunk.is_ok()),
                        Err(_) => Some(false),
                    }
                })
                .await
                .unwrap(),
            };
            let short = limit < Duration::from_secs(1);
            assert!(bytes == Some(true) || short, "{way:?} {at} {limit:?}");
        }
    }
}

/// Pauses of any length: those that the caller allows, and those that the server asks for.
#[tokio::test]
async fn a_pause_can_be_of_any_length() {
    let asks = [
        "0",
        "1e-300",
        "1e19",
        "1e300",
        "18446744073709551615",
        "18446744073709551616",
        "-1",
        "nan",
        "inf",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
    ];
    for (way, ask) in Way::BOTH.into_iter().flat_map(|way| asks.map(|ask| (way, ask))) {
        for name in ["retry-after", "retry-after-ms", "x-ratelimit-reset"] {
            let asked = AtomicU32::new(0);
            let server = Server::start(move |_| match asked.fetch_add(1, Ordering::SeqCst) {
                0 => Reply::status(503, "").header(name, ask),
                _ => Reply::json("1"),
            })
            .await;
            let patient = Retries::default()
                .attempts(u32::MAX)
                .first_pause(Duration::ZERO)
                .longest_pause(Duration::MAX)
                .longest_wait(Duration::MAX);
            // Without a limit the call would wait as long as it is asked to.
            let core = config(&server).retries(patient).timeout(Duration::from_secs(20));
            let start = Instant::now();
            let answer = way.send::<Json<i64>>(core.build().unwrap().request(&GET)).await;
            if let Err(err) = answer {
                let wait = err.retry_after().unwrap();
                assert!(wait > Duration::from_secs(20), "{way:?} {name}: {ask} {err:?}");
            }
            assert!(start.elapsed() < Duration::from_secs(5), "{way:?} {name}: {ask}");
        }
    }
    for pause in EXTREMES {
        let retries =
            Retries::default().first_pause(pause).longest_pause(pause).longest_wait(pause);
        let server = Server::start(|_| Reply::status(503, "")).await;
        let core = config(&server).retries(retries).timeout(Duration::from_millis(200)).build();
        for way in Way::BOTH {
            let request = core.as_ref().unwrap().request(&GET);
            assert!(way.send::<Json<i64>>(request).await.is_err(), "{way:?} {pause:?}");
        }
    }
}

/// Lives of tokens that no clock can tell, and such as are over when they begin.
#[tokio::test]
async fn a_token_can_live_for_any_time() {
    static OAUTH: Scheme = Scheme::client_credentials("OAuth", "/token", &[]);
    static OWN: Operation = Operation::new("getOwn", "GET", "/own").security(&[&[&OAUTH]]);
    for life in [
        "0",
        "-1",
        "1e-300",
        "1e300",
        "-1e300",
        "18446744073709551615",
        "9223372036854775807",
        "-9223372036854775808",
        "1e19",
        "1.7976931348623157e308",
        "\"1e300\"",
        "\"NaN\"",
        "\"inf\"",
        "\"\"",
        "null",
        "true",
        "[]",
        "{}",
        "99999999999999999999999999",
    ] {
        for way in Way::BOTH {
            let server = Server::start(move |seen| match seen.target.as_str() {
                "/token" => Reply::json(&format!(r#"{{"access_token":"t","expires_in":{life}}}"#)),
                _ => Reply::json("1"),
            })
            .await;
            let core = hasty(&server).credential(&OAUTH, Credential::client("i", "s"));
            let core = core.build().unwrap();
            for _ in 0..2 {
                let answer = way.send::<Json<i64>>(core.request(&OWN)).await;
                assert_eq!(answer.unwrap(), 1, "{way:?} {life}");
            }
        }
    }
}
