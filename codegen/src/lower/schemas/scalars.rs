//! Strings, numbers and booleans: the Rust type that `type`, `format` and the bounds ask for.

use crate::{
    ir::{JsonType, Scalar},
    lower::meaning::{Keywords, Kind},
};

/// The scalar that a schema of a scalar type is.
pub(in crate::lower) fn scalar(keywords: &Keywords<'_>) -> Scalar {
    match keywords.inferred_kind() {
        Some(Kind::Integer) => integer(keywords),
        Some(Kind::Number) => Scalar::F64,
        Some(Kind::Boolean) => Scalar::Bool,
        _ => of_format(keywords, JsonType::String).unwrap_or(Scalar::String),
    }
}

fn of_format(keywords: &Keywords<'_>, json: JsonType) -> Option<Scalar> {
    Scalar::of_format(json, keywords.format?)
}

/// The format gives the width, and a bound beyond that width a wider one.
fn integer(keywords: &Keywords<'_>) -> Scalar {
    // 2^63: what a 64-bit bound becomes in a document that was read through floats.
    const I64_END: f64 = 9_223_372_036_854_775_808.0;
    let minimum = keywords.minimum.as_ref().and_then(|bound| bound.value.as_f64());
    let maximum = keywords.maximum.as_ref().and_then(|bound| bound.value.as_f64());
    let below = |bound: f64| minimum.is_some_and(|minimum| minimum < bound);
    let above = |bound: f64| maximum.is_some_and(|maximum| maximum > bound);

    match of_format(keywords, JsonType::Integer).unwrap_or(Scalar::I64) {
        Scalar::U32 | Scalar::U64 if below(0.0) => Scalar::I64,
        Scalar::I64 | Scalar::I32 | Scalar::U32 if above(I64_END) && !below(0.0) => Scalar::U64,
        Scalar::U32 if above(u32::MAX.into()) => Scalar::U64,
        Scalar::I32 if above(i32::MAX.into()) || below(i32::MIN.into()) => Scalar::I64,
        asked => asked,
    }
}
