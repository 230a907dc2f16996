//! The values that a schema lists, and the bounds of numbers.

use std::{borrow::Cow, cmp::Ordering};

use serde_json::{Number, Value};

use crate::model::{Kind, Schema};

/// The values that a schema lists.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::lower) enum Listed<'a> {
    #[default]
    None,
    Null,
    Values(&'a [Value]),
    /// Those of one type.
    OfKind(&'a [Value], Kind),
}

/// A bound of numbers.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Bound {
    pub(in crate::lower) value: Number,
    /// Whether it is no value itself.
    pub(in crate::lower) is_exclusive: bool,
}

impl<'a> Listed<'a> {
    pub(in crate::lower) fn of(schema: &'a Schema) -> Self {
        match schema.constant.as_deref() {
            Some(value) => Self::Values(std::slice::from_ref(value)),
            None if !schema.enumeration.is_empty() => Self::Values(&schema.enumeration),
            None if schema.null && schema.types.is_empty() && !schema.given_up => Self::Null,
            None => Self::None,
        }
    }

    /// All that are written.
    pub(in crate::lower) fn written(self) -> &'a [Value] {
        match self {
            Self::None | Self::Null => &[],
            Self::Values(values) | Self::OfKind(values, _) => values,
        }
    }

    pub(in crate::lower) fn values(self) -> Cow<'a, [Value]> {
        match self {
            Self::None => Cow::Borrowed(&[]),
            Self::Null => Cow::Borrowed(&[Value::Null]),
            Self::Values(values) => Cow::Borrowed(values),
            Self::OfKind(values, kind) => {
                let fits = |value: &&Value| match Kind::of_value(value) {
                    Some(Kind::Integer) => matches!(kind, Kind::Integer | Kind::Number),
                    found => found == Some(kind),
                };
                values.iter().filter(fits).cloned().collect()
            }
        }
    }
}

impl Bound {
    /// The narrower of a bound and one that is no value itself.
    pub(in crate::lower) fn narrower(
        bound: Option<&Number>,
        exclusive: Option<&Number>,
        is_narrower: fn(Ordering) -> bool,
    ) -> Option<Self> {
        let exclusive_counts = match (bound, exclusive) {
            (Some(bound), Some(exclusive)) => is_narrower(compared(exclusive, bound)),
            (bound, _) => bound.is_none(),
        };
        let value = if exclusive_counts { exclusive? } else { bound? };
        Some(Self { value: value.clone(), is_exclusive: exclusive_counts })
    }
}

/// Two numbers, every digit of integers.
fn compared(left: &Number, right: &Number) -> Ordering {
    let integer =
        |number: &Number| number.as_i64().map(i128::from).or(number.as_u64().map(i128::from));
    match (integer(left), integer(right)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => left.as_f64().partial_cmp(&right.as_f64()).unwrap_or(Ordering::Equal),
    }
}

/// The number, without a point where it is a whole one.
pub(in crate::lower) fn plain(number: &Number) -> Number {
    // Beyond 2^53 a float stands for several integers.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number.as_f64() {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        Some(value) if number.is_f64() && value.fract() == 0.0 && value.abs() <= EXACT => {
            Number::from(value as i64)
        }
        _ => number.clone(),
    }
}

/// Bounds of integers. What no 64-bit integer can break says nothing, but for one thing: values from zero to beyond
/// `i64` are unsigned. `format`: the word under it, which says that then.
pub(in crate::lower) fn bound_integers(
    minimum: &mut Option<Bound>,
    maximum: &mut Option<Bound>,
    format: &mut Option<&str>,
) {
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    let float = |bound: &Bound| bound.value.as_f64();
    let most = maximum.as_ref().filter(|most| !most.value.is_i64());
    // As a float the last integers of 64 bits are beyond them.
    if most.and_then(float).is_some_and(|most| most >= BEYOND) {
        let from_zero = minimum.as_ref().and_then(float).is_some_and(|least| least >= 0.0);
        let unsigned = from_zero || matches!(*format, Some("uint" | "uint64"));
        if from_zero && format.is_none() {
            *format = Some("uint64");
        }
        // An unsigned integer of 64 bits can break a bound below its own end.
        let exact = most.and_then(|most| most.value.as_u64()).filter(|_| unsigned);
        if exact.is_none_or(|most| most == u64::MAX) {
            *maximum = None;
        }
    }
    let below = minimum.as_ref().is_some_and(|least| match least.value.as_i64() {
        Some(least) => least == i64::MIN,
        None => float(least).is_some_and(|least| least <= -BEYOND),
    });
    if below {
        *minimum = None;
    }
}
