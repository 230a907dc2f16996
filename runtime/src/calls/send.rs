//! One call, from the builder to the answer. The same code for all operations.

use http::{HeaderMap, Method, StatusCode, header};
use url::Url;

use super::{
    answer::{ByteStream, DecodeFailure, RawResponse},
    auth,
    client::origin,
    error::{ApiError, Call, DecodeError, Error, TransportError},
    request::{Payload, Prepared, Request},
    transport::{self, Incoming, Outgoing},
};

/// The most redirects that are followed.
const MAX_REDIRECTS: usize = 10;

/// Sends a request. Gives the whole answer if its status is a success of the operation.
pub(crate) async fn send(
    request: Request,
    accept: &'static str,
) -> Result<(Call, RawResponse), Error> {
    let prepared = Prepared::new(request, accept)?;
    let call = prepared.call.clone();
    let (limit, timeout) = (prepared.core.shared().limit, prepared.timeout);
    let work = async {
        let incoming = exchange(prepared).await?;
        whole(&call, incoming, limit).await
    };
    match transport::within(timeout, work).await {
        Ok(answer) => Ok((call, answer?)),
        Err(failure) => Err(TransportError::network(call, failure)),
    }
}

/// Sends a request. Gives the answer as soon as its head is there, if its status is a success of the operation.
///
/// The limit of time is one for the head, and then for each silence. `refused`: media types that are no stream.
pub(crate) async fn open(
    request: Request,
    accept: &'static str,
    refused: &'static [&'static str],
) -> Result<ByteStream, Error> {
    let prepared = Prepared::new(request, accept)?;
    let call = prepared.call.clone();
    let shared = prepared.core.shared();
    let (limit, most, timeout) = (shared.limit, shared.stream_limit, prepared.timeout);
    let incoming = match transport::within(timeout, exchange(prepared)).await {
        Ok(incoming) => incoming?,
        Err(failure) => return Err(TransportError::network(call, failure)),
    };
    if is_one_of(&incoming.headers, refused) {
        let raw = whole(&call, incoming, limit).await?;
        let failure = DecodeFailure::new("is whole, and no stream");
        return Err(DecodeError::error(call, raw, failure));
    }
    let Incoming { status, headers, body } = incoming;
    let body = body.idle_at_most(timeout);
    Ok(ByteStream::new(call, (status, headers), body, (most, limit)))
}

/// Whether an answer has one of these media types.
fn is_one_of(headers: &HeaderMap, names: &[&str]) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = content_type.and_then(|text| text.split(';').next()).unwrap_or_default().trim();
    names.iter().any(|name| essence.eq_ignore_ascii_case(name))
}

/// Reads an answer to its end.
async fn whole(call: &Call, incoming: Incoming, limit: u64) -> Result<RawResponse, Error> {
    let Incoming { status, headers, body } = incoming;
    let body = body.whole(limit).await;
    let body = body.map_err(|failure| TransportError::network(call.clone(), failure))?;
    Ok(RawResponse::new(status, headers, body))
}

/// The answer, if it is one. What is none is read, and an error.
async fn exchange(mut request: Prepared) -> Result<Incoming, Error> {
    auth::authorize(&mut request).await?;
    let incoming = follow(&mut request).await?;
    let status = incoming.status;
    if status.is_success() || request.operation.answers.contains(&status.as_u16()) {
        return Ok(incoming);
    }
    let raw = whole(&request.call, incoming, request.core.shared().limit).await?;
    if status == StatusCode::UNAUTHORIZED {
        auth::forget_tokens(&request).await;
    }
    Err(Error::Api(Box::new(ApiError { call: request.call, raw })))
}

/// Sends the request, and sends it on where the server points elsewhere.
///
/// GET and HEAD follow every redirect, other methods only 307 and 308 within the origin: a body goes nowhere else.
/// Another origin sees no credential and no header but `accept` and `user-agent`, and there is no way back to more.
async fn follow(request: &mut Prepared) -> Result<Incoming, Error> {
    let shared = request.core.shared();
    let fetch = matches!(request.method, Method::GET | Method::HEAD);
    let mut url = request.url.clone();
    let mut headers = request.headers.clone();
    let mut body = request.body.take();
    let mut redirects = 0;
    loop {
        let streamed = matches!(body, Some(Payload::Stream(_)));
        let again = body.as_ref().and_then(Payload::again);
        let outgoing = Outgoing {
            method: request.method.clone(),
            url: url.clone(),
            headers: headers.clone(),
            body,
        };
        let incoming = shared
            .transport
            .send(outgoing)
            .await
            .map_err(|failure| TransportError::network(request.call.clone(), failure))?;

        let status = incoming.status;
        let listed = request.operation.answers.contains(&status.as_u16());
        let moved = match status.as_u16() {
            301..=303 => fetch,
            307 | 308 => true,
            _ => false,
        };
        let Some(location) = incoming.headers.get(header::LOCATION) else { return Ok(incoming) };
        if !moved || listed {
            return Ok(incoming);
        }
        let refused = |message| TransportError::redirect(request.call.clone(), status, message);
        let next = target(&url, location.as_bytes(), shared.allow_plain_http).map_err(refused)?;
        if !origin::is_same(&url, &next) {
            if !fetch {
                return Ok(incoming);
            }
            headers = request.public_headers();
            body = None;
        } else if streamed {
            return Err(refused(
                "the server redirects a body that can be sent only once".to_owned(),
            ));
        } else {
            body = again;
        }
        redirects += 1;
        if redirects > MAX_REDIRECTS {
            return Err(refused(format!("the server redirects more than {MAX_REDIRECTS} times")));
        }
        url = next;
    }
}

/// Where a redirect points, without the user and password that it may hold.
fn target(url: &Url, location: &[u8], allow_plain_http: bool) -> Result<Url, String> {
    let next = std::str::from_utf8(location).ok().and_then(|location| url.join(location).ok());
    let mut next = next.ok_or_else(|| "the server redirects to what is no URL".to_owned())?;
    if url.scheme() == "https" && next.scheme() == "http" {
        return Err("the server redirects from https to plain http".to_owned());
    }
    origin::check(&next, allow_plain_http)
        .map_err(|message| format!("the server redirects elsewhere: {message}"))?;
    next.set_fragment(None);
    // These fail only for URLs without a host, which are refused for their scheme.
    let _ = next.set_username("");
    let _ = next.set_password(None);
    Ok(next)
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
    fn a_redirect_brings_no_user() {
        assert_eq!(target("https://u:p@b.com/x#y").unwrap(), "https://b.com/x");
        assert_eq!(target("more?a=b").unwrap(), "https://a.com/v1/more?a=b");
    }
}
