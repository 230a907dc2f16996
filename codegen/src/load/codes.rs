//! The codes of the findings of this stage.

use crate::diagnostic::Code;

use super::{build, reserved, yaml};

/// All of them.
pub(crate) static CODES: &[&Code] = &[
    &build::keys::DUPLICATE_KEY,
    &build::NO_JSON_NUMBER,
    &super::NOT_UTF_8,
    &reserved::RESERVED_EXTENSION,
    &yaml::SECOND_DOCUMENT,
    &super::SYNTAX,
    &yaml::TOO_MANY_ALIASES,
    &super::UNREADABLE_FILE,
    &super::TOO_DEEP,
];
