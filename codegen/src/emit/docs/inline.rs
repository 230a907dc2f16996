//! Writes the pieces of a line as Markdown that reads back as the same pieces.

use super::{
    marks,
    page::{Inline, Mark},
    wrap::{begins_block, is_number},
};

/// A paragraph; a line end that was meant is a backslash and a line end.
pub(super) fn paragraph(line: &[Inline]) -> String {
    let text = write(line, Alone::of(line));
    let mut out = String::with_capacity(text.len() + 2);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        push_guarded(line, at == 0, &mut out);
    }
    out
}

/// A line that stands in a text of somebody else's: no mark in it may find a partner outside.
pub(super) fn part(line: &[Inline]) -> String {
    let mut out = String::new();
    push_guarded(&without_breaks(line), true, &mut out);
    out
}

/// What stands behind the `#` of a heading.
pub(super) fn heading(line: &[Inline]) -> String {
    let mut text = without_breaks(line);
    // A last `#` would belong to the heading's mark.
    if text.ends_with('#') {
        text.insert(text.len() - 1, '\\');
    }
    text
}

/// A cell of a table.
pub(super) fn cell(line: &[Inline]) -> String {
    without_breaks(line).replace('|', "\\|")
}

fn without_breaks(line: &[Inline]) -> String {
    write(line, Alone::default()).replace("\\\n", " ")
}

/// Marks that stand once in a paragraph, so that they mark nothing.
#[derive(Default, Clone, Copy)]
struct Alone {
    star: bool,
    tilde: bool,
}

impl Alone {
    fn of(line: &[Inline]) -> Self {
        let count = |c: char| -> usize {
            let texts = line.iter().map(|inline| match inline {
                Inline::Text(text) => text.matches(c).count(),
                _ => 0,
            });
            texts.sum()
        };
        let marked = |kinds: &[Mark]| {
            line.iter().any(|inline| matches!(inline, Inline::Open(mark) if kinds.contains(mark)))
        };
        Self {
            star: !marked(&[Mark::Strong, Mark::Emphasis]) && count('*') == 1,
            tilde: !marked(&[Mark::Strike]) && count('~') == 1,
        }
    }
}

fn write(line: &[Inline], alone: Alone) -> String {
    let mut out = String::new();
    let marked = line.iter().any(|inline| matches!(inline, Inline::Open(_)));
    let tokens = if marked { marks::tokens(line) } else { Vec::new() };
    for (at, inline) in line.iter().enumerate() {
        match inline {
            Inline::Text(text) => {
                push_text(text, alone, &mut out);
                // `!` before a link would make it an image.
                if matches!(line.get(at + 1), Some(Inline::LinkOpen)) && text.ends_with('!') {
                    out.insert(out.len() - 1, '\\');
                }
            }
            Inline::Code(code) => push_code(code, &mut out),
            Inline::Url(to) => {
                out.push('<');
                out.push_str(to.strip_prefix("mailto:").unwrap_or(to));
                out.push('>');
            }
            Inline::Open(_) | Inline::Close(_) => {
                out.push_str(tokens.get(at).copied().unwrap_or_default());
            }
            Inline::LinkOpen => out.push('['),
            Inline::LinkClose(to) => {
                out.push_str("](");
                out.push_str(to);
                out.push(')');
            }
            Inline::Break => out.push_str("\\\n"),
        }
    }
    out
}

/// Text, with a backslash before whatever would be more than text.
fn push_text(text: &str, alone: Alone, out: &mut String) {
    const SPECIAL: &[u8] = b"`[]\\*~_<&";
    if !text.bytes().any(|byte| SPECIAL.contains(&byte)) {
        out.push_str(text);
        return;
    }
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let next = behind.chars().next();
        let blank = |side: Option<char>| side.is_some_and(|c| c == ' ');
        let apart = blank(before) && blank(next);
        let within = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
        let special = match c {
            '`' | '[' | ']' => true,
            '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
            '*' => !apart && !alone.star,
            '~' => !apart && !alone.tilde,
            '_' => !(apart || (within(before) && within(next))),
            '<' => next.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => entity(&text[at..]).is_some(),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// The length of the entity that text begins with, such as `&amp;`.
pub(super) fn entity(text: &str) -> Option<usize> {
    const LONGEST: usize = 40;
    let behind = text.strip_prefix('&')?;
    let name = |c: &char| c.is_ascii_alphanumeric() || *c == '#';
    let length = behind.chars().take(LONGEST).take_while(name).count();
    let (name, behind) = behind.split_at(length);
    (!name.is_empty() && behind.starts_with(';')).then_some(name.len() + 2)
}

/// A code span, between as many ticks as are nowhere in it.
fn push_code(code: &str, out: &mut String) {
    let mut longest = 0;
    for run in code.split(|c| c != '`') {
        longest = longest.max(run.len());
    }
    let fence = "`".repeat(longest + 1);
    let space = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    for part in [&fence, space, code, space, &fence] {
        out.push_str(part);
    }
}

/// A line, with a backslash where its first word would begin a block. A line that is not the first can also end one.
fn push_guarded(line: &str, first: bool, out: &mut String) {
    let word = line.split(' ').next().unwrap_or_default();
    let at = if is_number(word) {
        Some(word.len() - 1)
    } else if first {
        let only = |marks: &[char]| !word.is_empty() && word.trim_matches(marks).is_empty();
        let begins = matches!(word, "+" | "*")
            || word.starts_with('>')
            || (only(&['#']) && word.len() <= 6)
            || only(&['-']);
        begins.then_some(0)
    } else {
        (begins_block(word) && !word.starts_with('`') && !word.is_empty()).then_some(0)
    };
    let (front, behind) = line.split_at(at.unwrap_or(0));
    out.push_str(front);
    if at.is_some() {
        out.push('\\');
    }
    out.push_str(behind);
}
