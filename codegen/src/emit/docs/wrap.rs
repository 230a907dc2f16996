//! Breaks long lines where a person would.

/// How long a line of prose may be; `    /// ` comes before it.
const WIDTH: usize = 110;

/// Wraps `text` behind `head` (a list marker or nothing); further lines begin with `margin`.
pub(super) fn wrap(head: &str, margin: &str, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = head.to_owned();
    let mut empty = true;
    let mut ticks = 0_usize;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        // Not inside a code span, and not before what would begin a list, a heading or a quotation.
        let splittable = ticks.is_multiple_of(2) && !begins_block(word);
        if !empty && splittable && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, margin.to_owned()));
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
        ticks += word.matches('`').count();
    }
    if !empty {
        lines.push(line);
    }
    lines
}

fn begins_block(word: &str) -> bool {
    word.starts_with(['-', '+', '*', '#', '>', '|', '=', '~', ':'])
        || (word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['.', ')']))
}
