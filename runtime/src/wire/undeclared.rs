//! Keys that a document does not declare, kept all the same because the settings of the crate want it.
//!
//! Keeping them must not change what a value is read as. So they count as the misses that they are where they are
//! skipped, and what cannot be kept fails no attempt at a variant: it fails the union that comes to be that variant.

use std::{borrow::Cow, collections::BTreeMap};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess},
};
use serde_json::Value;

use super::{careful::of_text, misses, nesting::has_long_integer, raw, reading};

/// Keeps a key that no table declares, unless it is one of those by which a union around the object tells what it is.
///
/// It is never one that the document means: false.
pub fn keep_undeclared<'de, A: MapAccess<'de>>(
    rest: &mut BTreeMap<String, Value>,
    key: Cow<'_, str>,
    tags: &[&str],
    map: &mut A,
) -> Result<bool, A::Error> {
    misses::note(1);
    if tags.contains(&&*key) {
        map.next_value::<IgnoredAny>()?;
    } else if let Undeclared(Some(value)) = map.next_value()? {
        rest.insert(key.into_owned(), value);
    } else {
        misses::note_partial();
    }
    Ok(false)
}

/// Any value; none, where an attempt reads one that would change by being kept.
struct Undeclared(Option<Value>);

impl<'de> Deserialize<'de> for Undeclared {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match raw::read_or(deserializer)? {
            raw::Found::Text(text)
                if reading::is_attempt() && has_long_integer(text.as_bytes()) =>
            {
                Ok(Self(None))
            }
            found => of_text(found).map(|value| Self(Some(value))),
        }
    }
}

#[cfg(test)]
#[allow(unreachable_pub, reason = "generated types are public")]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

    use crate::wire::is_strange;

    struct Problem {
        title: Option<String>,
        additional: BTreeMap<String, Value>,
    }

    crate::object! {
        Problem {
            "title" => title: String, optional;
            .. => additional: Value, undeclared;
        }
    }

    #[test]
    fn a_type_that_keeps_all_keys_knows_none_of_them() {
        for (text, strange) in [(r#"{"message":"no"}"#, true), (r#"{"title":"no","x":1}"#, false)] {
            let read = || serde_json::from_str::<Problem>(text).unwrap();
            let (problem, is_strange) = is_strange(text.as_bytes(), read);
            assert_eq!((is_strange, problem.title.is_none()), (strange, strange));
            assert_eq!(problem.additional.len(), 1);
        }
    }
}
