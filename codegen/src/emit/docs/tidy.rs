//! Brings the pieces of a paragraph into their one form.

use super::{
    marks,
    page::{Inline, Mark},
    words,
};

/// The pieces in their one form: names are code, blanks are single, and none stands beside a line end or inside the
/// edge of a mark; each mark can be written.
pub(super) fn tidy(line: Vec<Inline>) -> Vec<Inline> {
    let mut line = joined(line);
    // A mark that goes may change what others stand beside.
    for _ in 0..3 {
        if !line.iter().any(is_mark) {
            return line;
        }
        let tokens = marks::tokens(&line);
        if line.iter().zip(&tokens).all(|(inline, token)| !is_mark(inline) || !token.is_empty()) {
            return line;
        }
        let kept = line.into_iter().zip(tokens);
        let kept = kept.filter(|(inline, token)| !is_mark(inline) || !token.is_empty());
        line = joined(kept.map(|(inline, _)| inline).collect());
    }
    joined(line.into_iter().filter(|inline| !is_mark(inline)).collect())
}

/// Names and blanks in order. Words that a mark no longer keeps apart are one, so text is put together before.
fn joined(line: Vec<Inline>) -> Vec<Inline> {
    named(spaced(line))
}

fn is_mark(inline: &Inline) -> bool {
    matches!(inline, Inline::Open(_) | Inline::Close(_))
}

/// Names and addresses in text become pieces of their own.
fn named(line: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(line.len());
    // Where the link that is open begins.
    let mut opened = None;
    for inline in line {
        match inline {
            Inline::Text(text) => words::pieces(&text, opened.is_some(), &mut out),
            Inline::LinkOpen => {
                opened = Some(out.len());
                out.push(Inline::LinkOpen);
            }
            Inline::LinkClose(to) => {
                close_link(to, opened.take().unwrap_or(out.len()), &mut out);
            }
            Inline::Code(code) => words::push_code(&mut out, code),
            other => out.push(other),
        }
    }
    out
}

/// A link whose text is its address is written as the address.
fn close_link(to: String, from: usize, out: &mut Vec<Inline>) {
    let mut text = String::new();
    let plain = out.iter().skip(from + 1).all(|inline| match inline {
        Inline::Code(part) | Inline::Text(part) => {
            text.push_str(part);
            true
        }
        _ => false,
    });
    if plain && (text == to || to.strip_prefix("mailto:") == Some(text.as_str())) {
        out.truncate(from);
        out.push(Inline::Url(to));
    } else {
        out.push(Inline::LinkClose(to));
    }
}

fn spaced(line: Vec<Inline>) -> Vec<Inline> {
    let mut spacing = Spacing::default();
    for inline in line {
        match inline {
            Inline::Text(text) => spacing.text(&text),
            Inline::Code(code) => spacing.code(&code),
            Inline::Break => spacing.broken = true,
            Inline::Open(_) | Inline::LinkOpen => spacing.waiting.push(inline),
            Inline::Close(mark) => spacing.close(mark),
            Inline::LinkClose(to) => spacing.close_link(to),
            Inline::Url(_) => spacing.show(inline),
        }
    }
    spacing.line
}

/// A line while it is put together. Blanks, line ends and openings wait for something to be seen behind them.
#[derive(Default)]
struct Spacing {
    line: Vec<Inline>,
    waiting: Vec<Inline>,
    blank: bool,
    broken: bool,
}

impl Spacing {
    fn text(&mut self, text: &str) {
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\u{a0}');
        if text.starts_with(is_blank) {
            self.blank = true;
        }
        let mut words = text.split(is_blank).filter(|word| !word.is_empty()).peekable();
        while let Some(word) = words.next() {
            self.settle();
            match self.line.last_mut() {
                Some(Inline::Text(last)) => last.push_str(word),
                _ => self.line.push(Inline::Text(word.to_owned())),
            }
            self.blank = words.peek().is_some() || text.ends_with(is_blank);
        }
    }

    fn code(&mut self, code: &str) {
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        if code.is_empty() {
            self.blank = true;
            return;
        }
        self.settle();
        match self.line.last_mut() {
            Some(Inline::Code(last)) => last.push_str(&code),
            _ => self.line.push(Inline::Code(code)),
        }
    }

    fn show(&mut self, inline: Inline) {
        self.settle();
        self.line.push(inline);
    }

    /// Writes what waited.
    fn settle(&mut self) {
        if !self.line.is_empty() {
            if self.broken {
                self.line.push(Inline::Break);
            } else if self.blank {
                match self.line.last_mut() {
                    Some(Inline::Text(last)) => last.push(' '),
                    _ => self.line.push(Inline::Text(" ".to_owned())),
                }
            }
        }
        (self.blank, self.broken) = (false, false);
        for opening in std::mem::take(&mut self.waiting) {
            match (&opening, self.line.last()) {
                // Two stretches that touch are one.
                (Inline::Open(mark), Some(Inline::Close(last))) if mark == last => {
                    self.line.pop();
                }
                _ => self.line.push(opening),
            }
        }
    }

    fn close(&mut self, mark: Mark) {
        if self.waiting.pop_if(|waiting| *waiting == Inline::Open(mark)).is_none() {
            self.line.push(Inline::Close(mark));
        }
    }

    fn close_link(&mut self, to: String) {
        if self.waiting.pop_if(|waiting| *waiting == Inline::LinkOpen).is_some() {
            self.show(Inline::Url(to));
        } else {
            self.line.push(Inline::LinkClose(to));
        }
    }
}
