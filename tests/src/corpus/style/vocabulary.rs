//! Which words with numbers the document itself has, so that a number that only counts can be told from `OAuth2`.

use std::collections::HashSet;

use vetted_codegen::load::{Document, Node, Value};

/// The longest word, and the most digits, that are looked at.
const LONGEST: usize = 24;

/// Values of these keys are prose or examples: no name is made of them.
const PROSE: [&str; 5] = ["description", "summary", "example", "examples", "externalDocs"];

/// The words of a document that stand before digits, with these.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// In lower case, without what stood between; every ending of the word too.
    known: HashSet<String>,
}

impl Vocabulary {
    /// The vocabulary of all keys and texts of a document, but prose and examples.
    pub(super) fn of(document: &Document) -> Self {
        let mut vocabulary = Self::default();
        // The value, and whether its keys are names that somebody chose rather than keywords.
        let mut open: Vec<(Node<'_>, bool)> = document.roots().map(|root| (root, false)).collect();
        while let Some((node, of_names)) = open.pop() {
            match node.value() {
                Value::Text(text) => vocabulary.learn(text),
                Value::List(list) => open.extend(list.items().map(|item| (item, false))),
                Value::Map(map) => {
                    for (key, value) in map.entries() {
                        vocabulary.learn(key);
                        if of_names || !PROSE.contains(&key) {
                            open.push((value, key == "properties" && !of_names));
                        }
                    }
                }
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
        vocabulary
    }

    /// `gpt-5.2` gives `gpt5` and `gpt52`, and `pt5`, `t5` and so on.
    fn learn(&mut self, text: &str) {
        if !text.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let (mut word, mut number) = ("", String::new());
        for piece in pieces(text) {
            if !piece.starts_with(|c: char| c.is_ascii_digit()) {
                (word, number) = (piece, String::new());
                continue;
            }
            number.push_str(piece);
            if number.len() > LONGEST {
                continue;
            }
            for start in word.len().saturating_sub(LONGEST)..word.len() {
                let ending = word.get(start..).unwrap_or_default().to_ascii_lowercase();
                self.known.insert(format!("{ending}{number}"));
            }
        }
    }

    /// Whether the document has a word with this number.
    fn has(&self, word: &str, digits: &str) -> bool {
        self.known.contains(&format!("{word}{digits}"))
    }

    /// The first number in a name that only counts, with the word before it: one that no text of the document has
    /// there, and with which no piece begins that the name was made of. What a name begins with does not count.
    pub(super) fn counting(&self, name: &str, pieces: &[&str]) -> Option<String> {
        let letters = |c: char| c.is_ascii_alphabetic();
        // An `N` stands before digits that a name begins with.
        let first = name.strip_prefix('N').filter(|rest| !rest.starts_with(letters));
        let mut rest = first.unwrap_or(name).trim_start_matches(|c: char| !letters(c));
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, from) = rest.split_at(at);
            let behind = from.find(letters).unwrap_or(from.len());
            let (number, after) = from.split_at(behind);
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            let start = before.rfind(|c: char| c.is_ascii_uppercase()).unwrap_or(0);
            let word = before.get(start..).unwrap_or_default().to_ascii_lowercase();
            if !word.is_empty() && !self.is_natural(&word, &digits, pieces) {
                return Some(format!("{word}{digits}"));
            }
            rest = after;
        }
        None
    }

    /// `v1` and `2fa` make `V12fa`: a number may be that of a word and that of the next piece.
    fn is_natural(&self, word: &str, digits: &str, pieces: &[&str]) -> bool {
        let begins = |number: &str| {
            pieces.iter().any(|piece| {
                let piece = piece.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
                piece.split(|c: char| !c.is_ascii_digit()).next() == Some(number)
            })
        };
        (1..=digits.len()).rev().any(|at| {
            let (own, next) = (digits.get(..at), digits.get(at..).unwrap_or_default());
            own.is_some_and(|own| self.has(word, own)) && (next.is_empty() || begins(next))
        }) || begins(digits)
    }
}

/// The runs of letters and the runs of digits of a text.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(|run| {
        let mut rest = run;
        std::iter::from_fn(move || {
            let is_number = rest.chars().next()?.is_ascii_digit();
            let end = rest.find(|c: char| c.is_ascii_digit() != is_number).unwrap_or(rest.len());
            let (piece, behind) = rest.split_at(end);
            rest = behind;
            Some(piece)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_the_document_has_does_not_count() {
        let mut vocabulary = Vocabulary::default();
        for text in ["gpt-5.2-2025", "OAuth2Client", "/v1/pets"] {
            vocabulary.learn(text);
        }
        let counting = |name: &str| vocabulary.counting(name, &["pet", "2fa"]);
        for name in
            ["Gpt522025", "Gpt5_2Mini", "OAuth2", "GetV1Pets", "Pet2fa", "V12fa", "N2fa", "Pet"]
        {
            assert_eq!(counting(name), None, "{name}");
        }
        assert_eq!(counting("Pet3"), Some("pet3".to_owned()));
        assert_eq!(counting("OAuth2Pet3Kind"), Some("pet3".to_owned()));
        assert_eq!(counting("Gpt6"), Some("gpt6".to_owned()));
    }
}
