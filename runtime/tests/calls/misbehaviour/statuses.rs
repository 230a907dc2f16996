//! Servers that are busy, out of order, or elsewhere.

use std::time::{Duration, Instant, SystemTime};

use vetted_runtime::{Config, Empty, Json, Retries};

use super::{Always, Fault, GET, KEYED, Once, POST, Reply, Server, Way, hasty};

const DATE: &str = "Wed, 21 Oct 2015 07:28:00 GMT";

/// 429 says that the server has not acted. What can be repeated is, after the pause that is asked for; whether a POST
/// may be is for the caller to say.
#[tokio::test]
async fn too_many_requests() {
    let fault = Fault::new(|| Reply::status(429, "").header("retry-after", "0"));
    let refused = "the server answered 429 Too Many Requests";
    fault
        .gives(&[
            (Once, &GET, "1; 2 requests"),
            (Always, &GET, &format!("{refused}; 3 attempts, retryable, after 0ns, 3 requests")),
            (Always, &POST, &format!("{refused}; 1 attempt, retryable, after 0ns, 1 request")),
            (Once, &KEYED, "1; 2 requests"),
        ])
        .await;
    let fault = fault.with(|config| config.retries(Retries::default().repeat_refused()));
    fault.gives(&[(Once, &POST, "1; 2 requests")]).await;
}

/// 503 is as 429, but no server means by it that a POST has had no effect.
#[tokio::test]
async fn an_unavailable_service() {
    // A time that has passed asks for no pause.
    let fault =
        Fault::new(|| Reply::status(503, "").header("date", DATE).header("retry-after", DATE));
    let refused = "the server answered 503 Service Unavailable";
    let rows = [
        (Once, &GET, "1; 2 requests"),
        (Always, &GET, &format!("{refused}; 3 attempts, retryable, after 0ns, 3 requests")),
        (Always, &POST, &format!("{refused}; 1 attempt, retryable, after 0ns, 1 request")),
        (Once, &KEYED, "1; 2 requests"),
    ];
    fault.gives(&rows).await;
    let fault = fault.with(|config| config.retries(Retries::default().repeat_refused()));
    fault.gives(&rows[2..3]).await;
}

/// A server may ask for more than the caller wants to wait: then the call fails at once, and says how long.
#[tokio::test]
async fn a_pause_that_is_too_long() {
    fn impatient(config: Config) -> Config {
        config.retries(Retries::default().longest_wait(Duration::from_secs(1)))
    }
    let start = Instant::now();
    let seconds = || Reply::status(429, "").header("retry-after", "2");
    let date = || {
        let later = "Wed, 21 Oct 2015 07:28:02 GMT";
        Reply::status(503, "").header("date", DATE).header("retry-after", later)
    };
    for (reply, text) in
        [(seconds as fn() -> Reply, "429 Too Many Requests"), (date, "503 Service Unavailable")]
    {
        let expected =
            format!("the server answered {text}; 1 attempt, retryable, after 2s, 1 request");
        let rows = [(Once, &GET, expected.as_str()), (Once, &KEYED, &expected)];
        let fault = Fault::new(reply).with(impatient);
        fault.gives(&rows).await;
        // A call that may not take that long does not wait for its own end.
        let fault = fault.with(|config| {
            impatient(config).retries(Retries::default()).timeout(Duration::from_secs(1))
        });
        fault.gives(&rows).await;
    }
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

/// A pause that is asked for is kept, whether it is given in seconds or as the time of its end.
#[tokio::test]
async fn a_pause_is_kept() {
    let seconds = || Reply::status(429, "").header("retry-after", "1");
    let date = || {
        let later = SystemTime::now() + Duration::from_secs(2);
        Reply::status(503, "").header("retry-after", &httpdate::fmt_http_date(later))
    };
    let calls = [(seconds as fn() -> Reply, 1000), (date, 1000)].into_iter().flat_map(|it| {
        Way::BOTH.map(|way| {
            tokio::spawn(async move {
                let (reply, least) = it;
                let server = Fault::new(reply).server(Once).await;
                let core = hasty(&server).build().unwrap();
                let start = Instant::now();
                assert_eq!(way.send::<Json<i64>>(core.request(&GET)).await.unwrap(), 1);
                // A date is one of whole seconds.
                let (passed, least) = (start.elapsed(), Duration::from_millis(least));
                assert!((least..least * 4).contains(&passed), "{way:?} {passed:?}");
            })
        })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap();
    }
}

/// Errors of a server or what stands before it: what can be repeated is.
#[tokio::test]
async fn a_server_that_fails() {
    for reply in [|| Reply::status(500, ""), || Reply::status(502, ""), || Reply::status(504, "")] {
        let fault = Fault::new(reply);
        fault.gives(&[(Once, &GET, "1; 2 requests"), (Once, &KEYED, "1; 2 requests")]).await;
    }
    let expected = "the server answered 500 Internal Server Error; 1 attempt, 1 request";
    Fault::new(|| Reply::status(500, "")).gives(&[(Once, &POST, expected)]).await;
    // Another try cannot help.
    let expected = "the server answered 501 Not Implemented; 1 attempt, 1 request";
    Fault::new(|| Reply::status(501, "")).gives(&[(Once, &GET, expected)]).await;
}

/// Another host gets a GET without anything of the caller's, and no POST.
#[tokio::test]
async fn a_redirect_to_another_host() {
    for way in Way::BOTH {
        let other = Server::start(|_| Reply::json("1")).await;
        let location = other.url("/there");
        let server = Server::start(move |_| Reply::redirect(307, &location)).await;
        let core = hasty(&server).header("x-own", "s3cret").build().unwrap();
        assert_eq!(way.send::<Json<i64>>(core.request(&GET)).await.unwrap(), 1);
        assert_eq!(other.only().header("x-own"), None, "{way:?}");

        let err = way.send::<Empty>(core.request(&KEYED).json(&[1])).await.unwrap_err();
        assert_eq!((err.status().unwrap().as_u16(), err.attempts()), (307, 1), "{way:?}");
        assert!(!err.is_retryable());
        other.only();
    }
}
