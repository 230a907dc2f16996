//! What an attempt goes out with.

use url::Url;

use crate::calls::{
    auth,
    error::Error,
    observe::Hooks,
    request::{Prepared, Signed},
};

/// What goes to this URL: what the call says, what hooks add, and the credentials. `attempt`: its number, from 1.
pub(super) async fn sign(request: &Prepared, url: Url, attempt: u32) -> Result<Signed, Error> {
    let mut unsigned = request.unsigned(url);
    Hooks::before(request, attempt, &mut unsigned)?;
    auth::authorize(request, unsigned).await
}
