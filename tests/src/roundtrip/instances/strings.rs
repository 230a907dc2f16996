//! Strings: by format, by pattern, by length, and such that look like something else.

use serde_json::Value;

use super::{flat::Flat, pattern, pick::Pick};

/// Strings that trip readers: empty, beyond ASCII, what JSON escapes, and such that look like other values.
const PLAIN: [&str; 8] = [
    "text",
    "",
    "Grüße, 世界 \u{1f680}",
    "\"quoted\" \\ and\nbroken\t\u{1}",
    "null",
    "12",
    "true",
    "2024-02-29",
];

/// A string that the schema allows, as far as this can tell.
pub(super) fn string(flat: &Flat<'_>, pick: &mut Pick) -> Option<Value> {
    let mut candidates = candidates(flat);
    candidates
        .extend(flat.examples.iter().filter_map(|example| example.as_str().map(str::to_owned)));
    let least = flat.min_length;
    let most = flat.max_length.unwrap_or(usize::MAX).max(least);
    if flat.pattern.is_none() && flat.format.is_none_or(|format| of_format(format).is_none()) {
        for candidate in &mut candidates {
            *candidate = fitted(candidate, least, most);
        }
    }
    candidates.retain(|candidate| (least..=most).contains(&candidate.chars().count()));
    pick.from(&candidates).map(|chosen| Value::String(chosen.clone()))
}

fn candidates(flat: &Flat<'_>) -> Vec<String> {
    let owned = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
    match flat.wire {
        Some(("integer", _)) => return owned(&["42", "-1", "0"]),
        Some(("flag", _)) => return owned(&["1", "0"]),
        Some(("comma-separated", Some("integer"))) => return owned(&["1,2", "3"]),
        Some(("comma-separated", _)) => return owned(&["a,b", "c"]),
        Some(("uuid", _)) => return owned(&["123e4567-e89b-12d3-a456-426614174000"]),
        Some(("local-date-time", _)) => return owned(&["2024-02-29 23:59:59"]),
        _ => {}
    }
    let format = flat.format.and_then(of_format).map(owned);
    if let Some(pattern) = flat.pattern {
        let lengths = flat.min_length..=flat.max_length.unwrap_or(usize::MAX);
        let mut made = pattern::matching(pattern, &lengths);
        // A pattern beside a format usually holds for the values of that format.
        made.extend(format.unwrap_or_default());
        return made;
    }
    format.unwrap_or_else(|| owned(&PLAIN))
}

/// Values of the formats that mean something.
fn of_format(format: &str) -> Option<&'static [&'static str]> {
    Some(match format {
        "date-time" => &[
            "2024-02-29T23:59:59Z",
            "1999-12-31T00:00:00.123456+02:00",
            "2024-01-02T03:04:05-09:30",
        ],
        "date" => &["2024-02-29", "1999-12-31"],
        "time" => &["23:59:59Z", "01:02:03.5+02:00"],
        "duration" => &["P1DT2H3M4S", "PT0.5S", "P4W"],
        "uuid" => &["123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000"],
        "email" | "idn-email" => &["ada@example.com", "a.b+c@sub.example.org"],
        "hostname" | "idn-hostname" => &["example.com", "localhost"],
        "ipv4" => &["192.0.2.1", "0.0.0.0"],
        "ipv6" => &["2001:db8::1", "::"],
        "ip" => &["192.0.2.1", "2001:db8::1"],
        "uri" | "url" | "iri" => &["https://example.com/a?b=c#d", "urn:isbn:0451450523"],
        "uri-reference" | "iri-reference" => &["/a/b?c=d", "https://example.com/"],
        "uri-template" => &["/a/{b}"],
        "json-pointer" => &["/a/0", ""],
        "regex" => &["^a+$"],
        "byte" => &["aGVsbG8=", "", "/+8="],
        "decimal" => &["12.50", "-0.1"],
        "int32" | "int64" | "integer" => &["42", "-1"],
        "uint32" | "uint64" => &["42", "0"],
        "float" | "double" | "number" => &["1.5", "-1"],
        _ => return None,
    })
}

/// A text, repeated or cut to a length.
fn fitted(text: &str, least: usize, most: usize) -> String {
    let filling = if text.is_empty() { "x" } else { text };
    let count = text.chars().count().clamp(least, most);
    filling.chars().cycle().take(count).collect()
}
