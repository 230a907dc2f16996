//! Text as a comment: the one place where that happens. Any text can be given, and none of it leaves the comment.

use crate::emit::characters::{ends_line, is_hidden, one_line};

/// What begins the lines of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CommentMark {
    /// Of what stands below it.
    Item,
    /// Of the file that it stands in.
    File,
    /// For who reads the source.
    Plain,
    /// In a manifest.
    Manifest,
}

impl CommentMark {
    fn text(self) -> &'static str {
        match self {
            Self::Item => "///",
            Self::File => "//!",
            Self::Plain => "//",
            Self::Manifest => "#",
        }
    }
}

/// Adds text as a comment: a line of it for each line of the text.
pub(super) fn push(out: &mut String, margin: &str, mark: CommentMark, text: &str) {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return push_line(out, margin, mark, text);
    }
    for line in text.replace("\r\n", "\n").split(ends_line) {
        let shown: String = line
            .chars()
            .filter(|&c| !is_hidden(c))
            .map(|c| if c == '\t' { ' ' } else { c })
            .collect();
        push_line(out, margin, mark, &shown);
    }
}

fn push_line(out: &mut String, margin: &str, mark: CommentMark, line: &str) {
    out.push_str(margin);
    out.push_str(mark.text());
    let line = line.trim_end_matches(' ');
    if !line.is_empty() {
        out.push(' ');
        out.push_str(line);
    }
    out.push('\n');
}

/// Adds text as a comment of one line.
pub(super) fn push_single(out: &mut String, mark: CommentMark, text: &str) {
    push(out, "", mark, &one_line(text));
}

/// Adds text as a comment of HTML, on one line. A `>` in it is written as an entity: behind `--` it would be the end.
pub(super) fn push_html(out: &mut String, text: &str) {
    out.push_str(&format!("<!-- {} -->\n", one_line(text).replace('>', "&gt;")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_leaves_the_comment() {
        let text = "a\nb\r\nc\rd\u{2028}e\u{2029}f\u{85}g\u{b}h\u{c}i\u{202e}\u{2066}\0\tj  ";
        let mut out = String::new();
        push(&mut out, "    ", CommentMark::Item, text);
        let expected: String = ["a", "b", "c", "d", "e", "f", "g", "h", "i j"]
            .map(|line| format!("    /// {line}\n"))
            .concat();
        assert_eq!(out, expected);
    }

    #[test]
    fn a_single_line_stays_single() {
        let mut out = String::new();
        push_single(&mut out, CommentMark::Plain, "from a\nb\r\u{2028}c\u{202e}.yaml");
        push_html(&mut out, "from a\n-->b--!>");
        assert_eq!(out, "// from a b  c.yaml\n<!-- from a --&gt;b--!&gt; -->\n");
    }
}
