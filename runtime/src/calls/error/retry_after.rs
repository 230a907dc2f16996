//! How long a server asks to wait: `Retry-After` and its relatives.

use std::time::{Duration, UNIX_EPOCH};

use http::{HeaderMap, StatusCode, header};
use web_time::SystemTime;

/// What a server asks to wait, in any of the ways in which servers say it.
pub(super) fn retry_after(status: StatusCode, headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(millis) = text("retry-after-ms").and_then(|text| text.parse().ok()) {
        return seconds(millis).map(|it| it / 1000);
    }
    if let Some(value) = text(header::RETRY_AFTER.as_str()) {
        return match value.parse() {
            Ok(number) => seconds(number),
            Err(_) => until(since_1970(value)?, headers),
        };
    }
    // Their limits stand in every answer; only where one was met do they say anything of the next try.
    if !matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
        return None;
    }
    let reset = text("ratelimit-reset").or_else(|| text("x-ratelimit-reset"));
    let reset = reset.or_else(|| text("x-rate-limit-reset"))?;
    match reset.parse() {
        // Some say how long, some say when. Thirty years are no pause.
        Ok(number) if number > 1e9 => until(seconds(number)?, headers),
        Ok(number) => seconds(number),
        Err(_) => until(since_1970(reset)?, headers),
    }
}

fn seconds(number: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(number).ok()
}

fn since_1970(date: &str) -> Option<Duration> {
    httpdate::parse_http_date(date).ok()?.duration_since(UNIX_EPOCH).ok()
}

/// How long it is until then, by the server's clock where it tells its time.
fn until(then: Duration, headers: &HeaderMap) -> Option<Duration> {
    let date = headers.get(header::DATE).and_then(|date| date.to_str().ok());
    let now = match date.and_then(since_1970) {
        Some(now) => now,
        None => SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?,
    };
    Some(then.saturating_sub(now))
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, StatusCode};

    fn asked_for(status: u16, lines: &[(&'static str, &str)]) -> Option<f64> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.insert(HeaderName::from_static(name), value.parse().unwrap());
        }
        let status = StatusCode::from_u16(status).unwrap();
        super::retry_after(status, &headers).map(|pause| pause.as_secs_f64())
    }

    #[test]
    fn servers_say_it_in_seconds_and_dates() {
        assert_eq!(asked_for(503, &[("retry-after", "120")]), Some(120.0));
        assert_eq!(asked_for(503, &[("retry-after", "0.5")]), Some(0.5));
        assert_eq!(asked_for(503, &[("retry-after-ms", "250")]), Some(0.25));
        let date = ("date", "Wed, 21 Oct 2015 07:28:00 GMT");
        for later in ["Wed, 21 Oct 2015 07:28:30 GMT", "Wednesday, 21-Oct-15 07:28:30 GMT"] {
            assert_eq!(asked_for(503, &[date, ("retry-after", later)]), Some(30.0), "{later}");
        }
        // A date that has passed asks for no pause.
        assert_eq!(asked_for(429, &[("retry-after", date.1)]), Some(0.0));
        for nonsense in ["soon", "-1", "NaN", ""] {
            assert_eq!(asked_for(503, &[("retry-after", nonsense)]), None, "{nonsense}");
        }
    }

    #[test]
    fn limits_say_when_they_end() {
        assert_eq!(asked_for(429, &[("ratelimit-reset", "7")]), Some(7.0));
        let date = ("date", "Sun, 09 Sep 2001 01:46:40 GMT");
        assert_eq!(asked_for(429, &[date, ("x-ratelimit-reset", "1000000012")]), Some(12.0));
        assert_eq!(asked_for(500, &[("x-ratelimit-reset", "7")]), None);
        let both = [("retry-after", "3"), ("x-ratelimit-reset", "7")];
        assert_eq!(asked_for(429, &both), Some(3.0));
    }
}
