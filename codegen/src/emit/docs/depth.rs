//! Bounds how deep text can nest before it is parsed.
//!
//! A parser walks all open quotations and lists at each line: 100,000 of them, opened in one line, and as many lines
//! behind take minutes. What is nested deeper than anybody reads keeps its marks as text.

use std::borrow::Cow;

/// How many quotations and items one line may open.
const DEEPEST: usize = 64;

/// The text, a backslash before the mark in a line that opens more than anybody reads.
pub(super) fn bounded(text: &str) -> Cow<'_, str> {
    if !text.lines().any(|line| too_deep(line).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        let (front, behind) = line.split_at(too_deep(line).unwrap_or(0));
        out.push_str(front);
        if !front.is_empty() {
            out.push('\\');
        }
        out.push_str(behind);
    }
    Cow::Owned(out)
}

/// Where the mark stands that goes too deep: for a number, the one behind it.
fn too_deep(line: &str) -> Option<usize> {
    let mut rest = line;
    for _ in 0..DEEPEST {
        rest = behind_mark(rest)?.1;
    }
    let (mark, _) = behind_mark(rest)?;
    Some(line.len() - mark.len())
}

/// The last character of the mark that a line begins with and what follows, and what is behind it.
fn behind_mark(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches([' ', '\t']);
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let ends = if digits.len() < line.len() { [".", ")", ")"] } else { ["-", "+", "*"] };
    if let Some(behind) = line.strip_prefix('>') {
        return Some((line, behind));
    }
    let behind = ends.iter().find_map(|end| digits.strip_prefix(end))?;
    behind.starts_with([' ', '\t']).then_some((digits, behind))
}
