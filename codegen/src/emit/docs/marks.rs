//! How emphasis is written: CommonMark takes a mark only beside certain characters.

use super::page::{Inline, Mark};

/// What a mark sees beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Blank,
    /// A letter or a digit.
    Word,
    Punctuation,
    /// A character that some take for punctuation and others do not.
    Unsure,
}

/// How the mark at each place is written; empty where there is none, and where one cannot be written.
pub(super) fn tokens(line: &[Inline]) -> Vec<&'static str> {
    let mut written = vec![""; line.len()];
    let mut open: Vec<(usize, Mark)> = Vec::new();
    for (at, inline) in line.iter().enumerate() {
        match inline {
            Inline::Open(mark) => open.push((at, *mark)),
            Inline::Close(mark) => {
                let Some((from, _)) = open.pop_if(|(_, opened)| opened == mark) else { continue };
                let token = token(line, from, at, *mark).unwrap_or_default();
                for place in [from, at] {
                    if let Some(place) = written.get_mut(place) {
                        *place = token;
                    }
                }
            }
            _ => {}
        }
    }
    written
}

/// How a stretch is marked, if it can be.
fn token(line: &[Inline], from: usize, to: usize, mark: Mark) -> Option<&'static str> {
    let outside_left = from.checked_sub(1).and_then(|at| line.get(at));
    let (inside_left, inside_right) = (line.get(from + 1), line.get(to.checked_sub(1)?));
    let outside_right = line.get(to + 1);
    let (before, behind) = (last(outside_left), first(outside_right));
    let (begins, ends) = (first(inside_left), last(inside_right));
    if begins == Beside::Blank || ends == Beside::Blank {
        return None;
    }
    // Beside letters, a mark must not stand before punctuation, nor one that closes behind it.
    let apart = |beside| matches!(beside, Beside::Blank | Beside::Punctuation);
    let fits = |outside, inside| apart(outside) || inside == Beside::Word;
    if !fits(before, begins) || !fits(behind, ends) {
        return None;
    }
    let neighbours = [outside_left, inside_left, inside_right, outside_right];
    let beside = |other: Mark| {
        neighbours.iter().flatten().any(
            |inline| matches!(inline, Inline::Open(mark) | Inline::Close(mark) if *mark == other),
        )
    };
    match mark {
        Mark::Strong => (!beside(Mark::Strong)).then_some("**"),
        Mark::Strike => (!beside(Mark::Strike)).then_some("~~"),
        Mark::Emphasis if beside(Mark::Emphasis) => None,
        // Two kinds of stars in one run would be told apart otherwise than meant.
        Mark::Emphasis if !beside(Mark::Strong) => Some("*"),
        Mark::Emphasis => (apart(before) && apart(behind)).then_some("_"),
    }
}

fn first(inline: Option<&Inline>) -> Beside {
    match inline {
        None | Some(Inline::Break) => Beside::Blank,
        Some(Inline::Text(text)) => text.chars().next().map_or(Beside::Blank, beside),
        Some(_) => Beside::Punctuation,
    }
}

fn last(inline: Option<&Inline>) -> Beside {
    match inline {
        None | Some(Inline::Break) => Beside::Blank,
        Some(Inline::Text(text)) => text.chars().next_back().map_or(Beside::Blank, beside),
        Some(_) => Beside::Punctuation,
    }
}

fn beside(c: char) -> Beside {
    if c.is_whitespace() {
        Beside::Blank
    } else if c.is_alphanumeric() {
        Beside::Word
    } else if c.is_ascii_punctuation() {
        Beside::Punctuation
    } else {
        Beside::Unsure
    }
}
