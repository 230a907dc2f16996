//! The statuses that a documented answer is tried with.

use vetted_contract::document::Response;
use vetted_tests::server::StatusCode;

/// The one that is documented, or two of a range.
pub(super) fn statuses(response: Response<'_>) -> Vec<StatusCode> {
    let codes = match response.key {
        "2XX" => vec![200, 207],
        "4XX" => vec![400, 418],
        "5XX" => vec![500, 503],
        key => vec![key.parse().unwrap_or(0)],
    };
    let status = |code| {
        StatusCode::from_u16(code)
            .unwrap_or_else(|_| panic!("the harness does not know the status {}", response.key))
    };
    codes.into_iter().map(status).collect()
}
