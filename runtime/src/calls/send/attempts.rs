//! The attempts of a call.

use std::{pin::pin, time::Duration};

use http::StatusCode;

use super::{
    authorize::{forget, sign},
    redirects::follow,
    whole::whole,
};
use crate::{
    Secret,
    calls::{
        auth::Scheme,
        error::{ApiError, Error},
        observe::sent_again,
        state::Prepared,
        transport::{HttpResponse, within},
    },
};

/// Sends a request, and sends it again where that may help, is safe and can be paid for. What is not wanted as a stream
/// has come with its whole body: an answer that breaks off is no answer.
pub(super) async fn attempts(request: &mut Prepared) -> Result<HttpResponse, Error> {
    let core = request.core.clone();
    let (retries, budget) = (request.settings.retries, core.budget());
    let mut made = 0;
    let mut renewed = false;
    loop {
        let err = match attempt(request).await {
            Ok(answer) => {
                budget.succeeded();
                return Ok(answer);
            }
            Err(Failed { err, fetched }) => {
                made += 1;
                // The server has refused a token that was fetched for this client: another one may do.
                if err.status() == Some(StatusCode::UNAUTHORIZED) {
                    forget(request, &fetched).await;
                    if !fetched.is_empty() && !renewed && request.can_repeat_body() {
                        renewed = true;
                        made -= 1;
                        sent_again(&err, Duration::ZERO);
                        continue;
                    }
                }
                err
            }
        };
        if !(request.can_repeat_body() || err.attempts() == 0) {
            return Err(err);
        }
        let Some(pause) = retries.pause(&err, made, budget) else { return Err(err) };
        // Nothing comes of a wait that the limit will cut short.
        if request.settings.time.time_left().is_some_and(|left| left <= pause) {
            return Err(err);
        }
        sent_again(&err, pause);
        request.settings.transport.sleep(pause).await;
    }
}

/// An attempt that failed, and the tokens that were fetched for it.
struct Failed {
    err: Error,
    fetched: Vec<(&'static Scheme, Secret)>,
}

impl From<Error> for Failed {
    fn from(err: Error) -> Self {
        Self { err, fetched: Vec::new() }
    }
}

/// One attempt. What is no answer of the operation is read, and an error.
async fn attempt(request: &mut Prepared) -> Result<HttpResponse, Failed> {
    let (core, transport) = (request.core.clone(), request.settings.transport.clone());
    let hooks = &core.shared().hooks;
    request.watch.begin(hooks, request.call.attempts.saturating_add(1));
    let limit = request.settings.time.attempt;
    let answer = within(transport.as_ref(), limit, pin!(exchange(request))).await;
    let answer = match answer {
        Ok(answer) => answer,
        Err(failure) => Err(Error::network(request.call.clone(), failure).into()),
    };
    let result = answer.as_ref().map_err(|failed| &failed.err);
    request.watch.end(hooks, &request.call, result);
    answer
}

async fn exchange(request: &mut Prepared) -> Result<HttpResponse, Failed> {
    let number = request.call.attempts.saturating_add(1);
    request.fetches = false;
    let mut signed = sign(request, request.url().clone(), number).await?;
    request.call.attempts = number;
    let fetched = std::mem::take(&mut signed.fetched);
    let anonymous = !signed.tells_who_calls();
    let answer = follow(request, signed).await?;
    let limit = request.core.shared().limit;
    let status = answer.status;
    if status.is_success() || request.operation.answers.contains(&status.as_u16()) {
        if request.streams {
            return Ok(answer);
        }
        let raw = whole(&request.call, answer, limit).await?;
        return Ok(raw.into());
    }
    let raw = whole(&request.call, answer, limit).await?.of_items(request.settings.max_items);
    let call = request.call.clone();
    Err(Failed { err: Error::Api(Box::new(ApiError { call, raw, anonymous })), fetched })
}
