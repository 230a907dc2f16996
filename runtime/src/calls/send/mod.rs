//! One call, from the builder to the answer. The same code for all operations.

mod attempts;
mod redirects;
mod sign;

use std::pin::pin;

use self::attempts::attempts;
use super::{
    answer::{ByteStream, DecodeFailure, Limits, RawResponse, media_type},
    error::{Call, DecodeError, Error, TransportError},
    observe::CallSpan,
    request::{Prepared, Request},
    transport::{Download, HttpResponse, within},
};

/// Sends a request. Gives the whole answer if its status is a success of the operation.
pub(crate) async fn send(
    request: Request,
    accept: &'static str,
) -> Result<(Call, RawResponse), Error> {
    let mut prepared = Prepared::new(request, accept)?;
    let answer = in_time(&mut prepared).await?;
    let limit = prepared.core.shared().limit;
    let raw = whole(&prepared.call, answer, limit).await?.of_items(prepared.max_items);
    Ok((prepared.call, raw))
}

/// Sends a request. Gives the answer as soon as its head is there, if its status is a success of the operation.
///
/// The limit of time is one for the head, and then for each silence. `refused`: media types that are no stream.
/// `resumes`: whether another answer can go on where this one breaks off.
pub(crate) async fn open(
    request: Request,
    accept: &'static str,
    refused: &'static [&'static str],
    resumes: bool,
) -> Result<ByteStream, Error> {
    let reopen = if resumes { request.reopen(accept, refused) } else { None };
    let mut prepared = Prepared::new(request, accept)?;
    prepared.streams = true;
    let answer = in_time(&mut prepared).await?;
    let shared = prepared.core.shared();
    let (limit, most) = (shared.limit, shared.stream_limit);
    let call = prepared.call;
    let found = media_type(&answer.headers).filter(|found| refused.contains(&found.as_str()));
    if let Some(found) = found {
        let raw = whole(&call, answer, limit).await?;
        let failure = DecodeFailure::no_stream(&found);
        return Err(DecodeError::error(call, raw, failure));
    }
    let HttpResponse { status, headers, body } = answer;
    let body = Download::new(status, body);
    let body = body.idle_at_most(prepared.timeout, &prepared.transport);
    let limits = Limits { most, held: limit, items: prepared.max_items };
    Ok(ByteStream::new(call, (status, headers), body, limits).reopened_by(reopen))
}

/// All attempts together, in the time that the call may take.
async fn in_time(request: &mut Prepared) -> Result<HttpResponse, Error> {
    let transport = request.transport.clone();
    let (span, limit) = (CallSpan::new(&request.call), request.timeout);
    let answer = span.around(within(transport.as_ref(), limit, pin!(attempts(request)))).await;
    let answer = match answer {
        Ok(answer) => answer,
        Err(failure) => {
            let err = TransportError::network(request.call.clone(), failure);
            let hooks = &request.core.shared().hooks;
            request.watch.end(hooks, &request.call, Err(&err));
            Err(err)
        }
    };
    span.end(answer.as_ref().err());
    answer
}

/// Reads an answer to its end.
async fn whole(call: &Call, answer: HttpResponse, limit: u64) -> Result<RawResponse, Error> {
    let HttpResponse { status, headers, body } = answer;
    let body = Download::new(status, body).whole(limit).await;
    let body = body.map_err(|failure| TransportError::network(call.clone(), failure))?;
    Ok(RawResponse::new(status, headers, body))
}
