//! Lines of text, one inside the other, and the words in them.

use std::fmt::Display;

use crate::diagnostic::Pointer;

/// Text that grows by lines.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    depth: usize,
}

impl Lines {
    /// A line.
    pub(super) fn line(&mut self, line: impl Display) {
        self.text.push_str(&format!("{:indent$}{line}\n", "", indent = self.depth * 2));
    }

    /// A line that is there only where something holds.
    pub(super) fn flag(&mut self, line: &str, holds: bool) {
        if holds {
            self.line(line);
        }
    }

    /// A line for something that may be missing.
    pub(super) fn maybe(&mut self, what: &str, said: Option<impl Display>) {
        if let Some(said) = said {
            self.line(format_args!("{what} {said}"));
        }
    }

    /// The same for a text of the document.
    pub(super) fn text(&mut self, what: &str, said: Option<&String>) {
        self.maybe(what, said.map(|said| word(said)));
    }

    /// A line for each of several texts.
    pub(super) fn texts(&mut self, what: &str, said: &[String]) {
        for text in said {
            self.line(format_args!("{what} {}", word(text)));
        }
    }

    /// The place where something is written, unless it is the one where a reader would look.
    pub(super) fn place(&mut self, at: &Pointer, usual: &Pointer) {
        if at != usual {
            self.line(format_args!("at {}", place(at)));
        }
    }

    /// Lines that belong to the one before.
    pub(super) fn inside(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    /// An empty line, which begins the next part.
    pub(super) fn part(&mut self) {
        self.text.push('\n');
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// A text of the document: as it is where nothing in it could be taken for the text around it, else in quotes.
pub(super) fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-./$@{}*+~%=&".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("{text:?}")
    }
}

/// Several of them.
pub(super) fn words<'a>(texts: impl IntoIterator<Item = &'a String>) -> String {
    texts.into_iter().map(|text| word(text)).collect::<Vec<_>>().join(", ")
}

/// What stands behind something where there is more to say of it.
pub(super) fn more(before: &str, said: Option<impl Display>) -> String {
    said.map_or_else(String::new, |said| format!(", {before}{said}"))
}

/// A place in the document, as the fragment of a reference.
pub(super) fn place(at: &Pointer) -> String {
    let text = at.reference();
    // A key can hold whatever there is.
    if text.chars().all(|c| c.is_alphanumeric() || c.is_ascii_graphic() || c == ' ') {
        text
    } else {
        format!("{text:?}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Pointer, place, word};

    #[test]
    fn a_text_is_never_taken_for_what_stands_around_it() {
        assert_eq!(word("/pets/{petId}"), "/pets/{petId}");
        for (text, shown) in [("", r#""""#), ("a, b", r#""a, b""#), ("a\nb", r#""a\nb""#)] {
            assert_eq!(word(text), shown);
        }
    }

    #[test]
    fn a_place_says_its_file() {
        assert_eq!(place(&Pointer::root()), "#");
        assert_eq!(place(&Pointer::root().join("a/b").item(2)), "#/a~1b/2");
        assert_eq!(place(&Pointer::file("b.yaml").join("c")), "b.yaml#/c");
        assert_eq!(place(&Pointer::root().join("a\n")), r##""#/a\n""##);
    }
}
