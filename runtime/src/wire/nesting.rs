//! How deep a JSON text nests, and how much stands in it: told without reading it, so that nothing has been built yet
//! when it is too much.

/// The most levels of lists and objects inside one another. `serde_json` reads as many and no more.
const MOST_LEVELS: usize = 127;

/// What a message says of a text that nests deeper.
pub(crate) const TOO_DEEP: &str = "is nested deeper than 127 levels";

/// Whether a text nests deeper than may be read.
pub(crate) fn is_too_deep(text: &[u8]) -> bool {
    text.len() > MOST_LEVELS && reaches(text, |size| size.depth > MOST_LEVELS)
}

/// Whether the lists and objects of a text have more than `most` items in all.
pub(crate) fn has_more_items(text: &[u8], most: u64) -> bool {
    // Of two items one has a comma or a bracket before it.
    let fits = u64::try_from(text.len()).is_ok_and(|bytes| bytes / 2 <= most);
    !fits && reaches(text, |size| size.items > most)
}

/// Whether a number of a text is an integer that no type of 64 bits holds. What keeps values as they come would keep it
/// as a float, with other digits.
pub(crate) fn has_long_integer(mut text: &[u8]) -> bool {
    const IN_NUMBERS: &[u8] = b"+-.eE0123456789";
    while let Some((&byte, rest)) = text.split_first() {
        let is_number = byte == b'-' || byte.is_ascii_digit();
        let length = text.iter().take_while(|byte| is_number && IN_NUMBERS.contains(byte)).count();
        let (number, after) = text.split_at(length);
        text = match byte {
            b'"' => after_string(rest),
            _ if length > 0 => after,
            _ => rest,
        };
        let number = std::str::from_utf8(number).unwrap_or_default();
        let is_integer = length > 0 && !number.contains(['.', 'e', 'E']);
        if is_integer && number.parse::<i64>().is_err() && number.parse::<u64>().is_err() {
            return true;
        }
    }
    false
}

/// How much of a text has been seen.
struct Size {
    /// How many lists and objects are open.
    depth: usize,
    /// How many items have begun.
    items: u64,
}

/// Whether a text comes to be of such a size. What stands behind is not looked at.
///
/// A text that is no JSON is taken by its brackets, commas and quotes: whoever reads it finds out.
fn reaches(mut text: &[u8], is_enough: impl Fn(&Size) -> bool) -> bool {
    let mut size = Size { depth: 0, items: 0 };
    while let Some((&byte, rest)) = text.split_first() {
        text = rest;
        match byte {
            b'"' => text = after_string(rest),
            b'[' | b'{' => {
                let first = rest.trim_ascii_start().first();
                size.depth += 1;
                size.items += u64::from(!matches!(first, None | Some(b']' | b'}')));
            }
            b']' | b'}' => size.depth = size.depth.saturating_sub(1),
            b',' => size.items += 1,
            _ => continue,
        }
        if is_enough(&size) {
            return true;
        }
    }
    false
}

/// What stands after a string whose opening quote was taken.
fn after_string(mut text: &[u8]) -> &[u8] {
    while let Some((&byte, rest)) = text.split_first() {
        text = match byte {
            b'\\' => rest.get(1..).unwrap_or_default(),
            b'"' => return rest,
            _ => rest,
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_counted_outside_of_strings() {
        assert!(TOO_DEEP.contains(&MOST_LEVELS.to_string()));
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(!is_too_deep(nested(MOST_LEVELS).as_bytes()));
        assert!(is_too_deep(nested(MOST_LEVELS + 1).as_bytes()));
        assert!(is_too_deep("[{\"\":".repeat(1000).as_bytes()));
        assert!(!is_too_deep("[],{},".repeat(1000).as_bytes()));
        let text = format!("[\"{}\\\"{}\"]", "[".repeat(500), "{".repeat(500));
        assert!(!is_too_deep(text.as_bytes()));
        // As deep as `serde_json` reads.
        assert!(serde_json::from_str::<serde_json::Value>(&nested(MOST_LEVELS)).is_ok());
        assert!(serde_json::from_str::<serde_json::Value>(&nested(MOST_LEVELS + 1)).is_err());
    }

    #[test]
    fn long_integers_are_found() {
        for text in
            ["18446744073709551616", "-9223372036854775809", "[1, {\"a\": 99999999999999999999}]"]
        {
            assert!(has_long_integer(text.as_bytes()), "{text}");
        }
        for text in [
            "18446744073709551615",
            "-9223372036854775808",
            "1e99",
            "1.5",
            "\"99999999999999999999\"",
        ] {
            assert!(!has_long_integer(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn items_are_counted_at_every_level() {
        for (text, items) in [
            ("7", 0),
            ("[]", 0),
            ("[ ]", 0),
            ("[1]", 1),
            ("[1,2,3]", 3),
            ("[[],[],{}]", 3),
            ("{\"a\":[1,2],\"b\":{ }}", 4),
            ("[\"a,b,[,{\\\",\",1]", 2),
            ("[{\"a\":1},{\"a\":1}]", 4),
        ] {
            assert!(!has_more_items(text.as_bytes(), items), "{text}");
            assert!(items == 0 || has_more_items(text.as_bytes(), items - 1), "{text}");
        }
    }
}
