//! Prose in the room that a list has for it: whole behind a name, or its first sentence.

use super::{
    blocks, inline, own, page as read,
    page::{Block, Inline},
    plain, sentence,
    tidy::tidy,
};

/// Prose behind what it is about: the first paragraph on the same line, the rest below. `head` is Markdown.
pub(in crate::emit) fn behind(head: &str, text: &str) -> Vec<String> {
    let joined = |paragraph: &str| own(&format!("{head}: {}", sentence(paragraph)));
    if let Some(lines) = plain::prose(text).filter(|lines| !lines.iter().any(String::is_empty)) {
        return if lines.is_empty() { own(head) } else { joined(&lines.join(" ")) };
    }
    let page = read(text);
    let (mut lines, rest) = match page.split_first() {
        None => return own(head),
        Some((Block::Paragraph(line), rest)) => (joined(&inline::paragraph(line)), rest),
        Some(_) => (own(&format!("{head}:")), page.as_slice()),
    };
    if !rest.is_empty() {
        lines.push(String::new());
        lines.extend(blocks::write(rest));
    }
    lines
}

/// The same as an item of a list.
pub(in crate::emit) fn item_behind(head: &str, text: &str) -> Vec<String> {
    let lines = behind(head, text).into_iter().enumerate();
    let lines = lines.map(|(at, line)| match (at, line.as_str()) {
        (0, _) => format!("- {line}"),
        (_, "") => line,
        _ => format!("  {line}"),
    });
    lines.collect()
}

/// The first paragraph on one line, and the rest. A text that begins with a list has no such line.
pub(in crate::emit) fn opening(text: &str) -> (String, Vec<String>) {
    if let Some(lines) = plain::prose(text) {
        let end = lines.iter().position(String::is_empty).unwrap_or(lines.len());
        let (first, rest) = lines.split_at(end);
        return (sentence(&first.join(" ")), rest.get(1..).unwrap_or_default().to_vec());
    }
    let page = read(text);
    match page.split_first() {
        Some((Block::Paragraph(line) | Block::Heading(_, line), rest)) => {
            (sentence(&inline::part(line)), blocks::write(rest))
        }
        _ => (String::new(), blocks::write(&page)),
    }
}

/// The first sentence of the first paragraph, on one line.
pub(in crate::emit) fn first_sentence(text: &str) -> String {
    if let Some(lines) = plain::prose(text) {
        let paragraph: Vec<String> =
            lines.into_iter().take_while(|line| !line.is_empty()).collect();
        let paragraph = paragraph.join(" ");
        let end = end(&paragraph, false).unwrap_or(paragraph.len());
        return sentence(paragraph.get(..end).unwrap_or(&paragraph));
    }
    let page = read(text);
    let line = page.iter().find_map(super::first_line).unwrap_or_default();
    sentence(&inline::part(&tidy(cut(line))))
}

/// The pieces of a line up to the end of its first sentence.
fn cut(line: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::new();
    // Inside a mark or a link nothing ends: what was opened must be closed.
    let mut depth = 0_usize;
    let mut pieces = line.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        match &piece {
            Inline::Open(_) | Inline::LinkOpen => depth += 1,
            Inline::Close(_) | Inline::LinkClose(_) => depth = depth.saturating_sub(1),
            Inline::Text(text) if depth == 0 => {
                if let Some(front) =
                    end(text, pieces.peek().is_some()).and_then(|at| text.get(..at))
                {
                    out.push(Inline::Text(front.to_owned()));
                    return out;
                }
            }
            Inline::Break if ends_a_sentence(out.last()) => return out,
            _ => {}
        }
        out.push(piece);
    }
    out
}

fn ends_a_sentence(piece: Option<&Inline>) -> bool {
    matches!(piece, Some(Inline::Text(text)) if text.ends_with(['.', '!', '?', ':']))
}

/// Where the first sentence of a text ends, if more comes behind it. `goes_on`: whether the text itself is not all.
fn end(text: &str, goes_on: bool) -> Option<usize> {
    let mut in_code = false;
    for (at, c) in text.char_indices() {
        in_code ^= c == '`';
        if in_code || !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let (before, behind) = (text.get(..at)?, text.get(at + 1..)?);
        let next = behind.strip_prefix(' ').map(|behind| behind.chars().next());
        let begins = match next {
            Some(Some(next)) => next.is_uppercase() || matches!(next, '`' | '"' | '(' | '['),
            Some(None) => goes_on,
            None => false,
        };
        if begins && !(c == '.' && is_abbreviated(before)) {
            return Some(at + 1);
        }
    }
    None
}

/// Whether a dot belongs to the word before it.
fn is_abbreviated(before: &str) -> bool {
    const SHORT: [&str; 9] = ["e.g", "i.e", "eg", "ie", "etc", "vs", "cf", "approx", "no"];
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    word.chars().count() == 1 || SHORT.contains(&word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_sentence_ends_where_one_does() {
        for (text, expected) in [
            ("One. Two.", "One."),
            ("One", "One."),
            ("One, e.g. Two. Three.", "One, e.g. Two."),
            ("Version 1.5 of `a. B`. More", "Version 1.5 of `a. B`."),
            ("One.\nTwo.\n\nThree.", "One."),
            ("See [a. B](https://a.b). More.", "See [a. B](https://a.b)."),
            ("**Bold. Still.** And text. More.", "**Bold. Still.** And text."),
            ("The id. `x` is it.", "The id."),
            ("# Head\n\nText. More.", "Head."),
            ("One.<br>Two *x*", "One."),
            ("", ""),
        ] {
            assert_eq!(first_sentence(text), expected, "{text:?}");
        }
    }

    #[test]
    fn prose_stands_behind_its_name() {
        for (text, expected) in [
            ("The id", "- `id`: The id."),
            ("", "- `id`"),
            ("One.\n\nTwo.", "- `id`: One.\n\n  Two."),
            ("One of:\n- a\n- b", "- `id`: One of:\n\n  - a\n  - b"),
            ("- a\n- b", "- `id`:\n\n  - a\n  - b"),
            ("```\nx\n```", "- `id`:\n\n  ```text\n  x\n  ```"),
        ] {
            assert_eq!(item_behind("`id`", text).join("\n"), expected, "{text:?}");
        }
    }
}
