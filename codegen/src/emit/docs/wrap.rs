//! Breaks long lines where a person would.

/// How long a line of prose may be; `    /// ` comes before it.
pub(super) const WIDTH: usize = 110;

/// Markdown of one paragraph as lines of at most `width`, where they can be broken.
///
/// Not inside a code span, and not before a word that would begin a block. What stands on lines of its own stays there.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let mut line = String::new();
        let mut length = 0;
        for words in unbroken(part) {
            let wide = words.chars().count();
            // A backslash at a line's end would keep the line end.
            let splits = !begins_block(words) && !line.ends_with('\\');
            if length > 0 && splits && length + 1 + wide > width {
                lines.push(std::mem::take(&mut line));
                length = 0;
            }
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(words);
            length += wide;
        }
        if length > 0 {
            lines.push(line);
        }
    }
    lines
}

/// The pieces of a line between which it may be broken: words, and code spans with all their words.
fn unbroken(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line.trim_matches(' ');
    std::iter::from_fn(move || {
        // How many ticks opened the code span that is not closed yet.
        let mut span = 0;
        let mut end = 0;
        for word in rest.split(' ') {
            if end > 0 && span == 0 {
                break;
            }
            span = span_behind(word, span);
            end += word.len() + 1;
        }
        let piece = rest.get(..end.saturating_sub(1)).filter(|piece| !piece.is_empty())?;
        rest = rest.get(end..).unwrap_or_default().trim_start_matches(' ');
        Some(piece)
    })
}

/// The code span that is open behind a word, by its ticks; zero if there is none.
fn span_behind(word: &str, mut span: usize) -> usize {
    let mut rest = word;
    while let Some(at) = rest.find(['`', '\\']) {
        rest = &rest[at..];
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        if ticks == 0 {
            // A backslash takes what stands behind it, but not in code.
            let taken = if span == 0 { rest.chars().take(2).map(char::len_utf8).sum() } else { 1 };
            rest = &rest[taken..];
            continue;
        }
        if span == 0 {
            span = ticks;
        } else if span == ticks {
            span = 0;
        }
        rest = &rest[ticks..];
    }
    span
}

/// Whether a word at the beginning of a line would be more than a word.
pub(super) fn begins_block(word: &str) -> bool {
    if word.starts_with(|c: char| c.is_alphabetic()) {
        return false;
    }
    let only = |marks: &[char]| word.trim_matches(marks).is_empty();
    matches!(word, "+" | "*")
        || word.starts_with('>')
        || word.starts_with("```")
        || word.starts_with("~~~")
        // A thematic break, the line below a heading, the second line of a table.
        || only(&['*'])
        || only(&['_'])
        || only(&['='])
        || only(&['|', '-', ':'])
        || (only(&['#']) && word.len() <= 6)
        || is_number(word)
}

/// Whether a word numbers a list item.
pub(super) fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(digits, "." | ")") && word.len() <= 10 && word.len() > 1
}
