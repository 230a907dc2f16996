//! Redirects: where a request may be sent on to.

use http::{Method, header};
use url::Url;

use super::authorize::sign;
use crate::calls::{
    error::Error,
    origin,
    state::{Prepared, Signed},
    transport::{HttpRequest, HttpResponse, RequestBody},
};

/// The most redirects that are followed.
const MAX_REDIRECTS: usize = 10;

/// Sends the request, and sends it on where the server points elsewhere.
///
/// GET and HEAD follow every redirect, other methods 307 and 308 within the origin: a body goes nowhere else. After a
/// 303 what they have brought about is fetched by GET, without a body. Another origin sees no credential and no header
/// but `accept` and `user-agent`, and there is no way back to more.
pub(super) async fn follow(request: &mut Prepared, signed: Signed) -> Result<HttpResponse, Error> {
    let core = request.core.clone();
    let shared = core.shared();
    let Signed { mut url, mut headers, .. } = signed;
    let mut body = request.take_body();
    let mut redirects = 0;
    let mut at_home = true;
    loop {
        let here = url.clone();
        let streamed = body.as_ref().is_some_and(RequestBody::is_stream);
        let again = body.as_ref().and_then(RequestBody::again);
        let fetch = matches!(*request.method(), Method::GET | Method::HEAD);
        let outgoing = HttpRequest {
            method: request.method().clone(),
            url,
            headers,
            body,
            limit: request.settings.time.of_exchange(),
            head_limit: shared.head_timeout,
            streams: request.streams,
        };
        // What is sent on goes elsewhere, or nobody knows where.
        let template = (redirects == 0 && !request.raw).then_some(request.operation.path);
        let answer = request
            .watch
            .exchanges
            .send(request.settings.transport.as_ref(), outgoing, template)
            .await
            .map_err(|failure| Error::network(request.call.clone(), failure))?;

        let status = answer.status;
        let listed = request.operation.answers.contains(&status.as_u16());
        let moved = match status.as_u16() {
            301 | 302 => fetch,
            303 | 307 | 308 => true,
            _ => false,
        };
        let Some(location) = answer.headers.get(header::LOCATION) else { return Ok(answer) };
        if !moved || listed {
            return Ok(answer);
        }
        let refused = |message| Error::redirect(request.call.clone(), status, message);
        let next = target(&here, location.as_bytes(), shared.allow_plain_http).map_err(refused)?;
        redirects += 1;
        if redirects > MAX_REDIRECTS {
            return Err(refused(format!("the server redirects more than {MAX_REDIRECTS} times")));
        }
        let same = origin::is_same(&here, &next);
        at_home &= same;
        let see_other = status.as_u16() == 303 && !fetch;
        request.fetches |= see_other;
        body = match (same, streamed) {
            _ if see_other => None,
            (false, _) if !fetch => return Ok(answer),
            (false, _) => None,
            (true, true) => {
                let message = "the server redirects a body that can be sent only once";
                return Err(refused(message.to_owned()));
            }
            (true, false) => again,
        };
        (url, headers) = if at_home {
            // Few calls meet a redirect: for those that do, it is cheaper to sign again than to keep copies for all.
            let Signed { url, headers, .. } = sign(request, next, request.call.attempts).await?;
            (url, headers)
        } else {
            (next, request.public_headers())
        };
    }
}

/// Where a redirect points, without the user and password that it may hold.
fn target(url: &Url, location: &[u8], allow_plain_http: bool) -> Result<Url, String> {
    let next = std::str::from_utf8(location).ok().and_then(|location| url.join(location).ok());
    let next = next.ok_or_else(|| "the server redirects to what is no URL".to_owned())?;
    if url.scheme() == "https" && next.scheme() == "http" {
        return Err("the server redirects from https to plain http".to_owned());
    }
    // Whoever answers from elsewhere could otherwise call what only this machine can reach.
    if origin::is_loopback(&next) && !origin::is_loopback(url) {
        return Err("the server redirects to this machine".to_owned());
    }
    origin::check(&next, allow_plain_http)
        .map_err(|message| format!("the server redirects elsewhere: {message}"))?;
    Ok(origin::cleaned(next))
}

#[cfg(test)]
mod tests {
    use url::Url;

    fn target(location: &str) -> Result<String, String> {
        let url = Url::parse("https://a.com/v1/things?key=1").unwrap();
        super::target(&url, location.as_bytes(), true).map(String::from)
    }

    #[test]
    fn https_stays_https() {
        assert!(target("http://a.com/").unwrap_err().contains("plain http"));
        assert!(target("http://localhost/").is_err());
        assert_eq!(target("//b.com/x").unwrap(), "https://b.com/x");
    }

    #[test]
    fn nobody_redirects_to_this_machine_from_elsewhere() {
        for here in ["https://localhost:8443/x", "https://127.0.0.1", "https://[::ffff:127.0.0.1]/"]
        {
            assert_eq!(target(here).unwrap_err(), "the server redirects to this machine");
        }
        let home = Url::parse("http://localhost:1/x").unwrap();
        assert!(super::target(&home, b"http://127.0.0.1:2/y", false).is_ok());
    }

    #[test]
    fn a_redirect_brings_no_user() {
        assert_eq!(target("https://u:p@b.com/x#y").unwrap(), "https://b.com/x");
        assert_eq!(target("more?a=b").unwrap(), "https://a.com/v1/more?a=b");
    }
}
