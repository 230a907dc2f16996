//! Code that emitters lay out themselves: lines of statements, and the rows of tables.

use crate::emit::characters::ends_line;

/// Adds a line of code. One that is more than that would be a fault of an emitter: the compiler shows the place, and
/// nothing of the text gets there.
pub(super) fn push(out: &mut String, margin: &str, line: &str) {
    if is_code_alone(line) {
        if !line.is_empty() {
            out.push_str(margin);
            out.push_str(line);
        }
    } else {
        out.push_str("compile_error!(\"a line of code that holds more than code\");");
    }
    out.push('\n');
}

/// Whether text is one line, with no comment but inside literals.
pub(super) fn is_code_alone(line: &str) -> bool {
    // Nearly every line is such: no literal, no comment, nothing beyond ASCII.
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'/') {
        return true;
    }
    if line.contains(ends_line) {
        return false;
    }
    let mut rest = line;
    while let Some(at) = rest.find(['"', '/']) {
        let (before, found) = rest.split_at(at);
        let behind = &found[1..];
        if let Some(inside) = found.strip_prefix('"') {
            let Some(behind) = behind_literal(before, inside) else { return false };
            rest = behind;
        } else if behind.starts_with(['/', '*']) {
            return false;
        } else {
            rest = behind;
        }
    }
    true
}

/// What stands behind a literal. `before`: what stands before its quote, `inside`: what stands behind that.
fn behind_literal<'t>(before: &str, inside: &'t str) -> Option<&'t str> {
    let start = before.trim_end_matches('#');
    if start.ends_with('r') {
        let end = format!("\"{}", &before[start.len()..]);
        return inside.split_once(&end).map(|(_, behind)| behind);
    }
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(&inside[at + 1..]),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_line_ends_are_no_code() {
        for code in [
            "",
            "use a::{b, c};",
            r#"Server::new("https://a.b/*", &[])"#,
            r#"x("a \" // b", 1 / 2)"#,
            r##"x(r#"" // "#, r"\", "/*")"##,
        ] {
            assert!(is_code_alone(code), "{code}");
        }
        for other in [
            "a // b",
            "a /* b */",
            "/// a",
            "a\nb",
            "a\rb",
            "\"a\u{2028}b\"",
            r#"x("open // b"#,
            r#"x(r"\" // b"#,
            r#"x("a\\" // b"#,
        ] {
            assert!(!is_code_alone(other), "{other}");
        }
    }
}
