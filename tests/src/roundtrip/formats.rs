//! What formats ask of values, in JSON Schema's words.

use serde_json::{Map, Value};

/// The formats that the generated types hold values to, as JSON Schema calls them.
pub(super) fn asserted(format: &str) -> Option<&'static str> {
    Some(match format {
        "date-time" => "date-time",
        "date" => "date",
        "time" => "time",
        "duration" => "duration",
        "uuid" => "uuid",
        "ipv4" => "ipv4",
        "ipv6" => "ipv6",
        "byte" => BASE64,
        _ => return None,
    })
}

/// The name of the validator's format for base64.
pub(super) const BASE64: &str = "byte";

/// The least and the greatest integer of a format.
pub(super) fn bounds(map: &Map<String, Value>) -> Option<(i64, u64)> {
    const I64_MAX: u64 = i64::MAX.unsigned_abs();
    Some(match map.get("format")?.as_str()? {
        "int8" => (i8::MIN.into(), i8::MAX.unsigned_abs().into()),
        "int16" => (i16::MIN.into(), i16::MAX.unsigned_abs().into()),
        "int32" => (i32::MIN.into(), i32::MAX.unsigned_abs().into()),
        "int64" => (i64::MIN, I64_MAX),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint" | "uint64" => (0, u64::MAX),
        _ => return None,
    })
}
