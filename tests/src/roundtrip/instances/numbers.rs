//! Numbers: ordinary ones, the ends of what a format holds, and the bounds that a schema sets.

use serde_json::{Number, Value, json};

use super::{flat::Flat, pick::Pick};

/// The greatest integer that a 64-bit float tells from its neighbours, and one more than that.
const BEYOND_FLOATS: i64 = 9_007_199_254_740_993;

/// An integer that the schema allows.
pub(super) fn integer(flat: &Flat<'_>, pick: &mut Pick) -> Option<Value> {
    let (least, most): (i128, i128) = match flat.format {
        Some("int8") => (i8::MIN.into(), i8::MAX.into()),
        Some("int16") => (i16::MIN.into(), i16::MAX.into()),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        Some("uint8") => (0, u8::MAX.into()),
        Some("uint16") => (0, u16::MAX.into()),
        Some("uint32") => (0, u32::MAX.into()),
        Some("uint" | "uint64") => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    };
    let least = least.max(flat.minimum.map_or(least, |(bound, above)| {
        whole(bound, f64::ceil).map_or(least, |bound| bound + i128::from(above))
    }));
    let most = most.min(flat.maximum.map_or(most, |(bound, below)| {
        whole(bound, f64::floor).map_or(most, |bound| bound - i128::from(below))
    }));
    let mut candidates = vec![1, 0, -1, 42, least, most, BEYOND_FLOATS.into()];
    if let Some(step) = flat.multiple_of.and_then(step) {
        let first = least.checked_add(step - 1)?.div_euclid(step).checked_mul(step)?;
        candidates = vec![step, 0, -step, first, most.div_euclid(step).checked_mul(step)?];
    }
    candidates.retain(|number| (least..=most).contains(number));
    // Timestamps and the like: what the bounds are for is no less a number than these.
    candidates.dedup();
    let chosen = *pick.from(&candidates)?;
    let number = i64::try_from(chosen)
        .map(Number::from)
        .or_else(|_| u64::try_from(chosen).map(Number::from));
    number.ok().map(Value::Number)
}

/// A number that the schema allows.
pub(super) fn number(flat: &Flat<'_>, pick: &mut Pick) -> Option<Value> {
    let bound =
        |bound: Option<(&Value, bool)>| bound.and_then(|(value, out)| Some((value.as_f64()?, out)));
    let (minimum, maximum) = (bound(flat.minimum), bound(flat.maximum));
    let mut candidates: Vec<f64> = match flat.format {
        Some("float") => vec![1.5, 0.0, -1.0, 999_999.99, 3.4e38],
        // One of these needs all of its digits, which quick readers get wrong.
        _ => vec![1.5, 0.0, -1.0, 149.129_465_899_999_99, 1e300, -2.5e-7],
    };
    if let Some(step) = flat.multiple_of {
        candidates = vec![step, 0.0, -step, step * 2.0, step * 10.0];
    }
    candidates.extend(
        [minimum, maximum]
            .into_iter()
            .flatten()
            .flat_map(|(bound, _)| [bound, bound + 0.5, bound - 0.5]),
    );
    if let (Some((low, _)), Some((high, _))) = (minimum, maximum) {
        candidates.push(f64::midpoint(low, high));
    }
    candidates.retain(|number| {
        let above = |(low, out)| if out { *number > low } else { *number >= low };
        let below = |(high, out)| if out { *number < high } else { *number <= high };
        minimum.is_none_or(above) && maximum.is_none_or(below)
    });
    let chosen = pick.from(&candidates)?;
    Some(json!(chosen))
}

/// A bound as an integer, rounded inwards.
#[expect(clippy::cast_possible_truncation, reason = "`as` stops at the ends")]
fn whole(bound: &Value, round: fn(f64) -> f64) -> Option<i128> {
    let exact = bound.as_i64().map(i128::from).or_else(|| bound.as_u64().map(i128::from));
    exact.or_else(|| bound.as_f64().map(|bound| round(bound) as i128))
}

#[expect(clippy::cast_possible_truncation, reason = "compared with what it came from")]
fn step(step: f64) -> Option<i128> {
    let whole = step as i64;
    #[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "only exact ones count")]
    let exact = whole as f64 == step;
    (exact && whole > 0).then(|| whole.into())
}
