//! Whether a value that was read into a type and written again is still the same, as far as the schema says that two
//! forms mean one thing.

use serde_json::Value;
use vetted_contract::document::{Document, text};

use super::shape::{Shape, shape};

/// Where the two values differ, in words; nothing where they do not.
pub(super) fn difference(
    document: &Document,
    schema: &Value,
    sent: &Value,
    back: &Value,
) -> Option<String> {
    compare(document, schema, sent, back, "")
}

fn compare(
    document: &Document,
    schema: &Value,
    sent: &Value,
    back: &Value,
    at: &str,
) -> Option<String> {
    let differs = || Some(format!("`{at}` was {sent}, and is {back} after reading"));
    if sent == back {
        return None;
    }
    match (shape(document, schema).0, sent, back) {
        (Shape::Object { fields, rest }, Value::Object(sent), Value::Object(back)) => {
            let schema = |key: &str| {
                let listed = fields.iter().find(|(name, ..)| *name == key).map(|it| it.1);
                listed.or(rest.filter(|it| **it != false))
            };
            let added = back.keys().find(|key| !sent.contains_key(*key));
            if let Some(key) = added {
                return Some(format!("`{at}.{key}` was not there, and is after reading"));
            }
            sent.iter().find_map(|(key, value)| {
                let at = format!("{at}.{key}");
                let schema = schema(key)?;
                match back.get(key) {
                    Some(back) => compare(document, schema, value, back, &at),
                    // What says that there is no value may be left out.
                    None if says_nothing(&shape(document, schema).0, value) => None,
                    None => Some(format!("`{at}` was {value}, and is gone after reading")),
                }
            })
        }
        (Shape::List(item), Value::Array(sent), Value::Array(back)) if sent.len() == back.len() => {
            let mut pairs = sent.iter().zip(back).enumerate();
            pairs.find_map(|(n, (sent, back))| {
                compare(document, item, sent, back, &format!("{at}[{n}]"))
            })
        }
        (Shape::OneOf(choices), ..) => {
            let fits = |choice: &&&Value| compare(document, choice, sent, back, at).is_none();
            if choices.iter().find(fits).is_some() { None } else { differs() }
        }
        (Shape::Wire("integer") | Shape::Kept("integer"), ..) if integer(sent) == integer(back) => {
            None
        }
        (Shape::Wire("comma-separated") | Shape::Kept("comma-separated"), ..)
            if words(sent) == words(back) =>
        {
            None
        }
        (Shape::Number | Shape::Integer, ..) if sent.as_f64() == back.as_f64() => None,
        _ => differs(),
    }
}

/// Null, or the empty text of a value that is written as text.
fn says_nothing(shape: &Shape<'_>, value: &Value) -> bool {
    value.is_null() || (value == "" && matches!(shape, Shape::Wire(_)))
}

fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn words(value: &Value) -> Vec<&str> {
    text(value).split(',').map(str::trim).collect()
}
