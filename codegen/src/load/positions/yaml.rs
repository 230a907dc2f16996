//! The places of YAML, from parser events.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScanError, Span};

use super::{Builder, Positions, Range};

/// How many lines are joined, at most: each costs another reading.
const MAX_JOINED: usize = 256;

/// Text that cannot be read to its end still has places up to there.
///
/// The lines of a flow collection may stand as far left as they like where the values are read, and documents make use
/// of it (Docker's does). This parser complains, so such a line is joined to the one before; all else stays in place.
pub(super) fn positions(text: &str) -> Positions {
    let mut text = Cow::Borrowed(text);
    let mut left = MAX_JOINED;
    loop {
        let mut builder = Builder::default();
        let scanned = scan(&text, &mut builder);
        match scanned.err().filter(|_| left > 0).and_then(|err| join(&text, &err)) {
            Some(joined) => text = Cow::Owned(joined),
            None => return builder.positions,
        }
        left -= 1;
    }
}

/// Where collections stand deeper in each other than `limit`. `None` too when the text cannot be read up to there.
pub(in crate::load) fn deeper_than(text: &str, limit: usize) -> Option<(usize, usize)> {
    let mut open = 0_usize;
    for event in Parser::new_from_str(text) {
        match event {
            Ok((Event::SequenceStart(..) | Event::MappingStart(..), span)) => {
                open += 1;
                if open > limit {
                    return Some((span.start.line(), span.start.col() + 1));
                }
            }
            Ok((Event::SequenceEnd | Event::MappingEnd, _)) => open = open.saturating_sub(1),
            Ok(_) => {}
            Err(err) if err.info() == "recursion limit exceeded" => {
                return Some((err.marker().line(), err.marker().col() + 1));
            }
            Err(_) => return None,
        }
    }
    None
}

fn scan(text: &str, builder: &mut Builder) -> Result<(), ScanError> {
    let offsets = Offsets::of(text);
    for event in Parser::new_from_str(text) {
        let (event, span) = event?;
        let range = offsets.range(text, span);
        match event {
            Event::Scalar(key, ..) if builder.wants_key() => builder.key(key, range),
            Event::Scalar(..) => {
                builder.value(range, true);
            }
            Event::Alias(_) => {
                builder.value(range, false);
            }
            Event::SequenceStart(..) => builder.open(range, false),
            Event::MappingStart(..) => builder.open(range, true),
            Event::SequenceEnd | Event::MappingEnd => builder.close(range.end),
            Event::DocumentEnd => break,
            _ => {}
        }
    }
    Ok(())
}

/// The text, equally long, with the line of an error joined to the one before. `None` when the error is another one, or
/// stands inside a line.
fn join(text: &str, err: &ScanError) -> Option<String> {
    if !err.info().starts_with("invalid indentation") {
        return None;
    }
    let (byte, _) = text.char_indices().nth(err.marker().index())?;
    let before = text.get(..byte)?.trim_end_matches([' ', '\t']);
    let newline = before.strip_suffix('\n')?.len();
    let line = before.get(..newline)?.trim_end_matches('\r');
    // Behind a comment the line would become part of it.
    if line.rsplit('\n').next()?.contains('#') {
        return None;
    }
    let mut joined = String::with_capacity(text.len());
    joined.push_str(line);
    joined.extend(std::iter::repeat_n(' ', newline + 1 - line.len()));
    joined.push_str(text.get(newline + 1..)?);
    Some(joined)
}

/// Turns characters into bytes: the parser counts characters.
struct Offsets {
    /// The byte at which every [`STRIDE`]th character begins. Empty for ASCII text, where both are the same.
    marks: Vec<usize>,
}

const STRIDE: usize = 256;

impl Offsets {
    fn of(text: &str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect()
        };
        Self { marks }
    }

    fn range(&self, text: &str, span: Span) -> Range {
        let start = self.byte(text, span.start.index());
        Range { start, end: self.byte(text, span.end.index()).max(start) }
    }

    fn byte(&self, text: &str, character: usize) -> usize {
        if self.marks.is_empty() {
            return character.min(text.len());
        }
        let Some(mark) = self.marks.get(character / STRIDE) else { return text.len() };
        let rest = text.get(*mark..).unwrap_or_default();
        rest.char_indices().nth(character % STRIDE).map_or(text.len(), |(byte, _)| mark + byte)
    }
}
