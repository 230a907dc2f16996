//! What the document does not list, kept as it came.
//!
//! Only reading makes these, or `From` of the enum or the union that holds them, so that no caller can match on what
//! they hold and miss the day on which it becomes a variant of its own.

use std::fmt;

use serde_json::Value;

/// A text that the document does not list, as it came.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unknown(String);

impl Unknown {
    #[doc(hidden)]
    #[must_use]
    pub const fn from_wire(text: String) -> Self {
        Self(text)
    }

    /// The text as it is on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// An integer that the document does not list, as it came.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UnknownInteger(i64);

impl UnknownInteger {
    #[doc(hidden)]
    #[must_use]
    pub const fn from_wire(value: i64) -> Self {
        Self(value)
    }

    /// The integer as it is on the wire.
    #[must_use]
    pub const fn as_i64(&self) -> i64 {
        self.0
    }
}

impl fmt::Display for UnknownInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A value of a union that fits none of the variants that the document lists, as it came.
///
/// To send one, make the union [`From`] the JSON value.
#[derive(Debug, Clone, PartialEq)]
pub struct UnknownValue(Value);

impl UnknownValue {
    pub(super) const fn from_wire(value: Value) -> Self {
        Self(value)
    }

    /// The value as it is on the wire.
    #[must_use]
    pub const fn as_value(&self) -> &Value {
        &self.0
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
