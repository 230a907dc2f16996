//! Texts that match a regular expression.

use std::ops::RangeInclusive;

use regex_syntax::{
    Parser,
    hir::{Class, Hir, HirKind},
};

/// Some texts that the pattern matches, as far as it says what a text must be like. Empty where it cannot be read.
pub(super) fn matching(pattern: &str, lengths: &RangeInclusive<usize>) -> Vec<String> {
    let parse = |pattern: &str| Parser::new().parse(pattern).ok();
    let Some(hir) = parse(pattern).or_else(|| parse(&without_looks(pattern)?)) else {
        return Vec::new();
    };
    let mut made: Vec<String> = Vec::new();
    // How often what may repeat is repeated: more until the text is long enough.
    let least = u32::try_from(*lengths.start()).unwrap_or(0);
    let exact = (0..32).map(|fixed| least.saturating_sub(fixed));
    for repeats in [0, 1, 3, 8, 16, 32, 64, 128].into_iter().chain(exact) {
        for variant in 0..2 {
            let mut writer = Writer { text: String::new(), repeats, variant };
            if writer.write(&hir).is_some()
                && lengths.contains(&writer.text.chars().count())
                && !made.contains(&writer.text)
            {
                made.push(writer.text);
            }
        }
        if made.len() >= ENOUGH {
            break;
        }
    }
    made
}

/// The pattern without what looks ahead or behind: which texts that lets through is for the validator to say.
fn without_looks(pattern: &str) -> Option<String> {
    let start =
        ["(?!", "(?=", "(?<!", "(?<="].iter().filter_map(|look| pattern.find(look)).min()?;
    let (mut depth, mut escaped, mut in_class) = (0_usize, false, false);
    for (index, c) in pattern.get(start..)?.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            let rest = pattern.get(start + index + 1..)?;
            let left = format!("{}{rest}", pattern.get(..start)?);
            return Some(without_looks(&left).unwrap_or(left));
        }
    }
    None
}

/// As many texts as are wanted.
const ENOUGH: usize = 4;

/// As long as a text may get: counted repetitions in counted repetitions multiply.
const MAX_BYTES: usize = 10_000;

struct Writer {
    text: String,
    repeats: u32,
    variant: usize,
}

impl Writer {
    fn write(&mut self, hir: &Hir) -> Option<()> {
        if self.text.len() > MAX_BYTES {
            return None;
        }
        match hir.kind() {
            // An edge of the text is there anyhow, and one of a word most often.
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => {
                self.text.push_str(std::str::from_utf8(&literal.0).ok()?);
            }
            HirKind::Class(class) => self.text.push(self.character(class)?),
            HirKind::Repetition(repetition) => {
                let most = repetition.max.unwrap_or(u32::MAX);
                for _ in 0..self.repeats.clamp(repetition.min, most) {
                    self.write(&repetition.sub)?;
                }
            }
            HirKind::Capture(capture) => self.write(&capture.sub)?,
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.write(part))?,
            HirKind::Alternation(parts) => {
                self.write(parts.get(self.variant % parts.len().max(1))?)?;
            }
        }
        Some(())
    }

    /// A character of a class: the first one, or the last that a person would type.
    fn character(&self, class: &Class) -> Option<char> {
        let Class::Unicode(class) = class else { return None };
        let ranges = class.ranges();
        let typed = |c: &char| c.is_ascii_graphic();
        let chosen = if self.variant == 0 {
            ranges.iter().find_map(|range| (range.start()..=range.end()).take(128).find(typed))
        } else {
            let mut ends = ranges.iter().rev().map(|range| range.start()..=range.end().min('~'));
            ends.find_map(|mut range| range.rfind(typed))
        };
        chosen.or_else(|| ranges.first().map(regex_syntax::hir::ClassUnicodeRange::start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_made_to_a_pattern_and_a_length() {
        let made = |pattern, lengths| matching(pattern, &lengths);
        assert_eq!(made("^a(b|c)?d{2}$", 0..=usize::MAX), ["add", "abdd", "acdd"]);
        assert_eq!(made("^[0-9a-f]+$", 40..=40), ["0".repeat(40), "f".repeat(40)]);
        assert!(made("^x_[a-z]*$", 12..=12).iter().all(|text| text.len() == 12));
        assert!(!made("^x_[a-z]*$", 12..=12).is_empty());
        // What looks around is left to the validator.
        assert_eq!(made(r"^(?!no(\)|[)]))a$", 0..=usize::MAX), ["a"]);
        assert!(made("(", 0..=9).is_empty());
        assert!(made(r"(?!a", 0..=9).is_empty());
        // Nothing too long is made.
        assert!(made("((a{100}){100}){100}", 0..=usize::MAX).is_empty());
    }
}
