//! What became of a value that was read and written again.

use serde_json::{Map, Number, Value};

use super::instances::UNDECLARED;

/// The differences that are meant; how often each was met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meant {
    /// A property was null and is absent: an optional field reads null as absent.
    pub null_absent: usize,
    /// A text is written in another way that means the same: a date and time, a UUID, base64.
    pub respelled: usize,
    /// A property must be there but no schema describes it; types keep nothing of it.
    pub undeclared: usize,
}

impl Meant {
    /// Adds those of another comparison.
    pub(super) fn add(&mut self, more: Self) {
        self.null_absent += more.null_absent;
        self.respelled += more.respelled;
        self.undeclared += more.undeclared;
    }
}

/// The first difference that is not meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// What kind it is.
    pub(super) kind: &'static str,
    /// Where.
    pub(super) place: String,
    /// The value before, and the one after.
    pub(super) values: String,
}

/// Compares a value with what became of it: numbers by value, keys in any order.
pub(super) fn compare(before: &Value, after: &Value) -> Result<Meant, Difference> {
    let mut meant = Meant::default();
    at(before, after, &mut String::new(), &mut meant).map(|()| meant)
}

fn at(
    before: &Value,
    after: &Value,
    place: &mut String,
    meant: &mut Meant,
) -> Result<(), Difference> {
    let kind = match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            return objects(before, after, place, meant);
        }
        (Value::Array(before), Value::Array(after)) => {
            let length = place.len();
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                place.push_str(&format!("[{index}]"));
                at(before, after, place, meant)?;
                place.truncate(length);
            }
            if before.len() == after.len() {
                return Ok(());
            }
            "items were lost"
        }
        (Value::Number(before), Value::Number(after)) if same_number(before, after) => {
            return Ok(());
        }
        (Value::String(before), Value::String(after))
            if before != after && same_text(before, after) =>
        {
            meant.respelled += 1;
            return Ok(());
        }
        _ if before == after => return Ok(()),
        (Value::String(_), Value::String(_)) => "a string changed",
        (Value::Number(_), Value::Number(_)) => "a number changed",
        _ => "a value changed its type",
    };
    Err(different(kind, place, before, after))
}

fn objects(
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    place: &mut String,
    meant: &mut Meant,
) -> Result<(), Difference> {
    let length = place.len();
    for (key, value) in before {
        place.push_str(&format!(".{key}"));
        match (value, after.get(key)) {
            (value, Some(after)) => at(value, after, place, meant)?,
            (Value::Null, None) => meant.null_absent += 1,
            (Value::String(text), None) if text == UNDECLARED => meant.undeclared += 1,
            (value, None) => {
                return Err(different("a property was lost", place, value, &Value::Null));
            }
        }
        place.truncate(length);
    }
    for (key, value) in after {
        if !before.contains_key(key) {
            place.push_str(&format!(".{key}"));
            return Err(different("a property was added", place, &Value::Null, value));
        }
    }
    Ok(())
}

fn different(kind: &'static str, place: &str, before: &Value, after: &Value) -> Difference {
    let shown = |value: &Value| {
        let text = value.to_string();
        if text.chars().count() > 60 {
            text.chars().take(60).chain(['…']).collect()
        } else {
            text
        }
    };
    let place = place.trim_start_matches('.').to_owned();
    Difference { kind, place, values: format!("{} → {}", shown(before), shown(after)) }
}

/// Whether two numbers are the same, however they are written.
fn same_number(before: &Number, after: &Number) -> bool {
    let whole = |number: &Number| {
        number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
    };
    match (whole(before), whole(after)) {
        (Some(before), Some(after)) => before == after,
        _ => before.as_f64() == after.as_f64(),
    }
}

/// Whether two texts mean the same date and time, UUID or bytes.
fn same_text(before: &str, after: &str) -> bool {
    same_time(before, after) || same_uuid(before, after) || same_bytes(before, after)
}

/// A `t`, `z` or offset of zero may be written in another way, and zeros at the end of a fraction left out.
fn same_time(before: &str, after: &str) -> bool {
    let canonical = |text: &str| {
        let (date, rest) = text.split_at_checked(10)?;
        let date: Vec<&str> = date.split('-').collect();
        if date.len() != 3 || date.iter().any(|part| part.parse::<u16>().is_err()) {
            return None;
        }
        let time = rest.strip_prefix(['T', 't', ' '])?;
        let end = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
        let (time, offset) = time.split_at_checked(end)?;
        let time = if time.contains('.') {
            time.trim_end_matches('0').trim_end_matches('.')
        } else {
            time
        };
        let offset = match offset {
            "z" | "+00:00" | "-00:00" | "+0000" => "Z",
            other => other,
        };
        Some((date.concat(), time.to_owned(), offset.to_owned()))
    };
    canonical(before).is_some_and(|before| Some(before) == canonical(after))
}

fn same_uuid(before: &str, after: &str) -> bool {
    after.len() == 36
        && after.bytes().filter(|byte| *byte == b'-').count() == 4
        && before.eq_ignore_ascii_case(after)
}

/// The URL's alphabet and missing padding are read too.
fn same_bytes(before: &str, after: &str) -> bool {
    let canonical = before.replace('-', "+").replace('_', "/");
    after.len().is_multiple_of(4) && canonical.trim_end_matches('=') == after.trim_end_matches('=')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_lost_is_found_with_its_place() {
        let lost = |before: &Value, after: &Value| {
            let difference = compare(before, after).unwrap_err();
            (difference.kind, difference.place)
        };
        let before = json!({"a": [{"b": 1}, {"b": 2}]});
        let place = |text: &str| text.to_owned();
        assert_eq!(
            lost(&before, &json!({"a": [{"b": 1}, {}]})),
            ("a property was lost", place("a[1].b"))
        );
        assert_eq!(lost(&before, &json!({"a": [{"b": 1}]})), ("items were lost", place("a")));
        assert_eq!(
            lost(&before, &json!({"a": [{"b": 1}, {"b": 3}]})),
            ("a number changed", place("a[1].b"))
        );
        assert_eq!(lost(&json!({}), &json!({"c": null})), ("a property was added", place("c")));
        assert_eq!(lost(&json!(1), &json!("1")), ("a value changed its type", place("")));
        let [large, larger] = [9_007_199_254_740_992_i64, 9_007_199_254_740_993];
        assert_eq!(lost(&json!(large), &json!(larger)), ("a number changed", place("")));
        let day = json!("2024-02-29T00:00:00Z");
        assert_eq!(lost(&day, &json!("2024-02-29T00:00:01Z")), ("a string changed", place("")));
    }

    #[test]
    fn what_means_the_same_is_no_loss() {
        let meant = |before: &Value, after: &Value| compare(before, after).unwrap();
        assert_eq!(meant(&json!({"a": 2.0, "b": 1}), &json!({"b": 1, "a": 2})), Meant::default());
        let null = meant(&json!({"a": null, "b": [{"c": null}]}), &json!({"b": [{}]}));
        assert_eq!(null, Meant { null_absent: 2, ..Meant::default() });
        for (before, after) in [
            ("2024-02-29t12:00:00.500z", "2024-02-29T12:00:00.5Z"),
            ("2024-02-29 12:00:00+00:00", "2024-02-29T12:00:00Z"),
            ("123E4567-E89B-12D3-A456-426614174000", "123e4567-e89b-12d3-a456-426614174000"),
            ("_-8", "/+8="),
        ] {
            let respelled = meant(&json!(before), &json!(after));
            assert_eq!(respelled, Meant { respelled: 1, ..Meant::default() }, "{before}");
        }
    }
}
