//! What every generated client shares.

// Types on the wire.
pub mod values;
pub mod wire;
pub use jiff::civil::{Date, DateTime as CivilDateTime};
#[doc(hidden)]
pub use serde;
#[doc(hidden)]
pub use serde_json;
pub use serde_json::Value;
pub use uuid::Uuid;
pub use values::{Base64, DateTime, File, ParseDateTimeError};
pub use wire::{
    Check, Maybe, Part, Parts, Place, Rule, Unknown, UnknownInteger, UnknownValue, Violation,
    adapters::{CommaSeparated, Flag, IntegerText, LocalDateTime},
    check_value,
};
