//! One call, from its state before the first attempt to the answer. The same code for all operations.

mod attempts;
mod authorize;
mod redirects;
mod whole;

use std::pin::pin;

use self::{attempts::attempts, whole::whole};
use super::{
    answer::{DecodeFailure, RawResponse, media_type},
    call::Call,
    delivery::{ByteStream, Limits},
    error::Error,
    observe::CallSpan,
    state::Prepared,
    transport::{Download, HttpResponse, within},
};

/// Sends a request. Gives the whole answer if its status is a success of the operation.
pub(crate) async fn send(mut prepared: Prepared) -> Result<(Call, RawResponse), Error> {
    let answer = in_time(&mut prepared).await?;
    let limit = prepared.core.shared().limit;
    let raw = whole(&prepared.call, answer, limit).await?.of_items(prepared.settings.max_items);
    Ok((prepared.call, raw))
}

/// Sends a request. Gives the answer as soon as its head is there, if its status is a success of the operation.
///
/// The limit of time is one for the head, and then for each silence. `refused`: media types that are no stream.
pub(crate) async fn open(
    mut prepared: Prepared,
    refused: &'static [&'static str],
) -> Result<ByteStream, Error> {
    prepared.streams = true;
    let answer = in_time(&mut prepared).await?;
    let shared = prepared.core.shared();
    let (limit, most) = (shared.limit, shared.stream_limit);
    let call = prepared.call;
    let found = media_type(&answer.headers).filter(|found| refused.contains(&found.as_str()));
    if let Some(found) = found {
        let raw = whole(&call, answer, limit).await?;
        let failure = DecodeFailure::no_stream(&found);
        return Err(Error::decode(call, raw, failure));
    }
    let HttpResponse { status, headers, body } = answer;
    let body = Download::new(status, body);
    let body = body.idle_at_most(prepared.settings.time.call, &prepared.settings.transport);
    let limits = Limits { most, held: limit, items: prepared.settings.max_items };
    Ok(ByteStream::new(call, (status, headers), body, limits))
}

/// All attempts together, in the time that the call may take.
async fn in_time(request: &mut Prepared) -> Result<HttpResponse, Error> {
    let transport = request.settings.transport.clone();
    let (span, limit) = (CallSpan::new(&request.call), request.settings.time.call);
    let answer = span.around(within(transport.as_ref(), limit, pin!(attempts(request)))).await;
    let answer = match answer {
        Ok(answer) => answer,
        Err(failure) => {
            let err = Error::network(request.call.clone(), failure);
            let hooks = &request.core.shared().hooks;
            request.watch.end(hooks, &request.call, Err(&err));
            Err(err)
        }
    };
    span.end(answer.as_ref().err());
    answer
}
