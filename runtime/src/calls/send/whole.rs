//! An answer that is wanted as a whole.

use crate::calls::{
    answer::RawResponse,
    call::Call,
    error::Error,
    transport::{Download, HttpResponse},
};

/// Reads an answer to its end.
pub(super) async fn whole(
    call: &Call,
    answer: HttpResponse,
    limit: u64,
) -> Result<RawResponse, Error> {
    let HttpResponse { status, headers, body } = answer;
    let body = Download::new(status, body).whole(limit).await;
    let body = body.map_err(|failure| Error::network(call.clone(), failure))?;
    Ok(RawResponse::new(status, headers, body))
}
