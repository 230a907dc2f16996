//! What a YAML scalar without quotes means: the core schema of YAML 1.2, where `on` and dates are text.
//!
//! With one exception: `012`, twelve by the core schema and ten in YAML 1.1, stays text. Nobody writes a number like that,
//! but Adyen's document writes codes like that; and where a number is wanted, text is read as one.

use serde_json::{Number, Value};

/// The value of a plain scalar. `Err` is a number that JSON cannot hold (`.nan`, `-.inf`).
pub(super) fn plain(text: &str) -> Result<Value, ()> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
        "true" | "True" | "TRUE" => return Ok(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Value::Bool(false)),
        _ => {}
    }
    match number(text) {
        Some(Ok(number)) => Ok(Value::Number(number)),
        Some(Err(())) => Err(()),
        None => Ok(Value::String(text.to_owned())),
    }
}

/// Whether the text is a number by the core schema, and which one.
pub(super) fn number(text: &str) -> Option<Result<Number, ()>> {
    // Most scalars are words: settle those by their first byte.
    if !matches!(text.as_bytes().first(), Some(b'0'..=b'9' | b'+' | b'-' | b'.')) {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return u64::from_str_radix(digits, 8)
            .ok()
            .filter(|_| unsigned(digits))
            .map(|n| Ok(n.into()));
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return u64::from_str_radix(digits, 16)
            .ok()
            .filter(|_| unsigned(digits))
            .map(|n| Ok(n.into()));
    }
    let body = text.strip_prefix(['+', '-']).unwrap_or(text);
    match body {
        ".inf" | ".Inf" | ".INF" => return Some(Err(())),
        ".nan" | ".NaN" | ".NAN" if body == text => return Some(Err(())),
        _ => {}
    }
    if body.len() > 1 && body.starts_with('0') && body.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if !body.is_empty() && body.bytes().all(|b| b.is_ascii_digit()) {
        if let Ok(number) = text.parse::<i64>() {
            return Some(Ok(number.into()));
        }
        if let Ok(number) = body.parse::<u64>()
            && !text.starts_with('-')
        {
            return Some(Ok(number.into()));
        }
    } else if !is_float(body) {
        return None;
    }
    // Out of the range of integers, or a fraction. What is out of range here too becomes infinite: not JSON.
    Some(text.parse::<f64>().ok().and_then(Number::from_f64).ok_or(()))
}

fn unsigned(digits: &str) -> bool {
    !digits.starts_with(['+', '-'])
}

/// `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
fn is_float(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    exponent_fits && digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty())
}

#[cfg(test)]
mod tests {
    use super::plain;
    use serde_json::json;

    #[test]
    fn the_core_schema_decides() {
        for (text, value) in [
            ("on", json!("on")),
            ("no", json!("no")),
            ("012", json!("012")),
            ("0", json!(0)),
            ("0o7", json!(7)),
            ("0x1F", json!(31)),
            ("1e3", json!(1000.0)),
            ("1.", json!(1.0)),
            (".5", json!(0.5)),
            ("-0", json!(0)),
            ("2020-01-01", json!("2020-01-01")),
            ("12:30:45", json!("12:30:45")),
            ("1_000", json!("1_000")),
            ("1.2.3", json!("1.2.3")),
            ("-", json!("-")),
            ("+", json!("+")),
            (".", json!(".")),
            ("e3", json!("e3")),
            ("1e", json!("1e")),
            ("0o", json!("0o")),
            ("0o+7", json!("0o+7")),
            ("18446744073709551615", json!(u64::MAX)),
            ("-9223372036854775808", json!(i64::MIN)),
            ("-9223372036854776000", json!(-9_223_372_036_854_776_000.0_f64)),
            ("~", json!(null)),
            ("True", json!(true)),
            ("tRue", json!("tRue")),
        ] {
            assert_eq!(plain(text), Ok(value), "{text}");
        }
        assert_eq!(plain(".nan"), Err(()));
        assert_eq!(plain("-.INF"), Err(()));
        assert_eq!(plain("1e999"), Err(()));
    }
}
