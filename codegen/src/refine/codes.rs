//! The codes of the findings of this stage.

use crate::diagnostic::Code;

use super::{idempotency_keys, paging, replaced_types};

/// All of them.
pub(crate) static CODES: &[&Code] = &[
    &idempotency_keys::IDEMPOTENCY_KEY_UNFIT,
    &paging::PAGINATION_UNKNOWN,
    &replaced_types::REPLACE_UNKNOWN,
];
