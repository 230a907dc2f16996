//! Finds the place in a JSON text that a decoder complained about.
//!
//! The decoder tells a line and a column. Walking the text up to there gives the path, without decoding a second time:
//! that would mean another copy of every decoder, in every client.

use std::fmt::Write as _;

/// The path to the value at `line` and `column` (from 1, in bytes), `items[3].id`. Empty for the root, or if line is 0.
pub(super) fn place(text: &[u8], line: usize, column: usize) -> String {
    let Some(line) = line.checked_sub(1) else { return String::new() };
    let start = match line.checked_sub(1) {
        None => 0,
        Some(breaks) => {
            let mut ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            ends.nth(breaks).map_or(text.len(), |(at, _)| at + 1)
        }
    };
    let end = start.saturating_add(column).min(text.len());
    path(text.get(..end).unwrap_or(text))
}

/// A container that is open where the text ends.
enum Open<'t> {
    /// The key that is being read, as it stands in the text.
    Object(Option<&'t [u8]>),
    /// The index that is being read.
    Array(usize),
}

/// The path to the last value that a text begins.
fn path(text: &[u8]) -> String {
    let mut open = Vec::new();
    let mut rest = text;
    let mut string: Option<&[u8]> = None;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' => open.push(Open::Object(None)),
            b'[' => open.push(Open::Array(0)),
            b'}' | b']' => drop(open.pop()),
            b'"' => (string, rest) = split_string(after),
            b':' => {
                if let Some(Open::Object(key)) = open.last_mut() {
                    *key = string.take();
                }
            }
            b',' => match open.last_mut() {
                Some(Open::Object(key)) => *key = None,
                Some(Open::Array(index)) => *index += 1,
                None => {}
            },
            _ => {}
        }
    }
    let mut path = String::new();
    for container in &open {
        match container {
            Open::Object(Some(key)) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&String::from_utf8_lossy(key));
            }
            Open::Object(None) => {}
            Open::Array(index) => {
                // Writing into a String cannot fail.
                let _ = write!(path, "[{index}]");
            }
        }
    }
    path
}

/// What stands before a string's closing quote, and what comes after it.
fn split_string(text: &[u8]) -> (Option<&[u8]>, &[u8]) {
    let mut escaped = false;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return (text.get(..at), text.get(at + 1..).unwrap_or_default()),
            _ => {}
        }
    }
    (None, &[])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::de::DeserializeOwned;

    fn place<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
        let err = serde_json::from_str::<T>(text).unwrap_err();
        super::place(text.as_bytes(), err.line(), err.column())
    }

    type Map<T> = BTreeMap<String, T>;

    #[test]
    fn names_the_value() {
        assert_eq!(place::<Map<Vec<i64>>>(r#"{"a": [1], "items": [1, 2, "x"]}"#), "items[2]");
        assert_eq!(place::<Vec<Map<Map<bool>>>>("[{}, {\n \"a,\": {\"b\": 1}}]"), "[1].a,.b");
        assert_eq!(place::<Map<i64>>("{\"a\\\"{\": 1,\n\n \"b\":\n null}"), "b");
        assert_eq!(place::<i64>("\"x\""), "");
        assert_eq!(place::<Map<i64>>("[1]"), "");
    }

    #[test]
    fn an_object_that_lacks_something_is_named_itself() {
        assert_eq!(place::<Map<Vec<(i64, i64)>>>(r#"{"a": [[1, 2], [1]], "b": []}"#), "a[1]");
    }

    #[test]
    fn any_text_is_harmless() {
        for text in ["", "}", "]]", "\"", "{\"", "{\"a\\", ",,:", "[\"\\\"", "\n\n"] {
            for line in 0..4 {
                for column in [0, 1, 5, usize::MAX] {
                    super::place(text.as_bytes(), line, column);
                }
            }
        }
    }
}
